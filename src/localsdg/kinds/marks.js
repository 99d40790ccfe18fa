// Marks on the parts that feedback speaks of: a shape and a word, the sentence tied to what is filled in there, and the
// way there. A kind says where its parts are (View.place); which part a record means is in parts.js.
import { freshId, h, isObject } from "./dom.js";
import { badge } from "./outcome.js";
import { partsOf, valueAt } from "./parts.js";

/** @type {CheckRecord["state"][]} what is shown of a part that several records speak of */
const WORST_FIRST = ["unmet", "partly", "advice", "met"];

const LONG = 60; // signs of a name

/** @typedef {{ record: CheckRecord, part: Part, value: string, place: Place | null, undo: (() => void) | null }} Mark */

export class Marks {
  /** @param {{ spec: Spec, view: View, t: Translate, label: Label, home(): void }} tools home: back to the result */
  constructor({ spec, view, t, label, home }) {
    this.home = home;
    this.spec = spec;
    this.view = view;
    this.t = t;
    this.label = label;
    /** @type {Mark[]} */
    this.list = [];
    /** @type {(() => void)[]} */
    this.painted = [];
    /** @type {{ remove(): void } | null} */
    this.back = null;
  }

  /**
   * Mark what these records of an answer speak of. What the answer has elsewhere by now is not marked.
   * @param {CheckRecord[]} records
   * @param {{ checked: Json, now: Json }} answers
   */
  show(records, { checked, now }) {
    this.clear();
    for (const record of records) {
      if (record.state === "met" && !this.view.marksMet) continue;
      for (const part of partsOf(record, this.spec, checked)) {
        this.list.push({ record, part, value: written(checked, part), place: null, undo: null });
      }
    }
    this.refresh(now);
  }

  /**
   * A mark goes when the learner changes its part, and comes back when the part is again as it was checked.
   * @param {Json} answer
   */
  refresh(answer) {
    for (const mark of this.list) {
      const holds = written(answer, mark.part) === mark.value;
      const isDrawn = mark.undo && mark.place?.described.every((node) => node.isConnected);
      if (mark.undo && (!holds || !isDrawn)) take(mark);
      if (holds && !mark.undo) this.put(mark);
    }
    this.paint();
  }

  clear() {
    for (const mark of this.list) take(mark);
    this.list = [];
    this.back?.remove();
    this.paint();
  }

  put(mark) {
    const place = this.view.place?.(mark.part) ?? null;
    mark.place = place;
    if (!place) return;
    const { record } = mark;
    const said = h("p", { class: `lsdg-said lsdg-${record.state}`, id: freshId("lsdg-said") }, badge(record.state, this.t),
      h("span", { class: "lsdg-hidden" }, ":"), " ", h("span", null, place.name && h("b", null, `${place.name}: `), record.text));
    const shown = place.put(said);
    for (const one of place.described) tie(one, said.id, true);
    mark.undo = () => {
      shown.remove();
      for (const one of place.described) tie(one, said.id, false);
    };
  }

  /** The sign on a part itself: of all that is said there, the worst. */
  paint() {
    for (const undo of this.painted) undo();
    this.painted = [];
    const drawn = this.list.filter((mark) => mark.undo);
    for (const state of WORST_FIRST) {
      for (const { record, place } of drawn) {
        if (record.state !== state || !place?.marked || place.marked.dataset.marked) continue;
        const { marked, chip } = place;
        marked.dataset.marked = state;
        const sign = chip ? h("span", { class: "lsdg-chip", "aria-hidden": "true" }, badge(state, this.t)) : null;
        if (sign) chip?.append(sign);
        this.painted.push(() => {
          delete marked.dataset.marked;
          sign?.remove();
        });
      }
    }
  }

  // ---- the way there ----

  /**
   * Links to the parts that a record speaks of, as far as they can be shown.
   * @param {CheckRecord} record
   * @returns {HTMLElement[]}
   */
  ways(record) {
    const parts = record.state === "met" ? [] : this.list.filter((mark) => mark.record === record
      && this.view.place?.(mark.part)).map((mark) => mark.part);
    return parts.map((part) => {
      const name = this.nameOf(part), several = parts.length > 1;
      return way(() => this.go(part), this.t("show_me"), name && h("span", { class: several ? "" : "lsdg-hidden" }, `: ${name}`));
    });
  }

  /** @param {Part} part */
  go(part) {
    this.view.reveal?.(part);
    const place = this.view.place?.(part);
    if (!place) return;
    // It stays when the part has been mended: then it is wanted most.
    this.back?.remove();
    this.back = place.put(way(this.home, this.t("back_to_result")));
    place.focus.focus({ preventScroll: true });
    const shown = place.marked ?? place.focus;
    // A page that glides over many screens shows nothing meanwhile.
    const isFar = Math.abs(shown.getBoundingClientRect().top) > 2 * innerHeight;
    shown.scrollIntoView({ block: shown.clientHeight > innerHeight / 2 ? "start" : "center", behavior: isFar ? "instant" : "auto" });
    if (place.focus.matches(":focus-visible")) return;
    // After a click no browser shows where the focus of a button has gone.
    shown.dataset.shown = "1";
    place.focus.addEventListener("blur", () => { delete shown.dataset.shown; }, { once: true });
  }

  /** @param {Part} part */
  nameOf({ card, field, row, column, pick, measure, effect, question, item, option }) {
    const title = (group, ...ids) => ids.every((id) => id !== undefined) && cut(this.label(group, ...ids).title);
    return [title("cards", card), title("fields", field),
      typeof row === "number" ? this.t("row", { row: row + 1 }) : title("rows", row), title("columns", column),
      title("picks", pick), title("measures", measure), title("effects", effect), title("questions", question),
      title("items", question, item), question && title("options", question, option)].filter(Boolean).join(": ");
  }
}

/** The beginning of a name, to the end of a word: with each link a whole question would be heard once more. */
function cut(name) {
  if (!name || name.length <= LONG) return name;
  const end = name.lastIndexOf(" ", LONG);
  return `${name.slice(0, end > 0 ? end : LONG)}…`;
}

/** A link to a place in the exercise. */
function way(go, ...words) {
  return h("a", { href: "#", class: "lsdg-way", onclick: (event) => {
    event.preventDefault();
    event.stopPropagation(); // JupyterLab follows links in outputs by itself
    go();
  } }, words);
}

function take(mark) {
  mark.undo?.();
  mark.undo = null;
}

/** What stands at a part, as a text. A widget may write an answer in another order than the one who made it. */
function written(answer, part) {
  return JSON.stringify(valueAt(answer, part) ?? null, (key, value) => {
    if (Array.isArray(value)) return value.every((one) => typeof one === "string") ? [...value].sort() : value;
    if (!isObject(value)) return value;
    const filled = Object.entries(value).filter(([, one]) => one !== null && one !== "" && one.length !== 0);
    return Object.fromEntries(filled.sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/** Add or take away an id among those that describe an element. */
function tie(node, id, yes) {
  const ids = (node.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  if (yes) ids.push(id);
  if (ids.length > 0) node.setAttribute("aria-describedby", ids.join(" "));
  else node.removeAttribute("aria-describedby");
}
