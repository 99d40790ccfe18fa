// A board without a picture: its lanes, cards and fields, the answer read and written, what is amiss.
import { isObject } from "../dom.js";

export class Board {
  /**
   * @param {Spec} spec
   * @param {Label} label
   */
  constructor(spec, label) {
    const parameters = spec.parameters || {};
    this.label = label;
    this.language = spec.language || "en";
    this.settings = parameters.settings || [];
    this.cards = (parameters.cards || []).map((card) => ({ length: 1, depends: [], needs: [], ...card }));
    this.fields = parameters.fields || [];
    this.lists = parameters.lists || {};
    this.most = parameters.most_per_lane || Infinity;
    this.calendar = parameters.lanes?.type === "months" ? parameters.lanes : null;
    this.lanes = this.calendar ? monthIds(this.calendar) : parameters.lanes?.ids || [];
    this.markers = (parameters.markers || [])
      .map((marker) => ({ ...marker, at: this.lanes.indexOf(marker.lane) }))
      .filter((marker) => marker.at >= 0)
      .sort((a, b) => a.at - b.at);
    /** @type {Record<string, Json>} what the learner set, by its id */
    this.set = {};
    /** @type {Record<string, { at: number, [field: string]: Json }>} each card's lane (-1: none) and fields */
    this.state = {};
    this.read(null);
  }

  // ---- the answer ----

  /** Take over an answer that may be any JSON: what this board does not know is left out. */
  read(answer) {
    const settings = isObject(answer?.settings) ? answer.settings : {};
    this.set = {};
    for (const setting of this.settings) {
      const value = settings[setting.id];
      if (setting.type === "year" && years(setting).includes(value)) this.set[setting.id] = value;
      if (setting.type === "text" && typeof value === "string") this.set[setting.id] = value;
    }
    this.state = Object.fromEntries(this.cards.map((card) => [card.id, { at: -1 }]));
    const seen = new Set();
    for (const given of Array.isArray(answer?.cards) ? answer.cards : []) {
      const id = isObject(given) ? given.id : undefined;
      if (typeof id !== "string" || !Object.hasOwn(this.state, id) || seen.has(id)) continue;
      seen.add(id);
      this.state[id] = { at: this.lanes.indexOf(given.lane), ...this.fieldsIn(id, given) };
    }
  }

  fieldsIn(id, given) {
    const values = {};
    for (const field of this.fieldsOf(id)) {
      const value = given[field.id];
      if (field.type === "multiple") {
        values[field.id] = this.lists[field.list].filter((item) => Array.isArray(value) && value.includes(item));
      } else if (typeof value === "string") values[field.id] = value;
    }
    return values;
  }

  /** The answer as the checks read it; cards that nobody has touched are not in it. */
  answer() {
    const year = this.calendar?.year;
    const settings = { ...this.set, ...(year ? { [year]: this.year() } : {}) };
    const cards = [];
    for (const card of this.cards) {
      const { at, ...fields } = this.state[card.id];
      const filled = Object.entries(fields).filter(([, value]) => value.length > 0);
      if (at < 0 && filled.length === 0) continue;
      cards.push({ id: card.id, lane: at < 0 ? null : this.lanes[at], ...Object.fromEntries(filled) });
    }
    return { settings, cards };
  }

  // ---- lanes in words ----

  year() {
    const setting = this.settings.find((item) => item.id === this.calendar?.year);
    return this.set[setting?.id] ?? setting?.default ?? setting?.min ?? new Date().getFullYear();
  }

  /** A lane's day one, for months only. */
  date(at) {
    return new Date(Date.UTC(this.year(), this.calendar.month - 1 + this.calendar.from + at, 1));
  }

  /**
   * @param {number} at
   * @param {"long" | "short" | "narrow"} style
   */
  lane(at, style = "long") {
    if (!this.calendar) return this.label("lanes", this.lanes[at]).title;
    /** @type {Intl.DateTimeFormatOptions} */
    const format = { month: style, year: style === "narrow" ? undefined : "numeric", timeZone: "UTC" };
    return new Intl.DateTimeFormat(this.language, format).format(this.date(at));
  }

  /** "2027-11": for tables that a program sorts. */
  plain(at) {
    return this.calendar ? this.date(at).toISOString().slice(0, 7) : this.lane(at);
  }

  /** Where a card stands: "November 2027", or both ends with a dash. */
  place(id, style) {
    const { at } = this.state[id];
    return at < 0 ? "" : this.range(at, this.card(id).length, style);
  }

  /**
   * @param {number} at
   * @param {number} length
   * @param {"long" | "short"} style
   */
  range(at, length, style = "long") {
    const end = Math.min(at + length, this.lanes.length) - 1;
    if (end === at) return this.lane(at, style);
    if (!this.calendar) return `${this.lane(at)} – ${this.lane(end)}`;
    const format = new Intl.DateTimeFormat(this.language, { month: style, year: "numeric", timeZone: "UTC" });
    return format.formatRange(this.date(at), this.date(end)).replace(/\s*–\s*/, " – ");
  }

  title(id) {
    return this.label("cards", id).title;
  }

  // ---- what is there, what is amiss ----

  card(id) {
    return this.cards.find((card) => card.id === id);
  }

  end(id) {
    return this.state[id].at + this.card(id).length - 1;
  }

  /** Cards that come after this one. */
  followers(id) {
    return this.cards.filter((card) => card.depends.includes(id)).map((card) => card.id);
  }

  /** Cards that have not ended when this one begins. */
  tooSoon(id) {
    const { at } = this.state[id];
    if (at < 0) return [];
    return this.card(id).depends.filter((before) => this.state[before].at >= 0 && this.end(before) >= at);
  }

  /** The first lane in which everything before this card has ended. */
  earliest(id) {
    const ends = this.card(id).depends.filter((before) => this.state[before].at >= 0).map((before) => this.end(before) + 1);
    return Math.min(Math.max(0, ...ends), this.lanes.length - 1);
  }

  fieldsOf(id) {
    return this.fields.filter((field) => !field.cards || field.cards.includes(id));
  }

  needed(id, field) {
    return Boolean(field.required || this.card(id).needs.includes(field.id));
  }

  /** { done, total } of the parts a card asks for: its lane and the fields it needs. */
  parts(id) {
    const fields = this.fieldsOf(id).filter((field) => this.needed(id, field));
    const done = fields.filter((field) => (this.state[id][field.id] || "").length > 0).length;
    return { done: done + (this.state[id].at >= 0 ? 1 : 0), total: fields.length + 1 };
  }

  /** How many cards cover each lane. */
  load() {
    return this.lanes.map((_, at) => this.cards.filter(({ id }) =>
      this.state[id].at >= 0 && this.state[id].at <= at && at <= this.end(id)).length);
  }

  /** A field's value as words. */
  words(id, field) {
    const value = this.state[id][field.id] ?? "";
    const word = (item) => (this.lists[field.list]?.includes(item) ? this.label("lists", field.list, item).title : item);
    return Array.isArray(value) ? value.map(word) : word(value);
  }
}

/**
 * @param {{ min: number, max: number }} setting
 * @returns {number[]}
 */
export function years({ min, max }) {
  return Array.from({ length: max - min + 1 }, (_, n) => min + n);
}

function monthIds({ from, to }) {
  return Array.from({ length: to - from + 1 }, (_, n) => `m${from + n}`);
}
