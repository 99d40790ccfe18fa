// What the page shows of the files that go back.
import { ask } from "./asking.js";
import { fill, h } from "./dom.js";
import { gift } from "./gift.js";
import { table } from "./views.js";

/** @typedef {Record<string, string>} Words */

const MOST = 300; // rows of a preview

/** Why a cell is empty, or not ours. @param {any} row @param {Words} words */
function why(row, words) {
  const kinds = { waits: words.give_waits, nothing: words.give_nothing_came, kept: words.give_kept };
  return [kinds[/** @type {keyof typeof kinds} */ (row.kind)], row.now ? "" : row.why].filter((one) => one).join(" ");
}

/** What a platform's file will hold; those without a grade first. @param {any} made @param {Words} words */
function filled(made, words) {
  const empty = made.rows.filter((/** @type {any} */ row) => !row.now).length;
  const rows = made.rows.slice(0, MOST).map((/** @type {any} */ row) =>
    h("tr", null, h("td", null, h("bdi", null, row.name)), h("td", null, row.was), h("td", null, row.now), h("td", null, why(row, words))),
  );
  const headings = [words.column_learner, words.give_column_was, words.give_column_now, words.give_column_why];
  return [
    h("p", null, fill(words.give_rows, { filled: made.rows.length - empty, empty })),
    h("ul", null, made.told.map((/** @type {string} */ one) => h("li", null, one))),
    table(words.give_preview, headings, rows),
    rows.length < made.rows.length ? h("p", { class: "quiet" }, fill(words.look_shown, { shown: rows.length, count: made.rows.length })) : "",
  ];
}

/** All grades as CSV, spelled as different spreadsheets read it. @param {Words} words */
function marks(words) {
  const links = ["comma", "semicolon", "tab"].map((name) => {
    const { link, said } = gift(`/give/csv?marks=${name}`, words[`give_csv_${name}`], words);
    return [link, " ", said];
  });
  return h("li", null, words.give_marks, " ", links);
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
      inner.replaceChildren(...filled(made, words));
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
  const plain = ["xlsx", "csv", "dashboard", "pages", "pdf", ...(people.groups.length ? ["letters"] : [])].map((name) => {
    const { link, said } = gift(`/give/${name}`, words[`give_${name}`], words);
    return h("li", null, link, said);
  });
  return [offers.length ? "" : h("p", { class: "quiet" }, words.give_no_table), h("ul", { class: "gives" }, offers, plain, marks(words))];
}
