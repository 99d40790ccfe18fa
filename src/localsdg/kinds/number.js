// A field for any number, as people type it. What may mean two numbers is asked back; what is none is kept and told.
import { h } from "./dom.js";
import { readings } from "./readings.js";

/**
 * -> { input, note, show(value) }: the note says how the text was read, or asks. set(value) gets a number, the text
 * while it is not read as one number, or null.
 * @param {{ id: string, props?: Json, language?: string, t: Translate, set(value: number | string | null): void }} about
 */
export function numberField({ id, props, language, t, set }) {
  const note = h("div", { class: "lsdg-typed", id: `${id}-typed`, "aria-live": "polite" });
  // A text field: number fields differ between browsers in what they let in, and lose "1,5" silently.
  const input = h("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", class: "lsdg-field",
    ...props, "aria-describedby": note.id, oninput: () => set(tell()) });

  function tell() {
    const text = input.value.trim();
    const found = readings(text, language);
    const unread = text !== "" && found.length !== 1;
    input.setAttribute("aria-invalid", String(unread));
    note.replaceChildren(...words(text, found));
    return text === "" ? null : unread ? text : found[0];
  }

  function words(text, found) {
    if (text === "") return [];
    if (found.length === 0) return [h("p", { class: "lsdg-problem" }, t("not_a_number"))];
    if (found.length > 1) {
      return [h("p", { class: "lsdg-problem" }, t("number_asked", { typed: text })),
        h("div", { class: "lsdg-typed-choices" }, found.map((value) =>
          h("button", { type: "button", class: "lsdg-button", onclick: () => choose(value) }, written(value))))];
    }
    const isPlain = Number(text.replace("−", "-").replace(/^(-?\d*),(\d+)$/, "$1.$2")) === found[0];
    return isPlain ? [] : [h("p", { class: "lsdg-help" }, t("number_read", { number: written(found[0]) }))];
  }

  function choose(value) {
    show(value);
    set(value);
    input.focus();
  }

  /** @param {Json} value a number, a text that was not read, or null */
  function show(value) {
    input.value = typeof value === "number" ? written(value) : value ?? "";
    input.setAttribute("aria-invalid", "false");
    note.replaceChildren();
    if (typeof value === "string") tell();
  }

  return { input, note, show };
}

/** As a number is written in a field: without anything between thousands. */
function written(value) {
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
