// An example row: how a row is filled in, from another case. It is looked at, and cannot be changed.
import { h, isObject } from "./dom.js";
import { coded } from "./goal-code.js";

const NARROW = "(max-width: 40rem)"; // there it is folded

/**
 * The exercise's example, or null if it has none. columns: their ids; shown(column, value): the value in words.
 * @param {{ spec: Spec, t: Translate, label: Label, columns: string[], shown(column: string, value: Json): Json }} about
 * @returns {HTMLElement | null}
 */
export function exampleRow({ spec, t, label, columns, shown }) {
  const cells = spec.words?.labels?.example?.cells;
  if (!isObject(cells)) return null;
  const { title, help } = label("example");
  return h("details", { class: "lsdg-example", open: !matchMedia(NARROW).matches },
    h("summary", null, t("example_row")),
    h("p", null, h("b", null, title)),
    h("dl", null, columns.filter((column) => column in cells).map((column) =>
      h("div", null, h("dt", null, coded(label("columns", column).title)), h("dd", null, shown(column, cells[column]))))),
    help && h("p", { class: "lsdg-help" }, help));
}

/**
 * The same on paper, where nothing folds: a copy that is open.
 * @param {HTMLElement | null} example
 */
export function exampleOnPaper(example) {
  const copy = /** @type {HTMLDetailsElement | ""} */ (example?.cloneNode(true) ?? "");
  if (copy) copy.open = true;
  return copy;
}
