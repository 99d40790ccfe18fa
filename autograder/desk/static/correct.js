// Whose a file inside a zip or folder is, and of which module, as one corrects it before grading.
import { fill, h } from "./dom.js";

/**
 * A button that opens the form in its place: a form in each of hundreds of rows would make the page slow.
 * @param {any} row
 * @param {{name: string, title: string}[]} modules
 * @param {Record<string, string>} words
 * @param {(place: string, told: any) => void} act
 */
export function correction(row, modules, words, act) {
  const open = h("button", { type: "button", "aria-label": fill(words.correct_of, { place: row.place }), onclick: () => change() }, words.correct);
  const place = h("div", null, open);

  function change() {
    const learner = h("input", { value: row.state === "stranger" ? "" : row.learner, maxlength: "120", autocomplete: "off" });
    const known = modules.map((one) => h("option", { value: one.name, selected: one.name === row.assignment }, one.title));
    const module = h("select", null, h("option", { value: "" }, words.correct_as_named), known);
    const save = (/** @type {Event} */ event) => {
      event.preventDefault();
      // What was not touched goes by the file's name, as before.
      const says = learner.value.trim() === row.learner && !row.corrected ? "" : learner.value;
      const of = module.value === row.assignment && !row.corrected ? "" : module.value;
      act("/correct", { id: row.id, place: row.key, learner: says, assignment: of });
    };
    const cancel = h("button", { type: "button", onclick: () => (place.replaceChildren(open), open.focus()) }, words.correct_cancel);
    const form = h(
      "form",
      { class: "whose", onsubmit: save },
      h("label", null, `${words.correct_learner} `, learner),
      h("label", null, `${words.correct_module} `, module),
      h("button", null, words.correct_save),
      cancel,
      h("small", null, words.correct_help),
    );
    form.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && cancel.click());
    place.replaceChildren(form);
    learner.focus();
  }
  return place;
}
