// The page *Care*: what is kept of whom, forget, results without names, the history, the archive.
import { ask, Refused, send, size } from "./asking.js";
import { fill, h, words as readWords } from "./dom.js";
import { gift } from "./gift.js";
import { Paged } from "./paged.js";
import { table } from "./views.js";

const words = await readWords("/words");
const language = document.documentElement.lang;
/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);
/** @param {unknown} problem */
const sentence = (problem) => (problem instanceof Refused ? problem.message : words.no_line);

/** @param {any} one */
function person(one) {
  const name = one.name || one.learner;
  const press = () => {
    at("learner").value = one.learner;
    at("sure").checked = false;
    at("learner").focus();
  };
  return h(
    "tr",
    null,
    h("td", null, h("bdi", null, name), one.name && one.name !== one.learner && h("small", null, one.learner), one.email && one.email !== one.learner && h("small", null, one.email)),
    h("td", null, fill(words.held_files, { count: one.files, size: size(one.size, language) })),
    h("td", null, fill(words.held_rows, { rows: one.rows, lines: one.lines })),
    h("td", null, h("button", { type: "button", "aria-label": fill(words.held_forget_of, { name }), onclick: press }, words.held_forget)),
  );
}

/** Draws what the folder holds; the people among it by pages. @param {any} found */
function drawHeld(found) {
  const places = found.places.map((/** @type {any} */ one) =>
    h("tr", null, h("td", null, words[`held_${one.kind}`]), h("td", null, fill(words.held_files, { count: one.files, size: size(one.size, language) }))),
  );
  at("places").replaceChildren(places.length ? table(words.held_places, [words.held_what, words.held_how_much], places) : h("p", { class: "quiet" }, words.held_nothing));
  const headings = [words.column_learner, words.held_their_files, words.held_their_rows, words.column_action];
  return found.rows.length ? [table(words.held_people, headings, found.rows.map(person))] : [];
}

const held = new Paged("people", "/care/held", words, drawHeld, (problem) => (at("problem").textContent = sentence(problem)));

/**
 * A form that asks the server, and says what went wrong beside its button.
 * @param {string} name
 * @param {string} problems
 * @param {() => Promise<void>} then
 */
function form(name, problems, then) {
  at(name).addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    at(problems).textContent = "";
    const button = at(name).querySelector("button");
    button.disabled = true;
    try {
      await then();
    } catch (problem) {
      at(problems).textContent = problem instanceof Error && problem.name === "Said" ? problem.message : sentence(problem);
    }
    button.disabled = false;
  });
}

/** A mistake in a form, said as it is. @param {string} text */
function said(text) {
  return Object.assign(new Error(text), { name: "Said" });
}

form("forget", "forget-problem", async () => {
  const learner = at("learner").value.trim();
  if (!learner) throw said(words.forget_whom);
  if (!at("sure").checked) throw said(words.forget_not_sure);
  const done = await ask("/care/forget", { learner });
  at("sure").checked = false;
  at("forgotten").replaceChildren(h("p", { class: "good" }, fill(words.forget_done, { removed: done.removed })), h("ul", null, done.remarks.map((/** @type {string} */ one) => h("li", null, one))));
  await held.turn(0);
});

form("audit", "audit-problem", async () => {
  at("audited").replaceChildren(words.working);
  const done = await ask("/care/audit", { head: at("head").value }).catch((problem) => {
    at("audited").replaceChildren();
    throw problem;
  });
  const sum = fill(done.problems.length ? words.audit_problems : words.audit_holds, { ...done, count: done.problems.length });
  at("audited").replaceChildren(
    h("p", { class: done.problems.length ? "problem" : "good" }, sum),
    h("ul", null, done.problems.map((/** @type {string} */ one) => h("li", null, one))),
    done.news.length ? h("p", null, words.audit_news) : "",
    h("ul", null, done.news.map((/** @type {string} */ one) => h("li", null, one))),
    h("p", null, done.noted === null ? words.audit_not_noted : fill(words.audit_noted, { line: done.noted })),
    h("p", null, words.audit_head, " ", h("code", null, done.head)),
  );
});

form("restore", "restore-problem", async () => {
  const file = at("archived").files[0];
  if (!file) throw said(words.restore_no_file);
  const place = `/care/restore?${new URLSearchParams({ folder: at("into").value })}`;
  const done = await send(file, place, (share) => (at("restored").textContent = fill(words.take_sending, { name: file.name, percent: Math.round(100 * share) }))).catch((problem) => {
    at("restored").textContent = "";
    throw problem;
  });
  at("restored").textContent = fill(words.restore_done, { folder: done.folder, count: done.files });
});

const plain = gift("/care/without-names", words.nameless_button, words);
at("answers").addEventListener("change", () => (plain.link.href = at("answers").checked ? "/care/without-names?answers=1" : "/care/without-names"));
at("nameless").append(plain.link, plain.said);
const whole = gift("/care/archive", words.archive_button, words);
at("archive").append(whole.link, whole.said);
await held.turn(0);
