// A learner's work as one document: a heading for each module and exercise, the task in short, and the answer as
// words and tables. What each kind of exercise prints becomes a part of it.
import { h } from "./element.js";
import { fill } from "./hand-in-notebook.js";
import { CODE, kept } from "./kept.js";
import { notesIfAny } from "./notes.js";

const HERE = new URL(".", import.meta.url);
const NARROW = 3; // columns that a phone shows side by side
const WRITTEN = ["cards", "rows", "answers", "amounts", "cells", "text", "code", "variables"]; // where an answer has its content

/** @typedef {{ assignment: string, title: string, exercises: ExerciseName[], lessons: { lesson: string, title: string }[] }} WorkModule */

/**
 * Is there anything in this answer?
 * @param {Json} answer
 * @returns {boolean}
 */
export function isWritten(answer) {
  if (typeof answer !== "object" || answer === null) return false;
  const parts = WRITTEN.filter((name) => name in answer).map((name) => answer[name]);
  return parts.length === 0 || parts.some(isSomething);
}

function isSomething(value) {
  if (typeof value === "string") return value.trim() !== "";
  if (typeof value !== "object" || value === null) return value !== null && value !== undefined;
  // A row or a card has a name even where nothing stands in it.
  return Object.entries(value).some(([name, inner]) => name !== "id" && isSomething(inner));
}

/**
 * The document of these modules: { node, empty, failed }; empty: titles of exercises without an answer, failed:
 * of those whose page could not be fetched.
 * @param {{ modules: WorkModule[], words: Record<string, string>, withChecks: boolean }} wanted
 */
export async function documentOf({ modules, words, withChecks }) {
  const node = h("div", { class: "lsdg-work-document" });
  const empty = [], failed = [];
  for (const module of modules) {
    const shown = module.exercises.filter(({ kind }) => withChecks || kind !== "choice");
    const begun = shown.filter((exercise) => isBegun(exercise, module.assignment));
    const left = shown.filter((exercise) => !begun.includes(exercise)).map(({ title }) => title);
    const notes = notesOf(module, words);
    if (!begun.length && !notes) continue;
    empty.push(...left);
    const parts = await Promise.all(begun.map((exercise) => partOf(exercise, module.assignment, words)));
    failed.push(...begun.filter((_, place) => parts[place] === null).map(({ title }) => title));
    node.append(h("section", { class: "lsdg-work-module" }, h("h2", {}, module.title), ...parts.filter(Boolean), notes,
      left.length > 0 && h("p", { class: "lsdg-work-left" }, fill(words.work_left, { titles: left.join("; ") }))));
  }
  return { node, empty, failed };
}

/**
 * @param {ExerciseName} exercise
 * @param {string} assignment
 */
export function isBegun({ slug, kind }, assignment) {
  return isWritten(kept(slug)) || (kind === "code" && codeOf(slug, assignment) !== null);
}

/** The code that a learner wrote for an exercise. */
function codeOf(slug, assignment) {
  const own = kept(slug)?.code;
  return typeof own === "string" ? own : kept(assignment, CODE)?.sources?.[slug] ?? null;
}

/**
 * An exercise's part of the document; null if its page cannot be had.
 * @param {ExerciseName} exercise
 */
async function partOf({ slug, kind, title, page }, assignment, words) {
  const head = h("h3", {}, page ? h("a", { href: new URL(`../${page}#exercise-${slug}`, HERE).href }, title) : title);
  try {
    const spec = await specOf(slug, page ?? "");
    const answer = kept(slug);
    const code = kind === "code" ? codeOf(slug, assignment) : null;
    const paper = code !== null ? h("pre", {}, code)
      : tidied(title, (await import(new URL(`kinds/${kind}.js`, HERE).href)).default.render.document(spec, answer));
    return h("section", { class: "lsdg-work-exercise", "data-exercise": slug }, head,
      spec.words?.summary && h("p", { class: "lsdg-work-task" }, spec.words.summary), paper, judgement(spec, answer, words));
  } catch (problem) {
    console.error(slug, problem);
    return null;
  }
}

/** @type {Map<string, Promise<Document>>} */
const pages = new Map();

/**
 * What a lesson's page tells the exercise on it.
 * @param {string} slug
 * @param {string} page from the language's top
 * @returns {Promise<Spec>}
 */
export async function specOf(slug, page) {
  if (!pages.has(page)) pages.set(page, fetched(page));
  try {
    const script = (await pages.get(page))?.querySelector(`#exercise-${slug} script.lsdg-spec`);
    return JSON.parse(script?.textContent ?? "");
  } catch (problem) {
    pages.delete(page); // the next try asks again
    throw problem;
  }
}

async function fetched(page) {
  const reply = await fetch(new URL(`../${page}`, HERE));
  if (!reply.ok) throw new Error(`${page}: ${reply.status}`);
  return new DOMParser().parseFromString(await reply.text(), "text/html");
}

/** How the learner judged the own words, by the rubric's rows. */
function judgement(spec, answer, words) {
  const rows = (spec.rubric ?? []).filter((row) => row.levels.some((level) => level.id === answer?.rating?.[row.id]));
  if (!rows.length) return null;
  const named = (row) => spec.words?.rubric?.[row.id] ?? {};
  return h("div", {}, h("h4", {}, words.work_judged), h("table", {},
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words.work_row), h("th", { scope: "col" }, words.work_level))),
    h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row" }, named(row).title ?? row.id),
      h("td", {}, named(row).levels?.[answer.rating[row.id]] ?? answer.rating[row.id]))))));
}

/** Notes on the lessons, where they have not become a dossier yet. */
function notesOf({ exercises, lessons }, words) {
  const dossier = exercises.find(({ slug }) => slug.startsWith("dossier-"));
  const noted = lessons.map(({ lesson, title }) => ({ title, notes: notesIfAny(lesson) })).filter(({ notes }) => notes.length > 0);
  if (!noted.length || (dossier && isWritten(kept(dossier.slug)))) return null;
  return h("section", { class: "lsdg-work-notes" }, h("h3", {}, words.work_notes), noted.map(({ title, notes }) => [
    h("h4", {}, title), ...notes.map(({ question, note }) => [h("p", { class: "lsdg-work-task" }, question), h("p", {}, note.trim())])].flat()).flat());
}

/** What a kind prints, for a page with headings of its own: nothing to press, no name twice. */
function tidied(title, paper) {
  for (const one of paper.querySelectorAll("button, [hidden], .lsdg-hidden, [aria-hidden=true], script")) one.remove();
  for (const one of paper.querySelectorAll("[id], [tabindex], [role]")) for (const name of ["id", "tabindex", "role"]) one.removeAttribute(name);
  for (const one of paper.querySelectorAll("h1, h2, h3")) one.replaceWith(h("h4", {}, ...one.childNodes));
  for (const one of paper.querySelectorAll("th")) if (!one.textContent.trim()) one.replaceWith(h("td", {}));
  for (const one of paper.querySelectorAll("section[aria-label]")) one.removeAttribute("aria-label");
  paper.querySelectorAll("table").forEach((table, place) => {
    const columns = Math.max(...[...table.rows].map((row) => row.cells.length));
    if (columns <= NARROW) return;
    // A wide table is moved sideways by itself, by keyboard too; each has a name of its own.
    const box = h("div", { class: "lsdg-work-scroll", role: "region", tabindex: "0", "aria-label": `${title} ${place + 1}`, style: `--columns: ${columns}` });
    table.replaceWith(box);
    box.append(table);
  });
  return paper;
}
