// What progress.js and progress-front.js are drawn with.

const ADDRESS = /\/modules\/([^/]+)\/(?:([^/]+)\/)?[^/]*$/; // of a module's page, of a lesson's
const SVG = "http://www.w3.org/2000/svg";
const CIRCLE = "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 1 1 0-12.5Z";
const MARKS = { // each another shape, so that no colour is needed to tell them apart
  none: [CIRCLE],
  begun: [CIRCLE, "M8 7.9v.2"],
  checked: [CIRCLE, "M5 8h6"],
  all: [CIRCLE, "m4.9 8.2 2.1 2.1 4.1-4.5"],
};

/**
 * Which module and lesson an address leads to.
 * @param {{ href: string } | Element | null | undefined} link
 */
export function placeOf(link) {
  const href = /** @type {{ href?: string }} */ (link ?? {}).href ?? "";
  const [, module, lesson] = ADDRESS.exec(href ? new URL(href).pathname : "") ?? [];
  return { module, lesson: lesson && `${module}/${lesson}` };
}

/**
 * The element's last child, in place of the one that was put there before.
 * @param {Json} parent
 * @param {Node} node
 */
export function put(parent, node) {
  parent.querySelector(":scope > .lsdg-at")?.remove();
  parent.append(node);
}

/** @param {At["state"]} state */
export function mark(state) {
  return svg("0 0 16 16", MARKS[state].map((path) => [path, ""]), `lsdg-mark-${state}`);
}

/**
 * A drawing of lines: [[path, class], ...].
 * @param {string} box
 * @param {string[][]} paths
 */
export function svg(box, paths, name = "") {
  const node = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: box, class: name, "aria-hidden": "true", focusable: "false" })) {
    node.setAttribute(key, value);
  }
  node.append(...paths.map(([path, kind]) => {
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", path);
    if (kind) line.setAttribute("class", kind);
    return line;
  }));
  return node;
}

/**
 * @param {string} tag
 * @param {string} [name]
 * @param {...(Node | string)} children
 * @returns {Json}
 */
export function h(tag, name, ...children) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children);
  return node;
}
