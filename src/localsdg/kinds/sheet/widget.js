import { freshId, h, into, isObject, mount } from "../frame.js";
import { exampleOnPaper, exampleRow } from "../example.js";
import { field, fitting } from "../fields.js";
import { readings } from "../readings.js";
import { copyTable, downloadCsv, htmlTable, pastedTable } from "../table.js";

// A table to fill: rows with labelled fields, side by side where there is room, as cards on a phone.

const COLUMN_WIDTH = 150; // px that a column needs at least before the rows become cards

/**
 * @param {Tools} tools
 * @returns {View}
 */
function body(tools) {
  const sheet = new Sheet(tools);
  sheet.update(tools.answer);
  return {
    update: (answer) => sheet.update(answer),
    place: (part) => sheet.place(part),
    progress: () => ({ done: sheet.rows.filter((row) => sheet.complete(row)).length, total: sheet.rows.length }),
    paper: () => h("div", null, exampleOnPaper(sheet.example), sheet.tables()),
    work: () => h("div", null, sheet.tables()),
  };
}

class Sheet {
  /** @param {Tools} tools */
  constructor({ spec, change, say, el, t, label }) {
    this.spec = spec;
    this.change = change;
    this.say = say;
    this.t = t;
    this.label = label;
    const { columns = [], min_rows: least = 1, max_rows: most = 30, row_ids: ids } = spec.parameters || {};
    /** @type {Column[]} */
    this.columns = columns;
    /** @type {string[] | undefined} */
    this.ids = ids;
    /** @type {number} */
    this.most = ids ? ids.length : most;
    /** @type {number} */
    this.least = ids ? ids.length : least;
    /** @type {Json[]} */
    this.rows = [];
    /** @type {{ node: HTMLElement, group: HTMLElement, fields: Field[] }[]} */
    this.drawn = [];
    this.list = h("ol", { class: "lsdg-sheet-rows" });
    this.bar = h("div", { class: "lsdg-question-bar", hidden: true });
    this.adder = h("button", { type: "button", class: "lsdg-button lsdg-sheet-add", onclick: () => this.add() },
      h("span", { "aria-hidden": "true" }, "+"), t("add_row"));
    this.example = exampleRow({ spec, t, label, columns: columns.map((column) => column.id),
      shown: (id, value) => this.shown(this.columns.find((column) => column.id === id), value) });
    this.root = h("div", { class: "lsdg-sheet", dataset: { layout: "cards", rows: ids ? "fixed" : "free" } },
      this.example ?? "", this.header(), this.list, this.bar,
      h("div", { class: "lsdg-sheet-tools" }, !ids && this.adder,
        h("button", { type: "button", class: "lsdg-button lsdg-quiet", onclick: () => this.copy() }, t("copy_table")),
        h("button", { type: "button", class: "lsdg-button lsdg-quiet",
          onclick: () => downloadCsv(spec.slug || spec.kind, ...this.table()) }, t("download_csv"))));
    this.root.style.setProperty("--columns", columns.map(share).join(" "));
    el.append(this.root);
    // In the next frame: changing the layout while sizes are being told would be told again.
    new ResizeObserver(() => requestAnimationFrame(() => this.fit())).observe(this.root);
    this.fit();
  }

  /** Column titles with their help, where the columns stand side by side; as cards each field has its own. */
  header() {
    return h("div", { class: "lsdg-sheet-head", "aria-hidden": "true" }, h("span"),
      this.columns.map((column) => this.label("columns", column.id)).map(({ title, help }) =>
        h("span", null, title, help && h("small", null, help))), h("span"));
  }

  fit() {
    const needed = this.columns.length * COLUMN_WIDTH + 100;
    const isOneTable = this.root.clientWidth >= needed && !this.columns.some((column) => column.rows);
    this.root.dataset.layout = isOneTable ? "table" : "cards";
  }

  /** The columns that a row has: all, but for those that name other rows. */
  columnsOf(row) {
    return this.columns.filter((column) => !column.rows || column.rows.includes(row.id));
  }

  update(answer) {
    this.rows = this.read(answer);
    this.draw();
    this.forget();
  }

  read(answer) {
    const kept = isObject(answer) && Array.isArray(answer.rows) ? answer.rows.filter(isObject) : [];
    const source = this.ids ? this.ids.map((id) => kept.find((row) => row.id === id) || { id })
      : kept.slice(0, this.most);
    const rows = source.map((row, place) => this.clean(row, this.ids?.[place]));
    while (rows.length < this.least) rows.push({});
    return rows;
  }

