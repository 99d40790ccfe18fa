// Codes of targets and indicators in widgets, marked with the colour of their Goal.
import { h } from "./dom.js";

const AT_START = /^((1[0-7]|[1-9])\.(?:\d{1,2}|[a-d])(?:\.\d{1,2})?)(?=[,:] | [^\p{Ll}\d])/u;

/**
 * A code, marked.
 * @param {string} code
 */
export function codeChip(code) {
  const chip = h("span", { class: "lsdg-sdg" }, code);
  paintGoal(chip, code);
  return chip;
}

/**
 * The code with which a title begins, if it does: "11.2 Transport", but not "1.5 million".
 * @param {string} title
 */
export function codeAtStart(title) {
  return AT_START.exec(title)?.[1] ?? "";
}

/**
 * A title, with its code marked where it begins with one.
 * @param {string} title
 * @returns {Json[]} what `h` takes
 */
export function coded(title) {
  const code = codeAtStart(title);
  return code ? [codeChip(code), title.slice(code.length)] : [title];
}

/**
 * Give an element the colour of a code's Goal, in `--lsdg-goal`; none where it is no code.
 * @param {HTMLElement} node
 * @param {string} code
 */
export function paintGoal(node, code) {
  const goal = /^(1[0-7]|[1-9])\./.exec(code)?.[1];
  if (goal) node.style.setProperty("--lsdg-goal", `var(--lsdg-goal-${goal})`);
  else node.style.removeProperty("--lsdg-goal");
}
