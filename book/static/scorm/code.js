// Exercises in code: a platform's page runs none, for Python weighs ten times as much as a lesson. So each has a field
// for the code, which is kept with the work and goes into the downloaded file, where whoever grades runs it.
import { h } from "../exercises/element.js";
import { CODE, KEY, VERSION, keepAll, kept } from "../exercises/kept.js";

export const CODE_TEXTS = [["code"]]; // the learner's own words in such an answer, see own-words.js

/**
 * Put a field into each exercise in code on this page.
 * @param {Record<string, string>} words
 */
export function mountCode(words) {
  for (const place of document.querySelectorAll(".lsdg-scorm-code")) mount(/** @type {HTMLElement} */ (place), words);
}

function mount(place, words) {
  const section = /** @type {HTMLElement} */ (place.closest(".lsdg-exercise"));
  const slug = section.dataset.exercise ?? "";
  const { version, assignment } = JSON.parse(section.querySelector("script.lsdg-spec")?.textContent ?? "{}");
  const begin = JSON.parse(place.querySelector("script")?.textContent ?? '""');
  const id = `lsdg-code-${slug}`;
  const field = /** @type {HTMLTextAreaElement} */ (h("textarea", { class: "lsdg-field lsdg-scorm-source", id, dir: "ltr",
    rows: String(Math.min(24, begin.split("\n").length + 4)), spellcheck: "false", autocapitalize: "off", autocomplete: "off",
    translate: "no", "aria-describedby": `${id}-about` }));
  place.append(h("label", { for: id }, words.code_label), field, h("p", { class: "lsdg-where", id: `${id}-about` }, words.code_about));
  const show = () => {
    takeOver(assignment, slug, version);
    const code = kept(slug)?.code;
    const text = typeof code === "string" ? code : begin;
    if (field.value !== text) field.value = text;
  };
  show();
  field.addEventListener("input", () => keepAll({ [KEY + slug]: { code: field.value }, [VERSION + slug]: version }));
  addEventListener("storage", ({ key }) => [KEY + slug, CODE + assignment].includes(key ?? "") && show());
}

/** Code of a notebook that was loaded becomes the page's, if it has none. */
function takeOver(assignment, slug, version) {
  const source = kept(assignment, CODE)?.sources?.[slug];
  if (typeof source === "string" && kept(slug) === null) keepAll({ [KEY + slug]: { code: source }, [VERSION + slug]: version });
}
