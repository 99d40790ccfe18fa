// The list of the learners: to look at, and to change where it is a plain list.
import { ask } from "./asking.js";
import { fill, h } from "./dom.js";

/** @typedef {Record<string, string>} Words */

const COLUMNS = ["id", "name", "email"];
const MOST = 200; // rows that are drawn at a time

/** @param {string[]} row @param {number} number @param {Words} words @param {boolean} mayChange */
function line(row, number, words, mayChange) {
  if (!mayChange) return h("tr", null, row.map((cell) => h("td", null, h("bdi", null, cell))));
  const cells = COLUMNS.map((name, place) => {
    const label = fill(words.learners_cell, { column: words[`learners_${name}`], number });
    const input = h("input", { value: row[place], "aria-label": label, autocomplete: "off", spellcheck: "false" });
    input.addEventListener("input", () => (row[place] = input.value));
    return h("td", null, input);
  });
  return h("tr", { "data-line": number }, cells);
}

/**
 * @param {HTMLElement} place
 * @param {Words} words
 * @param {(problem: unknown) => string} sentence
 */
export async function start(place, words, sentence) {
  const found = await ask("/learners");
  const { rows, may_change: mayChange } = found;
  let { version } = found;
  let shown = MOST;
  const body = h("tbody", null);
  const said = h("p", { role: "status" });
  const more = h("button", { type: "button" }, words.learners_more);
  const draw = () => {
    body.replaceChildren(...rows.slice(0, shown).map((/** @type {string[]} */ row, /** @type {number} */ at) => line(row, at + 1, words, mayChange)));
    more.hidden = rows.length <= shown;
  };
  more.addEventListener("click", () => {
    shown += MOST;
    draw();
  });
  const head = found.name ? fill(words.learners_from, { name: found.name, count: rows.length }) : words.learners_none;
  const caption = words.learners_title;
  const table = h("table", null, h("caption", null, caption), h("thead", null, h("tr", null, COLUMNS.map((one) => h("th", { scope: "col" }, words[`learners_${one}`])))), body);
  const add = h("button", { type: "button" }, words.learners_add);
  add.addEventListener("click", () => {
    rows.push(["", "", ""]);
    shown = Math.max(shown, rows.length);
    draw();
    /** @type {HTMLElement | null} */ (body.querySelector("tr:last-child input"))?.focus();
  });
  const form = h(
    "form",
    { novalidate: true },
    h("p", null, head),
    mayChange ? h("p", { class: "quiet" }, words.learners_help) : h("p", { class: "quiet" }, words.learners_theirs),
    rows.length || mayChange ? h("div", { class: "scrolls", tabindex: "0", role: "group", "aria-label": caption }, table) : "",
    more,
    mayChange && h("p", { class: "tools" }, add, h("button", { class: "first" }, words.learners_save)),
    said,
  );
  draw();
  place.replaceChildren(form);

  form.addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    said.className = "problem";
    try {
      const kept = rows.filter((/** @type {string[]} */ row) => row.some((cell) => cell.trim()));
      rows.splice(0, rows.length, ...kept);
      draw();
      const done = await ask("/learners", { version, rows });
      version = done.version;
      const wrong = Object.entries(done.errors);
      for (const [number] of wrong) for (const input of body.querySelectorAll(`[data-line="${number}"] input`)) input.setAttribute("aria-invalid", "true");
      if (wrong.length) said.textContent = wrong.map(([number, why]) => fill(words.learners_wrong, { number, why })).join(" ");
      else if (done.stale) said.textContent = words.learners_stale;
      else [said.textContent, said.className] = [words.learners_saved, "good"];
      /** @type {HTMLElement | null} */ (body.querySelector("[aria-invalid]"))?.focus();
    } catch (problem) {
      said.textContent = sentence(problem);
    }
  });
}
