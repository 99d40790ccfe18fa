// Codes of targets and indicators in widgets, marked with the colour of their Goal.
import { h } from "./dom.js";

const AT_START = /^(?:1[0-7]|[1-9])\.\w\d?(?:\.\d+)?(?=[,:] | [^\p{Ll}\d])/u;

/**
 * The colour of a code's Goal; nothing where there is no code.
 * @param {string} code
 */
export const goalColour = (code) => code && `var(--lsdg-goal-${parseInt(code)})`;

/**
 * A code, marked.
 * @param {string} code
 */
export function codeChip(code) {
  return h("span", { class: "lsdg-sdg", style: `--lsdg-goal:${goalColour(code)}` }, code);
}

/**
 * The code with which a title begins, if it does: "11.2 Transport", but not "1.5 million".
 * @param {string} title
 */
export function codeAtStart(title) {
  return AT_START.exec(title)?.[0] ?? "";
}

/**
 * A title, with its code marked where it begins with one.
 * @param {string} title
 * @returns {Json[]} what `h` takes
 */
export function coded(title) {
  const code = codeAtStart(title);
  return [code && codeChip(code), title.slice(code.length)];
}
