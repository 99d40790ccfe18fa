// The rubric of one text: a row of levels each, with the mouse, arrow keys or digits.
import { fill, h } from "./dom.js";

/** The levels of a text's rubric, as they are shown and chosen. */
export class Rubric {
  /**
   * @param {any} form
   * @param {Record<string, string>} words
   * @param {(byKey: boolean) => void} chosen
   */
  constructor(form, words, chosen) {
    this.form = form;
    this.words = words;
    this.chosen = chosen;
    this.row = 0;
    /** @type {any} */
    this.text = { rows: [] };
    form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
    form.addEventListener("focusin", (/** @type {any} */ event) => this.#current(event.target.closest(".row")));
    form.addEventListener("click", (/** @type {any} */ event) => this.#current(event.target.closest(".row")));
    form.addEventListener("change", () => {
      this.#tell();
      this.chosen(false);
    });
  }

  /** @param {any} text @param {Record<string, string>} levels */
  show(text, levels) {
    this.text = text;
    this.form.replaceChildren(...text.rows.map((/** @type {any} */ row, /** @type {number} */ at) => this.#row(row, at, levels[row.id])));
    this.row = Math.min(this.row, text.rows.length - 1);
    this.#current(this.form.children[this.row]);
    this.#tell();
  }

  /** @param {any} row @param {number} at @param {string | undefined} chosen */
  #row(row, at, chosen) {
    const levels = row.levels.map((/** @type {any} */ level) =>
      h(
        "label",
        { class: level.id === row.own && "is-own" },
        h("input", { type: "radio", name: row.id, value: level.id, checked: level.id === chosen }),
        h("span", { class: "level" }, String(level.points)),
        h("span", { class: "means" }, level.words, level.id === row.own && h("span", { class: "own" }, ` ${this.words.read_own_level}`)),
      ),
    );
    return h("fieldset", { class: "row", "data-at": String(at) }, h("legend", null, row.title), h("div", { class: "levels" }, levels), h("p", { class: "chosen", "aria-hidden": "true" }));
  }

  /** @param {any} field */
  #current(field) {
    if (!field) return;
    this.row = Number(field.dataset.at);
    for (const one of this.form.children) one.classList.toggle("current", one === field);
  }

  #tell() {
    const levels = this.levels();
    for (const row of this.text.rows) {
      const level = row.levels.find((/** @type {any} */ one) => one.id === levels[row.id]);
      this.#field(row).querySelector(".chosen").textContent = level?.words ?? "";
    }
  }

  /** @param {any} row */
  #field(row) {
    return this.form.children[this.text.rows.indexOf(row)];
  }

  /** @returns {Record<string, string>} */
  levels() {
    const checked = [...this.form.querySelectorAll("input:checked")];
    return Object.fromEntries(checked.map((input) => [input.name, input.value]));
  }

  /** How many rows have no level yet. */
  left() {
    return this.text.rows.length - Object.keys(this.levels()).length;
  }

  /** The points of the rows that have a level. */
  soFar() {
    const levels = this.levels();
    const all = this.text.rows.flatMap((/** @type {any} */ row) => row.levels.filter((/** @type {any} */ level) => level.id === levels[row.id]));
    return all.reduce((/** @type {number} */ sum, /** @type {any} */ level) => sum + level.points, 0);
  }

  /** The points, or null while a row has no level. */
  points() {
    return this.left() ? null : this.soFar();
  }

  /** @param {boolean} yes */
  lock(yes) {
    for (const input of this.form.querySelectorAll("input")) input.disabled = yes;
  }

  /** Puts the focus into a row. @param {number} row */
  focus(row) {
    const field = this.form.children[Math.min(row, this.form.children.length - 1)];
    (field?.querySelector("input:checked") ?? field?.querySelector("input"))?.focus({ preventScroll: true });
    this.#current(field);
    field?.scrollIntoView({ block: "nearest" });
  }

  /** Goes to the next row; false where there is none. */
  focusNext() {
    if (this.row + 1 >= this.text.rows.length) return false;
    this.focus(this.row + 1);
    return true;
  }

  /** Chooses the level of so many points in the row in hand. @param {number} points */
  choose(points) {
    const row = this.text.rows[this.row];
    const level = row?.levels.find((/** @type {any} */ one) => one.points === points);
    const input = level && [...this.#field(row).querySelectorAll("input")].find((one) => one.value === level.id);
    if (!input || input.disabled) return;
    input.checked = true;
    this.#tell();
    this.chosen(true);
  }
}

/** A table of what several readers chose. @param {any} text @param {any[]} readings @param {Record<string, string>} words */
export function compared(text, readings, words) {
  const head = h("tr", null, h("th", { scope: "col" }, words.read_row), readings.map((one) => h("th", { scope: "col" }, h("bdi", null, one.reader), one.kind === "decision" && ` (${words.read_decision})`)));
  const points = (/** @type {any} */ row, /** @type {any} */ one) => row.levels.find((/** @type {any} */ level) => level.id === one.levels[row.id])?.points ?? "–";
  const rows = text.rows
    .map((/** @type {any} */ row) => [row, readings.map((one) => points(row, one))])
    .filter((/** @type {any} */ [, found]) => new Set(found).size > 1)
    .map((/** @type {any} */ [row, found]) => h("tr", null, h("th", { scope: "row" }, row.title), found.map((/** @type {any} */ one) => h("td", null, String(one)))));
  const sums = h("tr", null, h("th", { scope: "row" }, fill(words.read_all_rows, {})), readings.map((one) => h("td", null, String(one.points))));
  return h("table", null, h("thead", null, head), h("tbody", null, rows, sums));
}
