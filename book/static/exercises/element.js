// An element with attributes and children. Texts become text nodes, never HTML.

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string | false | null | undefined | (Node | string | false | null | undefined)[])} children
 * @returns {Json}
 */
export function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  for (const child of children.flat()) if (child !== false && child !== null && child !== undefined) node.append(child);
  return node;
}