  clean(row, id) {
    const clean = id === undefined ? {} : { id };
    for (const column of this.columnsOf(clean)) {
      const value = Object.hasOwn(row, column.id) ? fitting(column, row[column.id]) : null;
      if (value !== null) clean[column.id] = value;
    }
    return clean;
  }

  keep() {
    this.change({ rows: this.rows });
  }

  complete(row) {
    const columns = this.columnsOf(row);
    const needed = columns.filter((column) => column.required);
    return (needed.length ? needed : columns).every((column) =>
      column.id in row && !(column.type === "number" && typeof row[column.id] === "string"));
  }

  // ---- drawing ----

  draw() {
    this.drawn = this.rows.map((row, place) => this.drawRow(row, place));
    this.list.replaceChildren(...this.drawn.map((row) => row.node));
    this.adder.hidden = this.rows.length >= this.most;
  }

  drawRow(row, place) {
    const columns = this.columnsOf(row);
    const fields = columns.map((column) => field({ column, language: this.spec.language, t: this.t,
      words: this.label("columns", column.id), codes: this.spec.codes?.[column.list ?? ""],
      optionTitle: (option) => this.label("options", column.id, option).title, value: row[column.id] ?? null,
      set: (value) => {
        if (value === null) delete row[column.id];
        else row[column.id] = value;
        this.forget();
        this.keep();
      } }));
    fields.forEach((one, at) => one.node.addEventListener("paste", (event) =>
      this.paste(event, place, this.columns.indexOf(columns[at]))));
    const name = this.ids ? this.label("rows", this.ids[place]).title : this.t("row", { row: place + 1 });
    const id = freshId("lsdg-row");
    const group = h("div", { role: "group", "aria-labelledby": id },
      h("span", { class: "lsdg-sheet-name", id }, this.ids ? name : h("span", { class: "lsdg-hidden" }, name),
        !this.ids && h("span", { "aria-hidden": "true" }, String(place + 1))),
      fields.map((one) => one.node), !this.ids && this.buttons(place, name));
    const again = this.asksAgain(place) ? "1" : "";
    return { node: h("li", { class: "lsdg-sheet-row", dataset: { again } }, group), group, fields };
  }

  /**
   * Where a row is, or one of its cells. A cell's sentence stands after it, and below the row where cells are narrow.
   * @param {Part} part
   * @returns {Place | null}
   */
  place({ row, column }) {
    const drawn = this.drawn[typeof row === "number" ? row : this.ids?.indexOf(row ?? "") ?? -1];
    if (!drawn) return null;
    const first = controlsIn(drawn.group)[0];
    if (!column) return { put: into(drawn.group), described: [drawn.group], focus: first, marked: drawn.node };
    const cell = drawn.fields.map((field) => field.node).find((node) => node.dataset.column === column);
    if (!cell) return null;
    const put = (said) => {
      /** @type {Element} */
      let last = cell;
      while (last.nextElementSibling?.classList.contains("lsdg-said")) last = last.nextElementSibling;
      last.after(said);
      return said;
    };
    return { put, described: cell.matches("fieldset") ? [cell] : controlsIn(cell), focus: controlsIn(cell)[0],
      marked: cell, name: this.label("columns", column).title };
  }

  /** One field, the same as in the row before: what it asks has just been said. */
  asksAgain(place) {
    const [first, ...more] = this.columnsOf(this.rows[place]);
    const before = place > 0 ? this.columnsOf(this.rows[place - 1]) : [];
    return more.length === 0 && before.length === 1 && before[0] === first;
  }

  buttons(place, name) {
    const button = (sign, key, disabled, onclick) => h("button", { type: "button", class: "lsdg-button lsdg-icon",
      dataset: { does: key }, "aria-label": `${this.t(key)}: ${name}`, title: this.t(key), disabled, onclick },
    h("span", { "aria-hidden": "true" }, sign));
    return h("div", { class: "lsdg-sheet-buttons" },
      button("↑", "move_up", place === 0, () => this.move(place, -1)),
      button("↓", "move_down", place === this.rows.length - 1, () => this.move(place, 1)),
      button("×", "remove_row", false, () => this.remove(place)));
  }

  // ---- rows ----

  add() {
    this.rows.push({});
    this.draw();
    this.forget();
    this.keep();
    this.drawn.at(-1)?.fields[0]?.focus();
    this.say(this.t("row_added", { row: this.rows.length }));
  }

