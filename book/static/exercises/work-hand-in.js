// The hand-in: one zip with a notebook for each module begun and the record. It shows what is inside, and asks for a
// name only then: what is written there is a proposal, which whoever grades may follow or not.
import { save } from "./assignment.js";
import { testIfAny } from "./before-after-kept.js";
import { h } from "./element.js";
import { CODE, kept, stateOf } from "./kept.js";
import { RECORD, recordOf, recordPage } from "./record.js";

const LONGEST = { name: 100, email: 254 }; // autograder/notebook/proposed.py reads no more

/**
 * @param {WorkTools} tools
 * @returns {HTMLElement}
 */
export function handInPanel(tools) {
  const { t, assignments, modules, say } = tools;
  const inside = h("ul", { class: "lsdg-work-inside" });
  const field = (name, type) => h("input", { id: `lsdg-work-${name}`, class: "lsdg-field", type, maxlength: String(LONGEST[name]),
    autocomplete: name, "aria-describedby": "lsdg-work-proposal" });
  const name = field("name", "text"), email = field("email", "email");
  const make = h("button", { type: "button", class: "lsdg-button lsdg-primary", "data-does": "hand_in" }, t("hand_in_make"));
  const form = h("div", { class: "lsdg-work-form" }, h("p", { id: "lsdg-work-proposal" }, t("hand_in_proposal")),
    h("p", {}, h("label", { for: name.id }, t("hand_in_name")), name),
    h("p", {}, h("label", { for: email.id }, t("hand_in_email")), email), h("p", {}, make));
  const head = h("p", {});
  const panel = h("details", { class: "lsdg-work-panel", id: "lsdg-work-hand-in" }, h("summary", {}, t("hand_in")),
    h("p", {}, t("hand_in_about")), head, inside, form);

  function show() {
    const begun = assignments.filter((one) => one.isBegun());
    head.textContent = t(begun.length ? "hand_in_inside" : "hand_in_nothing");
    form.hidden = begun.length === 0;
    inside.replaceChildren(...begun.map((one) => {
      const code = kept(one.name, CODE);
      const states = one.exercises.map((exercise) => stateOf(exercise, code));
      const count = (...names) => states.filter((state) => names.includes(state)).length;
      return h("li", {}, h("strong", {}, one.file), ` – ${modules.find(({ assignment }) => assignment === one.name)?.title}: `,
        t("hand_in_file", { answers: count("checked", "answered", "carried"), all: states.length, checked: count("checked") }),
        testIfAny(one.name) && `, ${t("hand_in_test")}`);
    }), ...(begun.length ? [h("li", {}, h("strong", {}, RECORD), ` – ${t("hand_in_record")}`)] : []));
  }

  make.addEventListener("click", async () => {
    say(t("record_making"));
    const begun = assignments.filter((one) => one.isBegun());
    const proposed = Object.fromEntries([["name", name.value.trim()], ["email", email.value.trim()]].filter(([, text]) => text));
    try {
      const record = await recordOf(tools);
      const [{ zipped }, ...texts] = await Promise.all([import("./work-archive.js"), ...begun.map((one) => one.text(proposed))]);
      const files = Object.fromEntries(begun.map(({ file }, place) => [file, texts[place]]));
      save("hand-in.zip", zipped({ ...files, [RECORD]: recordPage(record, tools) }), "application/zip");
      say(t("hand_in_saved", { file: "hand-in.zip" }));
    } catch (problem) {
      console.error(problem);
      say(t("not_made"), true);
    }
  });
  panel.addEventListener("toggle", () => { if (panel.open) show(); });
  addEventListener("storage", () => { if (panel.open) show(); });
  return panel;
}
