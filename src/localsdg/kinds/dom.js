// Small helpers every widget uses: elements, words, labels. What a learner typed only ever becomes text.

const AS_PROPERTY = ["value", "checked", "selected", "indeterminate"];

/**
 * An element: h("button", { class: "x", onclick: f }, "Check"). Strings become text nodes, never HTML.
 * @param {string} tag
 * @param {Record<string, Json> | null} [props]
 * @param {...Json} children
 * @returns {Json}
 */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  for (const [name, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "dataset") Object.assign(node.dataset, value);
    else if (AS_PROPERTY.includes(name)) node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  return node;
}

/**
 * "{n} of {all}" with its names filled.
 * @param {string} sentence
 * @param {Record<string, unknown>} [values]
 */
export function fill(sentence, values) {
  return String(sentence).replace(/\{(\w+)\}/g, (whole, name) =>
    values && name in values ? String(values[name]) : whole);
}

/**
 * The interface's words for one exercise: t("score", { score: 3, points: 5 }).
 * @param {Spec} spec
 * @returns {Translate}
 */
export function wordsOf(spec) {
  const ui = spec?.words?.ui || {};
  return (key, values) => fill(key in ui ? ui[key] : key, values);
}

/**
 * The exercise's labels: label("cards", "survey") -> { title, help }.
 * @param {Spec} spec
 * @returns {Label}
 */
export function labelsOf(spec) {
  return (...path) => {
    let place = spec?.words?.labels;
    for (const part of path) place = isObject(place) && Object.hasOwn(place, part) ? place[part] : undefined;
    if (isObject(place)) return { title: String(place.title ?? path.at(-1)), help: String(place.help ?? "") };
    return { title: String(place ?? path.at(-1)), help: "" };
  };
}

/**
 * @param {Json} value
 * @returns {boolean}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A function that appends an element here and gives it back.
 * @param {Element} node
 * @returns {(child: HTMLElement) => HTMLElement}
 */
export function into(node) {
  return (child) => {
    node.append(child);
    return child;
  };
}

let counter = 0;

/** An id that no other element has. */
export function freshId(prefix = "lsdg") {
  counter += 1;
  return `${prefix}-${counter}-${Math.random().toString(36).slice(2, 7)}`;
}
