// What the pages' modules share: where the course begins, its words, and questions to the service worker.

/** The address of the course: its top folder, above those of its languages. */
export function home() {
  return new URL(document.documentElement.dataset.home ?? "", document.baseURI);
}

/**
 * Ask the worker that is responsible; its answer, or an error that says why there is none.
 * @param {string} type
 * @param {Record<string, unknown>} [details]
 * @returns {Promise<Json>}
 */
export async function ask(type, details = {}) {
  const { active } = await navigator.serviceWorker.ready;
  return askOf(/** @type {ServiceWorker} */ (active), type, details);
}

/**
 * @param {ServiceWorker} worker
 * @param {string} type
 * @param {Record<string, unknown>} [details]
 * @returns {Promise<Json>}
 */
export function askOf(worker, type, details = {}) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => (data.problem ? reject(new Error(data.problem)) : resolve(data));
    worker.postMessage({ type, ...details }, [port2]);
  });
}

/** @type {Promise<Record<string, string>> | undefined} */
let said;

/**
 * The words of this page's language; what is to be said in them (`{name}`) is put in by `fill`.
 * @returns {Promise<Record<string, string>>}
 */
export function words() {
  said ??= fetch(new URL("words.json", import.meta.url)).then((reply) => reply.json());
  return said;
}

/**
 * @param {string} sentence
 * @param {Record<string, string>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/**
 * A number of bytes as people say it, in the page's language.
 * @param {number} bytes
 */
export function amount(bytes) {
  const [unit, value] = bytes < 950e3 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  const digits = unit === "megabyte" && value < 10 ? 1 : 0;
  return new Intl.NumberFormat(document.documentElement.lang || undefined,
    { style: "unit", unit, maximumFractionDigits: digits }).format(value).replace(" ", "\u00a0"); // never apart in two lines
}

/**
 * A button of the course's look.
 * @param {string} text
 * @param {() => void} press
 * @param {boolean} [isFirst] the one that is meant to be pressed
 */
export function button(text, press, isFirst = false) {
  const node = document.createElement("button");
  node.type = "button";
  node.className = isFirst ? "lsdg-button lsdg-primary" : "lsdg-button";
  node.textContent = text;
  node.addEventListener("click", press);
  return node;
}

/** The style of what these modules show. */
export function style() {
  if (document.querySelector("link[data-offline]")) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("offline.css", import.meta.url).href;
  link.dataset.offline = "";
  document.head.append(link);
}
