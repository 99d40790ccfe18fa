// What the page shows of the server's answers. Names and reasons are text, never HTML.
import { ask, download } from "./asking.js";
import { fill, h } from "./dom.js";

/** @typedef {Record<string, string>} Words */

const ORDER = ["unreadable", "stranger", "ready", "done"];
const MOST = 300; // rows that are drawn; the filter finds the others

/** @param {string} caption @param {string[]} headings @param {any[]} rows */
function table(caption, headings, rows) {
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
  // What has to be looked at stands first.
  const sorted = [...state.hand_ins].sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
  const counts = new Map();
  for (const row of sorted) counts.set(row.state, (counts.get(row.state) ?? 0) + 1);
  const summary = [...counts].map(([name, count]) => fill(words.state_count, { state: words[`state_${name}`], count })).join(" · ");
  const rows = sorted.slice(0, MOST).map((/** @type {any} */ row) =>
    h(
      "tr",
      null,
      h("td", null, h("bdi", null, row.learner)),
      h("td", null, row.module),
      h("td", { "data-state": row.state }, words[`state_${row.state}`], row.why && h("small", null, row.why), row.notes.map((/** @type {string} */ note) => h("small", null, note))),
      h("td", null, h("bdi", null, row.place)),
    ),
  );
  const list = state.missing
    ? h("p", { class: "problem" }, fill(words.list_missing, { name: state.missing }))
    : h("p", null, state.list ? fill(words.list_used, { name: state.list, count: state.learners }) : words.list_none);
  return [
    table(words.take_files_caption, [words.column_file, words.column_what, words.column_action], files),
    list,
    state.staff.length ? h("p", null, fill(words.list_staff, { names: state.staff.join(", ") })) : "",
    ...told(state.told, words),
    summary && h("p", null, summary),
    rows.length ? table(words.take_hand_ins_caption, [words.column_learner, words.column_module, words.column_state, words.column_place], rows) : "",
    rows.length < state.hand_ins.length ? h("p", { class: "quiet" }, fill(words.look_shown, { shown: rows.length, count: state.hand_ins.length })) : "",
  ];
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
  const groups = people.groups.map((/** @type {any} */ group) => h("li", null, fill(words[`group_${group.kind}`], { title: group.title, names: group.learners.join(", ") })));
  const waits = people.groups.some((/** @type {any} */ group) => group.kind === "needs_human");
  return [
    h("ul", null, h("li", null, fill(words.group_graded, { count: people.graded })), groups),
    waits ? h("p", { class: "quiet" }, words.look_open) : "",
    people.graders.length ? h("p", { class: "quiet" }, fill(words.grade_others, { names: people.graders.join(", ") })) : "",
  ];
}

/** @param {any[]} rows @param {string} filter @param {Words} words @returns {{table: any, shown: string}} */
export function classTable(rows, filter, words) {
  const wanted = filter.toLocaleLowerCase();
  const found = rows.filter((row) => [row.learner, row.name, row.title, words[`status_${row.state}`]].join(" ").toLocaleLowerCase().includes(wanted));
  const drawn = found.slice(0, MOST).map((row) => {
    const name = row.name || row.learner;
    const address = `/feedback?${new URLSearchParams({ learner: row.learner, assignment: row.assignment })}`;
    const points = row.score === null ? "–" : String(row.score);
    return h(
      "tr",
      null,
      h("td", null, h("bdi", null, name), row.name && row.name !== row.learner && h("small", null, row.learner)),
      h("td", null, row.title),
      h("td", { class: "points" }, `${points} / ${row.most ?? "–"}`),
      h("td", { "data-state": row.state }, words[`status_${row.state}`], row.why && h("small", null, row.why)),
      h("td", null, row.has_page && h("a", { href: address, target: "_blank", "aria-label": fill(words.look_page_of, { name, title: row.title }) }, words.look_page)),
    );
  });
  const headings = [words.column_learner, words.column_module, words.column_points, words.column_state, words.look_page];
  return { table: table(words.look_caption, headings, drawn), shown: fill(words.look_shown, { shown: drawn.length, count: rows.length }) };
}

/**
 * A link that downloads, and says beside it why it cannot.
 * @param {string} address
 * @param {string} text
 * @param {Words} words
 * @param {() => void} [failed]
 */
function gift(address, text, words, failed) {
  const said = h("p", { class: "problem", role: "alert" });
  const link = h("a", { href: address }, text);
  link.addEventListener("click", async (/** @type {Event} */ event) => {
    event.preventDefault();
    said.textContent = "";
    try {
      await download(link.href);
    } catch (problem) {
      said.textContent = problem instanceof TypeError ? words.no_line : /** @type {Error} */ (problem).message;
      failed?.();
    }
  });
  return { link, said };
}

/** @param {any} offer @param {Words} words */
function preview(offer, words) {
  const query = new URLSearchParams({ table: offer.table, assignment: offer.assignment });
  const scale = h("input", { type: "checkbox" });
  const { link, said } = gift(`/give/filled?${query}`, fill(words[`give_${offer.platform}_filled`], offer), words, () => (details.open = true));
  const inner = h("div", { role: "status" });
  const show = async () => {
    const asked = new URLSearchParams({ ...Object.fromEntries(query), ...(scale.checked ? { scale: "1" } : {}) });
    link.href = `/give/filled?${asked}`;
    inner.replaceChildren(words.working);
    try {
      const made = await ask(`/look?${asked}`);
      const empty = made.empty.map((/** @type {any} */ one) => h("li", null, fill(words.give_empty_row, { learner: one.learner, why: one.why || words.give_waits })));
      const head = empty.length ? fill(words.give_empty, { count: empty.length }) : words.give_all_filled;
      inner.replaceChildren(h("p", null, head), h("ul", null, empty, made.told.map((/** @type {string} */ one) => h("li", null, one))));
    } catch (problem) {
      inner.replaceChildren(h("p", { class: "problem" }, /** @type {Error} */ (problem).message));
    }
  };
  scale.addEventListener("change", show);
  const details = h("details", { ontoggle: show }, h("summary", { "aria-label": fill(words.give_preview_of, offer) }, words.give_preview), h("label", null, scale, ` ${words.give_scale}`), inner);
  return h("li", null, link, said, details);
}

/** The files that go back. @param {any} people @param {Words} words */
export function gives(people, words) {
  if (!people.rows.length) return [h("p", { class: "quiet" }, words.give_nothing)];
  const offers = people.offers.map((/** @type {any} */ offer) => {
    if (offer.what === "filled") return preview(offer, words);
    const query = new URLSearchParams({ table: offer.table, assignment: offer.assignment });
    const { link, said } = gift(`/give/feedback?${query}`, fill(words[`give_${offer.platform}_feedback`], offer), words);
    return h("li", null, link, said);
  });
  const plain = ["csv", "dashboard", "pages", ...(people.groups.length ? ["letters"] : [])].map((name) => {
    const { link, said } = gift(`/give/${name}`, words[`give_${name}`], words);
    return h("li", null, link, said);
  });
  return [offers.length ? "" : h("p", { class: "quiet" }, words.give_no_table), h("ul", { class: "gives" }, offers, plain)];
}
