// A field for any number, as people type it. What may mean two numbers is asked back; what is none is kept and told.
import { h } from "./dom.js";
import { readings } from "./readings.js";

/**
 * -> { input, note, show(value) }: the note says how the text was read, or asks. set(value) gets a number, the text
 * while it is not read as one number, or null.
 * @param {{ id: string, props?: Json, language?: string, t: Translate, set(value: number | string | null): void }} about
 */
export function numberField({ id, props, language, t, set }) {
  const { note, read, clear } = typedNote({ id, language, t, none: t("not_a_number"), choose(value) {
    show(value);
    set(value);
    input.focus();
  } });
  // A text field: number fields differ between browsers in what they let in, and lose "1,5" silently.
  const input = h("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", class: "lsdg-field",
    ...props, "aria-describedby": note.id, oninput: () => set(tell()) });

  function tell() {
    const text = input.value.trim();
    const found = read(text);
    const unread = text !== "" && found.length !== 1;
    input.setAttribute("aria-invalid", String(unread));
    return text === "" ? null : unread ? text : found[0];
  }

  /** @param {Json} value a number, a text that was not read, or null */
  function show(value) {
    input.value = typeof value === "number" ? written(value) : value ?? "";
    input.setAttribute("aria-invalid", "false");
    clear();
    if (typeof value === "string") tell();
  }

  return { input, note, show };
}

/**
 * -> { note, read(text), clear() }: what is said below a field. read(text) gives the numbers that the text may mean and
 * says how it was read, or asks; choose(value) is called with the one that the learner meant. none: what is said of a
 * text that is no number.
 * @param {{ id: string, language?: string, t: Translate, none?: string, choose(value: number): void }} about
 */
export function typedNote({ id, language, t, none, choose }) {
  const note = h("div", { class: "lsdg-typed", id: `${id}-typed`, "aria-live": "polite" });

  function words(text, found) {
    if (text === "") return [];
    if (found.length === 0) return none ? [h("p", { class: "lsdg-problem" }, none)] : [];
    if (found.length > 1) {
      return [h("p", { class: "lsdg-problem" }, t("number_asked", { typed: text })),
        h("div", { class: "lsdg-typed-choices" }, found.map((value) =>
          h("button", { type: "button", class: "lsdg-button", onclick: () => choose(value) }, written(value))))];
    }
    const isPlain = Number(text.replace("−", "-").replace(/^(-?\d*),(\d+)$/, "$1.$2")) === found[0];
    return isPlain ? [] : [h("p", { class: "lsdg-help" }, t("number_read", { number: written(found[0]) }))];
  }

  /** @param {string} text */
  function read(text) {
    const found = text === "" ? [] : readings(text, language);
    note.replaceChildren(...words(text, found));
    return found;
  }

  return { note, read, clear: () => note.replaceChildren() };
}

/**
 * As a number is written in a field: without anything between thousands.
 * @param {number} value
 */
export function written(value) {
  return String(value).replace("-", "−");
}

/**
 * What of a kept value a number field shows: a number, or a text that was not read as one; else null.
 * @param {Json} value
 */
export function fittingNumber(value) {
  if (typeof value === "string") return value.trim() === "" ? null : value;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
