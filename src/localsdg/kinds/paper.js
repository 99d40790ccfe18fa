// Printing one exercise alone, in the book page as well as inside JupyterLab.
import { h, labelsOf, wordsOf } from "./dom.js";

/**
 * The element to print: the kind's own paper, else a copy of its body with what was typed.
 * @param {Spec} spec
 * @param {View} view
 * @param {HTMLElement} body
 */
export function printable(spec, view, body) {
  return h("div", null,
    h("h1", null, spec.words?.title || ""),
    spec.words?.summary && h("p", { class: "lsdg-paper-summary" }, spec.words.summary),
    view.paper?.() || copy(body));
}

/**
 * An answer as a part of a document: nothing of the exercise is shown, kept or checked.
 * @param {(tools: Tools) => View} body
 * @param {Spec} spec
 * @param {Json} answer
 * @returns {HTMLElement}
 */
export function inDocument(body, spec, answer) {
  const el = h("div", null);
  const view = body({ spec, answer, el, t: wordsOf(spec), label: labelsOf(spec), change() {}, say() {} });
  return (view.work ?? view.paper)?.() ?? copy(el);
}

function copy(body) {
  const twin = body.cloneNode(true);
  const fields = body.querySelectorAll("input, textarea, select");
  twin.querySelectorAll("input, textarea, select").forEach((field, place) => {
    const original = fields[place];
    if (original.type === "checkbox" || original.type === "radio") {
      field.checked = original.checked;
      field.name = ""; // or the copy would untick the original's group
      return;
    }
    const shown = original.tagName === "SELECT" ? original.selectedOptions[0]?.textContent : original.value;
    field.replaceWith(h("span", { class: "lsdg-paper-value" }, shown || "…"));
  });
  return twin;
}

/**
 * Print only this element: everything else on the page is hidden while the printer looks.
 * @param {HTMLElement} element
 */
export function printElement(element) {
  const paper = h("div", { class: "lsdg-paper" }, element);
  document.body.append(paper);
  document.documentElement.classList.add("lsdg-printing");
  const done = () => {
    document.documentElement.classList.remove("lsdg-printing");
    paper.remove();
  };
  window.addEventListener("afterprint", done, { once: true });
  window.print();
}
