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
 * A title, with its code marked where it begins with one: "11.2 Transport" does, "1.5 million" does not.
 * @param {string} title
 * @returns {Json[]} what `h` takes
 */
export function coded(title) {
  const code = AT_START.exec(title)?.[1];
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
