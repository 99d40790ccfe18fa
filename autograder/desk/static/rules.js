// The form for course.yml: dates, late policy, who reads own words, language. Mistakes stand at their fields.
import { ask } from "./asking.js";
import { h } from "./dom.js";

/** @typedef {Record<string, string>} Words */

const NUMBERS = ["grace_minutes", "percent_per_day", "at_most_percent", "closed_after_days"];

/**
 * One field with its label, its mistake, and what the file says where that is another value.
 * @param {string} name
 * @param {string} label
 * @param {any} input
 * @param {string} [help]
 */
function field(name, label, input, help) {
  const id = `rule-${name}`;
  input.id = id;
  input.dataset.name = name;
  input.setAttribute("aria-describedby", `${id}-problem${help ? ` ${id}-help` : ""}`);
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    input,
    help && h("span", { class: "quiet", id: `${id}-help` }, help),
    h("span", { class: "problem", id: `${id}-problem` }),
  );
}

/** @param {string} name @param {string} title @param {any} values @param {Words} words */
function rule(name, title, values, words) {
  const text = (/** @type {string} */ one, /** @type {string} */ mode) => h("input", { value: values[`${name}.${one}`], inputmode: mode, autocomplete: "off" });
  const numbers = NUMBERS.map((one) => field(`${name}.${one}`, words[`rules_${one}`], text(one, "decimal")));
  return h("fieldset", null, h("legend", null, title), h("div", { class: "grid" }, field(`${name}.due`, words.rules_due, text("due", "text"), words.rules_due_help), numbers));
}

/** @param {[string, string][]} options @param {string} chosen */
function select(options, chosen) {
  return h("select", null, options.map(([value, title]) => h("option", { value, selected: value === chosen }, title)));
}

/** @param {string} name @param {boolean} checked @param {string} label @param {string} help */
function tick(name, checked, label, help) {
  return h("p", null, h("label", null, h("input", { type: "checkbox", checked, "data-name": name }), ` ${label}`), h("br", null), h("span", { class: "quiet" }, help));
}

/** @param {any} found @param {Words} words */
function fields(found, words) {
  const { values } = found;
  const zones = h("datalist", { id: "zones" }, found.zones.map((/** @type {string} */ one) => h("option", { value: one })));
  const zone = h("input", { value: values.timezone, list: "zones", autocomplete: "off", spellcheck: "false" });
  const open = select(["capstones", "all", "none", "list"].map((one) => [one, words[`rules_open_${one}`]]), values.open);
  const list = h(
    "ul",
    { class: "choices", hidden: values.open !== "list" },
    found.exercises.map((/** @type {any} */ one) =>
      h("li", null, h("label", null, h("input", { type: "checkbox", value: one.name, "data-open": "", checked: values.open_list.includes(one.name) }), one.title)),
    ),
  );
  open.addEventListener("change", () => (list.hidden = open.value !== "list"));
  return [
    field("timezone", words.rules_timezone, zone, words.rules_timezone_help),
    zones,
    rule("default", words.rules_default, values, words),
    found.modules.map((/** @type {any} */ one) => rule(one.name, one.title, values, words)),
    h("fieldset", null, h("legend", null, words.rules_reading), field("open", words.rules_open, open, words.rules_open_help), list),
    h(
      "fieldset",
      null,
      h("legend", null, words.rules_people),
      field("language", words.rules_language, select(found.languages.map((/** @type {any} */ one) => [one.name, one.title]), values.language)),
      tick("own_cases", values.own_cases, words.rules_own_cases, words.rules_own_cases_help),
      tick("shared", values.shared, words.rules_shared, words.rules_shared_help),
    ),
  ];
}

/** @param {HTMLFormElement} form @returns {Record<string, any>} */
function read(form) {
  /** @type {Record<string, any>} */
  const values = {};
  for (const input of /** @type {any[]} */ ([...form.querySelectorAll("[data-name]")])) {
    values[input.dataset.name] = input.type === "checkbox" ? input.checked : input.value;
  }
  values.open_list = [...form.querySelectorAll("[data-open]:checked")].map((one) => /** @type {any} */ (one).value);
  return values;
}

/** @param {HTMLFormElement} form @param {Record<string, string>} errors the first one is shown to the keyboard too */
function mark(form, errors) {
  for (const input of /** @type {any[]} */ ([...form.querySelectorAll(".field [data-name]")])) {
    const said = errors[input.dataset.name] ?? "";
    form.querySelector(`[id="${input.id}-problem"]`)?.replaceChildren(said);
    if (said) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  const first = /** @type {HTMLElement | null} */ (form.querySelector("[aria-invalid]"));
  first?.focus();
}

/**
 * @param {HTMLElement} place
 * @param {Words} words
 * @param {(problem: unknown) => string} sentence
 */
export async function start(place, words, sentence) {
  const found = await ask("/settings");
  if (found.problem) {
    place.replaceChildren(h("p", { class: "problem" }, found.problem), h("p", null, words.rules_by_hand));
    return;
  }
  let { version } = found;
  const said = h("p", { role: "status" });
  const again = h("button", { type: "button", hidden: true }, words.rules_again);
  const form = h("form", { novalidate: true }, fields(found, words), h("p", { class: "tools" }, h("button", { class: "first" }, words.rules_save), again), said);
  place.replaceChildren(form);
  if (Object.keys(found.errors).length) mark(form, found.errors);

  /** @param {string} text @param {string} look */
  const tell = (text, look) => {
    said.textContent = text;
    said.className = look;
  };

  form.addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    const values = read(form);
    try {
      const done = await ask("/settings", { version, values });
      mark(form, done.errors ?? {});
      if (done.errors) return tell(words.rules_mistakes, "problem");
      version = done.now.version;
      if (done.stale) {
        // What is typed stays; what the file says now stands beside it, and is written over only by another press.
        const now = done.now.values;
        const other = Object.keys(values).filter((one) => String(values[one]) !== String(now[one] ?? ""));
        for (const one of other) {
          const shown = form.querySelector(`[id="rule-${one}-problem"]`);
          shown?.replaceChildren(words.rules_in_file.replace("{value}", now[one] || "–"));
        }
        return tell(done.now.problem || words.rules_stale, "problem");
      }
      again.hidden = false;
      return tell(words.rules_saved, "good");
    } catch (problem) {
      return tell(sentence(problem), "problem");
    }
  });
  again.addEventListener("click", async () => {
    try {
      await ask("/again", {});
      location.assign("/");
    } catch (problem) {
      tell(sentence(problem), "problem");
    }
  });
}
