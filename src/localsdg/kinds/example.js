// An example row: how a row is filled in, from another case. It is looked at, and cannot be changed.
import { h, isObject } from "./dom.js";
import { coded } from "./goal-code.js";

const NARROW = "(max-width: 40rem)"; // there it is folded
const LONG = 40; // signs; a longer text has a line of its own

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
    h("p", { class: "lsdg-example-name" }, title),
    h("dl", null, columns.filter((column) => Object.hasOwn(cells, column)).map((column) =>
      h("div", { class: String(cells[column]).length > LONG && "lsdg-example-long" },
        h("dt", null, coded(label("columns", column).title)), h("dd", null, shown(column, cells[column]))))),
    help && h("p", { class: "lsdg-help" }, help));
}

/**
 * The same on paper, where nothing folds: a copy that is open.
 * @param {HTMLElement | null} example
 */
export function exampleOnPaper(example) {
  const copy = /** @type {HTMLElement | null} */ (example?.cloneNode(true) ?? null);
  copy?.setAttribute("open", "");
  return copy ?? "";
}