  move(place, by) {
    const to = place + by;
    this.rows.splice(to, 0, ...this.rows.splice(place, 1));
    this.draw();
    this.forget();
    this.keep();
    const button = (which) => /** @type {HTMLButtonElement | null} */ (
      this.drawn[to].node.querySelector(`.lsdg-sheet-buttons ${which}`));
    const wanted = button(`[data-does="${by < 0 ? "move_up" : "move_down"}"]`);
    (wanted?.disabled ? button("button:not([disabled])") : wanted)?.focus();
    this.say(this.t("row_moved", { from: place + 1, row: to + 1 }));
  }

  remove(place) {
    const before = structuredClone(this.rows);
    this.rows.splice(place, 1);
    while (this.rows.length < this.least) this.rows.push({});
    this.draw();
    this.keep();
    this.offerUndo(this.t("row_removed", { row: place + 1 }), before);
  }

  /** A table pasted from a spreadsheet spreads over rows and columns; any other text stays one cell's text. */
  paste(event, place, from) {
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!text.includes("\t")) return;
    event.preventDefault();
    const before = structuredClone(this.rows);
    const table = pastedTable(text).slice(0, this.most - place);
    table.forEach((cells, down) => {
      const row = (this.rows[place + down] ??= {});
      cells.slice(0, this.columns.length - from).forEach((cell, right) => {
        const column = this.columns[from + right];
        const value = this.columnsOf(row).includes(column) ? this.understood(column, cell.trim()) : null;
        if (value !== null) row[column.id] = value;
      });
    });
    this.draw();
    this.keep();
    this.offerUndo(this.t("rows_pasted", { rows: table.length }), before);
  }

  /** Pasted text as a value of this column; options are known by their id or their words. */
  understood(column, text) {
    if (column.type === "number") {
      const found = readings(text, this.spec.language);
      return found.length === 1 ? found[0] : fitting(column, text);
    }
    const option = (word) => (column.options || []).find((id) =>
      [id, this.label("options", column.id, id).title].some((known) => known.toLowerCase() === word.toLowerCase()));
    if (column.type === "select") return option(text) ?? null;
    if (column.type === "multiselect") return fitting(column, text.split(/[;,]/).map((word) => option(word.trim())));
    return fitting(column, text);
  }

  offerUndo(sentence, before) {
    const undo = h("button", { type: "button", class: "lsdg-button", onclick: () => {
      this.rows = before;
      this.draw();
      this.keep();
      this.forget();
      this.say(this.t("undone"));
      this.drawn[0]?.fields[0]?.focus();
    } }, this.t("undo"));
    this.bar.replaceChildren(h("p", null, sentence), undo);
    this.bar.hidden = false;
    undo.focus();
    this.say(sentence);
  }

  forget() {
    this.bar.hidden = true;
    this.bar.replaceChildren();
  }

  // ---- taking it away ----

  /** Rows in parts, each of rows that follow one another and have the same columns. */
  parts() {
    /** @type {Json[][]} */
    const parts = [];
    let last = "";
    for (const row of this.rows) {
      const names = this.columnsOf(row).map((column) => column.id).join(" ");
      if (names === last) parts.at(-1)?.push(row);
      else parts.push([row]);
      last = names;
    }
    return parts;
  }

  tables() {
    return this.parts().map((rows) => htmlTable(...this.table(rows)));
  }

  /** A cell's value in words. */
  shown(column, value) {
    if (value === undefined) return "";
    if (column.type === "select") return this.label("options", column.id, value).title;
    if (column.type !== "multiselect") return String(value);
    return value.map((option) => this.label("options", column.id, option).title).join("; ");
  }

  /**
   * @param {Json[]} among rows
   * @returns {[string[], string[][]]} header and rows, in words
   */
  table(among = this.rows) {
    const columns = this.columns.filter((column) => among.some((row) => this.columnsOf(row).includes(column)));
    const header = columns.map((column) => this.label("columns", column.id).title);
    const rows = among.map((row) => columns.map((column) => this.shown(column, row[column.id])));
    if (!this.ids) return [header, rows.filter((row) => row.some((text) => text !== ""))];
    return [["", ...header], rows.map((row, place) => [this.label("rows", among[place].id).title, ...row])];
  }

  async copy() {
    this.say(this.t(await copyTable(...this.table()) ? "table_copied" : "table_not_copied"));
  }
}

/** @returns {HTMLElement[]} */
function controlsIn(node) {
  return [...node.querySelectorAll("input, select, textarea")];
}

/** A column's share of the row's width. */
function share(column) {
  return { text: "minmax(0, 1.5fr)", number: "minmax(0, 0.7fr)" }[column.type] || "minmax(0, 1fr)";
}

export default { render: mount(body) };
