// Elements without markup: what people wrote is text, never HTML.

/**
 * @param {string} name
 * @param {Record<string, any> | null} [given] attributes; functions are listeners ("onclick")
 * @param {...any} inner
 * @returns {any}
 */
export function h(name, given, ...inner) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given ?? {})) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (/^(aria|data)-/.test(key) && typeof value === "boolean") element.setAttribute(key, String(value));
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...inner.flat(3).filter((one) => one !== false && one !== null && one !== undefined && one !== ""));
  return element;
}

/**
 * @param {string} sentence
 * @param {Record<string, unknown>} values
 */
export function fill(sentence, values) {
  return String(sentence).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/**
 * The words of the page's language.
 * @param {string} [place] the address of the server's words, without the language
 * @returns {Promise<Record<string, string>>}
 */
export async function words(place = "/workshop/words") {
  const reply = await fetch(`${place}/${document.documentElement.lang || "en"}.json`);
  return reply.json();
}

/** A time that is left, as minutes and seconds. @param {number} ms */
export function clock(ms) {
  const left = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}
