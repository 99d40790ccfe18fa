// The parts of the grid's table.
import { h } from "../dom.js";
import { coded } from "../goal-code.js";

/**
 * A column's heading.
 * @param {string} title
 * @param {string} [more] a class
 * @param {Json} [help]
 */
export function head(title, more = "", help = null) {
  return h("th", { scope: "col", role: "columnheader", class: more }, coded(title), help);
}

/**
 * A row of the table: its name and its cells.
 * @param {string} name its class
 * @param {string} title
 * @param {string} help
 * @param {Json[]} cells
 */
export function line(name, title, help, ...cells) {
  return h("tr", { role: "row", class: name }, h("th", { scope: "row", role: "rowheader" }, h("span", null, title),
    help && h("small", null, help)), cells);
}

/**
 * A cell of the table. name: its column, shown where the rows are cards.
 * @param {Json} name
 * @param {Json} inside
 * @param {string} [more] a class
 */
export function data(name, inside, more = "") {
  return h("td", { role: "cell", class: more }, name && h("span", { class: "lsdg-m-name", "aria-hidden": "true" }, name), inside);
}
