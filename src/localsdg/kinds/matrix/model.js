// The grid's state and its arithmetic: totals, weighted means, ranks, and how firm the ranks are. Draws nothing.
import { isObject } from "../dom.js";
import { tidy } from "../amount.js";

export const SWING = 0.2; // a weight is tried this share lower and higher

export class Grid {
  /**
   * @param {Spec} spec
   * @param {Label} label
   */
  constructor(spec, label) {
    const { rows = [], columns = [], scale = [], weights, ...rest } = spec.parameters || {};
    /** @type {string[]} */
    this.rows = rows;
    /** @type {string[]} */
    this.columns = columns;
    /** @type {(number | string)[]} */
    this.scale = scale;
    /** @type {(Limits & { total?: number }) | undefined} */
    this.limits = weights;
    this.label = label;
    /** @type {string} */
    this.totals = rest.totals;
    this.skip = rest.skip_diagonal === true;
    this.withNotes = rest.notes === true;
    /** @type {{ id: string, of: "rows" | "columns" }[]} */
    this.asked = rest.picks || [];
    this.numeric = scale.every((value) => typeof value === "number");
    this.signed = this.numeric && scale.some((value) => value < 0);
    this.largest = this.numeric ? Math.max(...scale.map(Math.abs), 1) : 1;
    this.format = new Intl.NumberFormat(spec.language || "en", { maximumFractionDigits: 2 });
    this.means = new Intl.NumberFormat(spec.language || "en", { minimumFractionDigits: 1, maximumFractionDigits: 2 });
    /** @type {Record<string, Record<string, number | string>>} */
    this.cells = {};
    /** @type {Record<string, number>} */
    this.weights = {};
    /** @type {Record<string, string>} */
    this.picks = {};
    this.notes = "";
    this.read(null);
  }

  // ---- state ----

  read(answer) {
    const kept = (key) => isObject(answer) && Object.hasOwn(answer, key) && isObject(answer[key]) ? answer[key] : {};
    const cells = kept("cells");
    this.cells = {};
    for (const [row, column] of this.places()) {
      const value = Object.hasOwn(cells, row) && isObject(cells[row]) && Object.hasOwn(cells[row], column)
        ? cells[row][column] : null;
      if (this.scale.includes(value)) this.set(row, column, value);
    }
    this.weights = {};
    for (const column of this.limits ? this.columns : []) {
      const weight = Object.hasOwn(kept("weights"), column) ? answer.weights[column] : null;
      if (typeof weight === "number" && Number.isFinite(weight) && weight >= 0) this.weights[column] = weight;
    }
    this.picks = {};
    for (const { id, of } of this.asked) {
      const picked = Object.hasOwn(kept("picks"), id) ? answer.picks[id] : null;
      if (this[of].includes(picked)) this.picks[id] = picked;
    }
    this.notes = this.withNotes && typeof answer?.notes === "string" ? answer.notes : "";
  }

  answer() {
    return { cells: this.cells, ...(this.limits && { weights: this.weights }),
      ...(Object.keys(this.picks).length > 0 && { picks: this.picks }),
      ...(this.notes !== "" && { notes: this.notes }) };
  }

  places() {
    return this.rows.flatMap((row) => this.columns.filter((column) => this.has(row, column)).map((column) => [row, column]));
  }

  has(row, column) {
    return !(this.skip && row === column);
  }

  value(row, column) {
    return this.cells[row]?.[column] ?? null;
  }

  set(row, column, value) {
    const cells = (this.cells[row] ??= {});
    if (value === null) delete cells[column];
    else cells[column] = value;
    if (Object.keys(cells).length === 0) delete this.cells[row];
  }

  progress() {
    const places = this.places();
    const filled = places.filter(([row, column]) => this.value(row, column) !== null).length;
    const weights = this.limits ? this.columns.length : 0;
    return { done: filled + Object.keys(this.weights).length, total: places.length + weights };
  }

  // ---- words ----

  /** How a value is written in a cell: a label of up to three signs, else the number or code itself. */
  sign(value) {
    const { title } = this.label("scale", String(value));
    if (title.length <= 3) return title;
    if (!this.numeric || value === 0) return String(value);
    return value < 0 ? `−${-value}` : `${this.signed ? "+" : ""}${value}`;
  }

  /** What a value means: { title, help }; the title may be empty. */
  meaning(value) {
    const { title, help } = this.label("scale", String(value));
    return title.length <= 3 ? { title: help, help: "" } : { title, help };
  }

  written(number, format = this.format) {
    const text = format.format(Math.abs(tidy(number)));
    return `${number < 0 ? "−" : this.signed && number > 0 ? "+" : ""}${text}`;
  }

  // ---- sums ----

  rowTotal(row) {
    return this.sum(this.columns.map((column) => this.value(row, column)));
  }

  columnTotal(column) {
    return this.sum(this.rows.map((row) => this.value(row, column)));
  }

  /** The sum of numbers as text; of codes, how often each stands there. */
  sum(values) {
    const filled = values.filter((value) => value !== null);
    if (filled.length === 0) return "–";
    if (this.numeric) return this.written(filled.reduce((all, value) => all + value, 0));
    const count = (value) => filled.filter((one) => one === value).length;
    return this.scale.filter(count).map((value) => `${this.sign(value)} ${count(value)}`).join(" · ");
  }

  weightSum() {
    return tidy(Object.values(this.weights).reduce((all, weight) => all + weight, 0));
  }

  // ---- ranks ----

  /** Whether there is an order to speak of: every column has its weight, and they are not all 0. */
  weighted() {
    return this.columns.every((column) => column in this.weights) && this.weightSum() > 0;
  }

  complete(row) {
    return this.columns.every((column) => !this.has(row, column) || this.value(row, column) !== null);
  }

  /** A row's weighted mean, on the scale's own units. */
  score(row, weights = this.weights) {
    const columns = this.columns.filter((column) => this.has(row, column));
    const value = (column) => Number(this.value(row, column));
    const all = columns.reduce((sum, column) => sum + weights[column], 0);
    return columns.reduce((sum, column) => sum + weights[column] * value(column), 0) / (all || 1);
  }

  /** The complete rows, best first: [{ row, score, rank, tied }]. Rows that are equal share a rank. */
  ranking(weights = this.weights) {
    const scores = this.rows.filter((row) => this.complete(row))
      .map((row) => ({ row, score: tidy(this.score(row, weights)) }));
    scores.sort((one, other) => other.score - one.score);
    return scores.map((one) => ({ ...one, rank: 1 + scores.filter((other) => other.score > one.score).length,
      tied: scores.some((other) => other.row !== one.row && other.score === one.score) }));
  }

  /** What other weights would change: [{ column, by, moves: [{ row, from, to }] }]; the last: all weights equal. */
  trials() {
    const base = this.ranking();
    const trial = (about, weights) => {
      const ranks = new Map(this.ranking(weights).map(({ row, rank }) => [row, rank]));
      const moves = base.filter(({ row, rank }) => ranks.get(row) !== rank)
        .map(({ row, rank }) => ({ row, from: rank, to: Number(ranks.get(row)) }));
      return { ...about, moves: moves.sort((one, other) => one.to - other.to) };
    };
    const swings = this.columns.flatMap((column) => [-SWING, SWING].map((by) =>
      trial({ column, by }, { ...this.weights, [column]: this.weights[column] * (1 + by) })));
    return [...swings, trial({ column: null, by: 0 }, Object.fromEntries(this.columns.map((column) => [column, 1])))];
  }
}
