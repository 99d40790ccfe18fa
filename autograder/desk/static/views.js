// What the page shows of the server's answers. Names and reasons are text, never HTML.
import { correction } from "./correct.js";
import { fill, h } from "./dom.js";

/** @typedef {Record<string, string>} Words */


/** @param {string} caption @param {string[]} headings @param {any[]} rows */
export function table(caption, headings, rows) {
  const heads = headings.map((heading) => h("th", { scope: "col" }, heading));
  const inner = h("table", null, h("caption", null, caption), h("thead", null, h("tr", null, heads)), h("tbody", null, rows));
  return h("div", { class: "scrolls", tabindex: "0", role: "group", "aria-label": caption }, inner);
}

/** @param {any} file @param {Words} words */
function what(file, words) {
  const sentence = words[`what_${file.what}_${file.platform}`] ?? words[`what_${file.what}`];
  return [fill(sentence, { count: file.count }), file.of ? ` ${fill(words.what_of, { title: file.of })}` : ""].join("");
}

/** @param {any} file @param {Words} words @param {(place: string, told: any) => void} act */
function whose(file, words, act) {
  const id = `whose-${file.id}`;
  const field = h("input", { id, value: file.learner, maxlength: "120", autocomplete: "off" });
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    act("/whose", { id: file.id, learner: field.value });
  };
  return h("form", { class: "whose", onsubmit: save }, h("label", { for: id }, fill(words.whose, { name: file.name })), field, h("button", null, words.whose_save));
}

/**
 * @param {any} state
 * @param {Words} words
 * @param {(place: string, told: any) => void} act
 */
export function taken(state, words, act) {
  if (!state.files.length) return [h("p", { class: "quiet" }, words.take_nothing)];
  const files = state.files.map((/** @type {any} */ file) =>
    h(
      "tr",
      null,
      h("td", null, h("bdi", null, file.name)),
      h("td", null, what(file, words), file.problem && h("small", null, file.problem), file.what === "notebook" && whose(file, words, act)),
      h("td", null, h("button", { "aria-label": fill(words.remove_what, { name: file.name }), onclick: () => act("/remove", { id: file.id }) }, words.remove)),
    ),
  );
  const summary = Object.entries(state.counts).map(([name, count]) => fill(words.state_count, { state: words[`state_${name}`], count })).join(" · ");
  const list = state.missing
    ? h("p", { class: "problem" }, fill(words.list_missing, { name: state.missing }))
    : h("p", null, state.list ? fill(words.list_used, { name: state.list, count: state.learners }) : words.list_none);
  return [
    table(words.take_files_caption, [words.column_file, words.column_what, words.column_action], files),
    list,
    state.staff.length ? h("p", null, fill(words.list_staff, { names: state.staff.join(", ") })) : "",
    ...told(state.told, words),
    summary && h("p", null, `${summary} · `, h("a", { href: "#grade-title" }, words.take_next)),
  ];
}

/**
 * A page of the hand-ins in what was taken.
 * @param {any} part
 * @param {{name: string, title: string}[]} modules
 * @param {Words} words
 * @param {(place: string, told: any) => void} act
 */
export function handIns(part, modules, words, act) {
  const rows = part.rows.map((/** @type {any} */ row) =>
    h(
      "tr",
      null,
      h("td", null, h("bdi", null, row.learner)),
      h("td", null, row.module),
      h("td", { "data-state": row.state }, words[`state_${row.state}`], row.corrected && h("small", null, words.corrected), row.why && h("small", null, row.why), row.notes.map((/** @type {string} */ note) => h("small", null, note))),
      h("td", null, h("bdi", null, row.place), row.id && correction(row, modules, words, act)),
    ),
  );
  return rows.length ? [table(words.take_hand_ins_caption, [words.column_learner, words.column_module, words.column_state, words.column_place], rows)] : [];
}

/** @param {string[]} sentences @param {Words} words */
function told(sentences, words) {
  return sentences.length ? [h("p", { class: "problem" }, words.passed_over), h("ul", null, sentences.map((one) => h("li", null, one)))] : [];
}

/** How far grading is, in a sentence. @param {any} run @param {Words} words */
export function howFar(run, words) {
  const counts = Object.entries(run.counts).map(([name, count]) => fill(words[`count_${name}`], { count }));
  if (run.is_running && run.expected === null) return words.grade_beginning;
  const parts = run.expected === null ? [] : [fill(words.grade_progress, run), ...counts];
  if (run.is_running && run.rate) parts.push(fill(words.grade_rate, { rate: run.rate.toFixed(1), left: Math.ceil(run.left ?? 0) }));
  return parts.join(" · ");
}

/** What is said when grading has ended. @param {any} run @param {Words} words */
export function ended(run, words) {
  if (run.is_running || !run.end) return [];
  const key = run.end === "ended" && run.told.length ? "grade_ended_kept" : `grade_${run.end}`;
  return [h("p", null, h("strong", null, fill(words[key], { why: run.problem }))), ...told(run.told, words)];
}

/** Who waits for what. @param {any} people @param {Words} words */
export function missing(people, words) {
  if (!people.rows.length) return [h("p", { class: "quiet" }, words.look_nothing)];
  const groups = people.groups.map((/** @type {any} */ group) => h("li", null, fill(words[`group_${group.kind}`], { title: group.title, names: group.learners.join(", ") + (group.more ? ` ${fill(words.and_more, { count: group.more })}` : "") })));
  return [
    h("ul", null, h("li", null, fill(words.group_graded, { count: people.graded })), groups),
    people.groups.some((/** @type {any} */ group) => group.kind === "needs_human") ? h("p", null, h("a", { href: "/read" }, words.look_waiting)) : "",
    people.graders.length ? h("p", { class: "quiet" }, fill(words.grade_others, { names: people.graders.join(", ") })) : "",
  ];
}

/** A page of the class. @param {any} part @param {Words} words */
export function classTable(part, words) {
  if (!part.rows.length) return [];
  const drawn = part.rows.map((/** @type {any} */ row) => {
    const name = row.name || row.learner;
    const address = `/feedback?${new URLSearchParams({ learner: row.learner, assignment: row.assignment })}`;
    const points = row.score === null ? "–" : String(row.score);
    return h(
      "tr",
      null,
      h("td", null, h("a", { class: "who", href: `/learner?${new URLSearchParams({ learner: row.learner })}` }, h("bdi", null, name)), row.name && row.name !== row.learner && h("small", null, row.learner)),
      h("td", null, row.title),
      h("td", { class: "points" }, `${points} / ${row.most ?? "–"}`),
      h("td", { "data-state": row.state }, words[`status_${row.state}`], row.why && h("small", null, row.why)),
      h("td", null, row.has_page && h("a", { href: address, target: "_blank", "aria-label": fill(words.look_page_of, { name, title: row.title }) }, words.look_page)),
    );
  });
  const headings = [words.column_learner, words.column_module, words.column_points, words.column_state, words.look_page];
  return [table(words.look_caption, headings, drawn)];
}
