// The page *Course*: which course lies on the desk, its rules, its learners.
import { ask, Refused } from "./asking.js";
import { fill, h, words as readWords } from "./dom.js";
import * as learners from "./learners.js";
import * as rules from "./rules.js";

const words = await readWords("/words");
/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);
const here = document.body.dataset.folder ?? "";

/** What went wrong, in a sentence. @param {unknown} problem */
const sentence = (problem) => (problem instanceof Refused ? problem.message : words.no_line);

/** @param {string} folder @param {boolean} makes */
async function choose(folder, makes) {
  at("folder-problem").textContent = "";
  at("folder").removeAttribute("aria-invalid");
  try {
    await ask("/choose", { folder, makes });
    location.reload();
  } catch (problem) {
    at("folder-problem").textContent = sentence(problem);
    at("folder").setAttribute("aria-invalid", "true");
    at("folder").focus();
  }
}

/** The folders of a place, to choose from. @param {string} place */
async function browse(place) {
  try {
    const found = await ask(`/folders?${new URLSearchParams({ at: place })}`);
    /** @param {string} text @param {() => void} then */
    const line = (text, then) => h("li", null, h("button", { type: "button", onclick: then }, h("bdi", null, text)));
    const inside = found.folders.map((/** @type {any} */ one) =>
      one.is_course
        ? line(fill(words.choose_is_course, { name: one.name }), () => choose(one.path, false))
        : line(`${one.name}/`, () => browse(one.path)),
    );
    const before = found.before.map((/** @type {string} */ one) => line(one, () => choose(one, false)));
    at("folders").replaceChildren(
      ...(before.length ? [h("p", null, words.choose_before), h("ul", { class: "folders" }, before)] : []),
      h("p", null, fill(words.choose_at, { folder: found.at })),
      h("ul", { class: "folders" }, found.above ? line(words.choose_above, () => browse(found.above)) : "", inside),
      found.more ? h("p", { class: "quiet" }, fill(words.choose_more, { count: found.more })) : "",
    );
  } catch (problem) {
    at("folders").replaceChildren(h("p", { class: "problem" }, sentence(problem)));
  }
}

at("folder").value = here;
at("choose").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  choose(at("folder").value, false);
});
at("make").addEventListener("click", () => choose(at("folder").value, true));
at("browse").addEventListener("toggle", () => at("browse").open && browse(""));

for (const [place, part] of /** @type {[string, any][]} */ ([["rules", rules], ["learners", learners]])) {
  try {
    await part.start(at(place), words, sentence);
  } catch (problem) {
    at("problem").textContent = sentence(problem);
  }
}
