// A record of what was done: points by objective, when, and what a learner judged. It is worked out anew from the
// answers; `autograder verify` does the same on the other side. It says nothing about who did the work.
import { checkAnswer } from "./checker.js";
import { fill } from "./hand-in-notebook.js";
import { kept } from "./kept.js";
import { CHECKED } from "./kept-check.js";
import { canonical, isSameAnswer } from "./same.js";
import { isWritten } from "./work-document.js";

export const RECORD = "record.html";
const FORM = 1; // of the data in it: autograder/reports/verifying.py
const MARK = "localsdg-record"; // the id of the data

/**
 * The record of all modules that were begun.
 * @param {WorkTools} tools
 * @returns {Promise<Json>}
 */
export async function recordOf({ page, assignments, modules }) {
  const begun = modules.filter(({ assignment }) => assignments.find(({ name }) => name === assignment)?.isBegun());
  return { record: FORM, course: page.course, language: page.language ?? "en", made: new Date().toISOString(),
    modules: await Promise.all(begun.map(moduleOf)) };
}

async function moduleOf({ assignment, title, exercises, objectives }) {
  const done = await Promise.all(exercises.map(exerciseOf));
  const parts = exercises.flatMap(({ checks }, place) => checks.map(([id, objective, points]) =>
    ({ objective, points, earned: done[place].checks[id] ?? 0 })));
  const sum = (some, key) => rounded(some.reduce((all, one) => all + one[key], 0));
  return { assignment, title, exercises: done, objectives: objectives.map(({ id }) => {
    const mine = parts.filter(({ objective }) => objective === id);
    return { objective: id, earned: sum(mine, "earned"), points: sum(mine, "points") };
  }).filter(({ points }) => points > 0) };
}

async function exerciseOf({ slug, title, kind, version, checks, rubric }) {
  const answer = kept(slug);
  const made = { exercise: slug, title, version, points: rounded(checks.reduce((all, [, , points]) => all + points, 0)) };
  if (!isWritten(answer) || kind === "code") return { ...made, answered: false, score: null, checks: {} };
  const reply = await checkAnswer(slug, answer, null);
  const found = reply.type === "checked" ? reply : { records: [], score: null };
  const rating = Object.fromEntries(rubric.filter((row) => typeof answer.rating?.[row] === "string").map((row) => [row, answer.rating[row]]));
  return { ...made, answered: true, score: found.score, checked: momentOf(slug, answer), answer: await digest(kind, answer),
    checks: Object.fromEntries(found.records.filter(({ earned }) => typeof earned === "number").map(({ id, earned }) => [id, earned])),
    ...(Object.keys(rating).length > 0 && { rating }) };
}

/** When this very answer was checked last, as far as the browser knows. */
function momentOf(slug, answer) {
  const checked = kept(slug, CHECKED);
  if (!(checked?.at > 0 && checked.at < 8e15) || !isSameAnswer(checked.answer, answer)) return null;
  return new Date(checked.at).toISOString();
}

/** What tells one answer from another; null where the browser has no means, as on plain http. */
async function digest(kind, answer) {
  if (!crypto.subtle) return null;
  const text = canonical(kind === "text" ? { text: answer.text.trim() } : answerAlone(answer));
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Without what lies beside it: see isSameAnswer. */
function answerAlone({ rating, earlier, ...answer }) {
  return answer;
}

function rounded(number) {
  return Math.round(number * 100) / 100;
}

// ---- As a page ----

/**
 * The record as a page of its own, to print and to keep, with its data inside.
 * @param {Json} record
 * @param {Pick<WorkTools, "t" | "page" | "modules">} tools
 * @returns {string}
 */
export function recordPage(record, { t, page, modules }) {
  const { lang, dir } = document.documentElement;
  const date = (text) => new Date(text).toLocaleDateString(page.language ?? "en-GB", { dateStyle: "long" });
  const body = record.modules.map((one) => modulePart(one, modules.find(({ assignment }) => assignment === one.assignment), { t, date })).join("\n");
  const data = JSON.stringify(record).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="${text(lang || "en")}"${dir === "rtl" ? ' dir="rtl"' : ""}><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>${text(t("record"))} – ${text(record.course)}</title>
<style>${STYLE}</style></head><body><main>
<h1>${text(t("record_title"))}</h1>
<p>${text(fill(t("record_head"), { course: record.course, date: date(record.made) }))}</p>
${body || `<p>${text(t("record_nothing"))}</p>`}
<h2>${text(t("record_is"))}</h2>
<ul>${["computed", "self", "person", "nobody", "verify"].map((key) => `<li>${text(t(`record_${key}`))}</li>`).join("")}</ul>
</main><script type="application/json" id="${MARK}">${data}</script></body></html>
`;
}

function modulePart({ title, exercises, objectives }, module, { t, date }) {
  const sentence = (id) => module?.objectives.find((one) => one.id === id)?.sentence ?? id;
  const points = (earned, most) => fill(t("record_points"), { earned, points: most });
  const done = exercises.filter(({ answered }) => answered);
  const judged = done.filter(({ rating }) => rating);
  return [`<h2>${text(title)}</h2>`,
    rows([t("record_objective"), t("record_earned")], objectives.map((one) => [sentence(one.objective), points(one.earned, one.points)])),
    `<h3>${text(t("record_exercises"))}</h3>`,
    rows([t("csv_exercise"), t("record_checked"), t("record_earned")], done.map((one) => [one.title,
      one.checked ? date(one.checked) : "–", one.points === 0 ? t("record_no_points") : one.score === null ? "–" : points(one.score, one.points)])),
    `<p>${text(t("record_done", { done: done.length, all: exercises.length }))}</p>`,
    judged.length ? `<h3>${text(t("record_rating"))}</h3><p>${text(judged.map((one) => one.title).join("; "))}</p>` : ""].join("\n");
}

function rows(head, found) {
  const line = (cells, tag) => `<tr>${cells.map((cell) => `<${tag}>${text(cell)}</${tag}>`).join("")}</tr>`;
  return `<table><thead>${line(head, "th")}</thead><tbody>${found.map((cells) => line(cells, "td")).join("")}</tbody></table>`;
}

/** A text in HTML. */
function text(value) {
  return String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `body{margin:0;padding:1.5rem;font:1rem/1.5 system-ui,sans-serif;color:#1c2630;background:#fff}main{max-width:46rem;margin:auto}
h1,h2,h3{line-height:1.25}h2{margin-top:2rem;border-top:1px solid #ccd5dc;padding-top:1rem}table{width:100%;border-collapse:collapse;margin:.75rem 0}
th,td{border:1px solid #9fb0bd;padding:.35rem .5rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}th{background:#e8eef2}
td:last-child{white-space:nowrap}tr{break-inside:avoid}@media print{body{padding:0;font-size:10.5pt}}`;
