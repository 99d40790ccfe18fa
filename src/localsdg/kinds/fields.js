// Form fields by type, each with its own label: { node, focus() }. Values are plain JSON; null is "empty".
import { codePicker } from "./codes.js";
import { goalColour } from "./goal-code.js";
import { freshId, h } from "./dom.js";
import { fittingNumber, numberField } from "./number.js";

const LONG_OPTION = 34; // signs that a list shows on a phone

/**
 * What of a kept value fits a column of this type, else null.
 * @param {Column} column
 * @param {Json} value
 */
export function fitting(column, value) {
  const options = column.options || [];
  switch (column.type) {
    case "number":
      return fittingNumber(value);
    case "select":
      return options.includes(value) ? value : null;
    case "multiselect": {
      const known = Array.isArray(value) ? options.filter((option) => value.includes(option)) : [];
      return known.length ? known : null;
    }
    case "date":
      return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? value : null;
    default:
      return typeof value === "string" && value !== "" ? value : null;
  }
}

/**
 * A labelled field. column: { id, type, options?, required? }; words: { title, help };
 * optionTitle(option) -> text; set(value) is called at every change; language is the page's.
 * @param {FieldAbout} about
 * @returns {Field}
 */
export function field({ column, words, optionTitle, value, set, language, t, codes }) {
  const id = freshId("lsdg-f");
  const make = MAKERS[column.type] || MAKERS.text;
  return make({ id, column, words, optionTitle, value, set, language, t, codes });
}

function labelled({ id, words, column, t }, input, ...more) {
  const help = helpOf(id, words);
  describe(input, help);
  return { node: h("div", { class: `lsdg-cell lsdg-cell-${column.type}`, dataset: { column: column.id } },
    h("label", { for: id, class: "lsdg-cell-label" }, words.title,
      column.required && h("span", { class: "lsdg-hidden" }, ` (${t("required")})`)), help, input, ...more),
  focus: () => input.focus() };
}

/** What is to be known of a column, at each of its fields. */
function helpOf(id, words) {
  return words.help ? h("p", { class: "lsdg-help lsdg-cell-help", id: `${id}-help` }, words.help) : null;
}

function describe(node, help) {
  if (!help) return;
  node.setAttribute("aria-describedby", [help.id, node.getAttribute("aria-describedby")].filter(Boolean).join(" "));
}

/** @type {Record<string, (about: FieldAbout & { id: string }) => Field>} */
const MAKERS = {
  text(about) {
    const { id, value, set } = about;
    const input = h("textarea", { id, class: "lsdg-field", rows: "2", value: value ?? "",
      oninput: () => set(input.value === "" ? null : input.value) });
    return labelled(about, input);
  },

  number(about) {
    const { id, value, set, language, t } = about;
    const number = numberField({ id, language, t, set });
    number.show(value);
    return labelled(about, number.input, number.note);
  },

  date(about) {
    const { id, value, set } = about;
    const input = h("input", { id, type: "date", class: "lsdg-field", value: value ?? "",
      oninput: () => set(input.value || null) });
    return labelled(about, input);
  },

  /** A code of a known list: typed, or found by its title in the browser's own list. */
  code(about) {
    const { id, codes, value, set, t, words } = about;
    const titles = new Map(codes || []);
    const note = h("p", { class: "lsdg-typed lsdg-help", id: `${id}-title`, "aria-live": "polite" });
    const tell = (done) => {
      // As checks read it (localsdg.typed.read_code): "SDG 11.2", "11.B", the indicator 11.2.1.
      const named = /\d{1,2}[.,][0-9a-z]{1,2}/i.exec(input.value)?.[0].replace(",", ".").toLowerCase();
      const title = titles.get(named ?? "");
      input.style.setProperty("--lsdg-goal", goalColour(title === undefined ? "" : named ?? ""));
      note.textContent = title ?? (done && input.value.trim() !== "" ? t("code_unknown") : "");
    };
    const input = h("input", { id, type: "text", class: "lsdg-field lsdg-field-code", autocomplete: "off", list: `${id}-codes`,
      value: value ?? "", "aria-describedby": note.id, onchange: () => tell(true), oninput: () => {
        set(input.value.trim() === "" ? null : input.value);
        tell(false);
      } });
    tell(true);
    const pick = codePicker({ codes: [...titles], title: words.title, t, current: () => input.value, picked(code) {
      input.value = code;
      set(code);
      tell(true);
    } });
    return labelled(about, input, h("datalist", { id: `${id}-codes` },
      [...titles].map(([code, title]) => h("option", { value: code, label: `${code} ${title}` }))), note, pick);
  },

  select(about) {
    const { id, column, value, set, optionTitle, t } = about;
    const titles = (column.options || []).map((option) => [option, optionTitle(option)]);
    const input = h("select", { id, class: "lsdg-field", value: value ?? "", onchange: () => {
      set(input.value || null);
      show();
    } },
    h("option", { value: "" }, t("choose")), titles.map(([option, title]) => h("option", { value: option }, title)));
    // A closed list cuts a long sentence off: the chosen one stands below it. The list itself says it aloud.
    const whole = titles.some(([, title]) => title.length > LONG_OPTION) && h("p", { class: "lsdg-help lsdg-chosen", "aria-hidden": "true" });
    const show = () => { 
      const chosen = input.value && input.selectedOptions[0].textContent;
      if (whole) whole.textContent = chosen.length > LONG_OPTION ? chosen : "";
    };
    show();
    return labelled(about, input, whole);
  },

  multiselect({ id, column, words, value, set, optionTitle }) {
    const boxes = (column.options || []).map((option) => h("input", { type: "checkbox", value: option,
      checked: (value || []).includes(option), onchange: () => {
        const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
        set(ticked.length ? ticked : null);
      } }));
    const help = helpOf(id, words);
    const node = h("fieldset", { class: "lsdg-cell lsdg-cell-multiselect", dataset: { column: column.id } },
      h("legend", { class: "lsdg-cell-label" }, words.title), help,
      boxes.map((box) => h("label", { class: "lsdg-tick" }, box, h("span", null, optionTitle(box.value)))));
    describe(node, help);
    return { node, focus: () => boxes[0]?.focus() };
  },
};
