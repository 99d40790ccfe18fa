// The comment bank: comments to use again. Gaps are filled by the server when a comment is written.
import { ask } from "./asking.js";
import { fill, h } from "./dom.js";

/**
 * @param {Record<string, string>} words
 * @param {() => any} shown the text in hand
 * @param {() => void} changed a comment was put in
 * @param {(problem: unknown) => void} say
 */
export function startBank(words, shown, changed, say) {
  /** @param {string} id @returns {any} */
  const at = (id) => document.getElementById(id);
  const field = at("comment");

  /** @param {string} text */
  function put(text) {
    const gap = field.value && !/\s$/.test(field.value.slice(0, field.selectionEnd)) ? " " : "";
    field.setRangeText(gap + text, field.selectionEnd, field.selectionEnd, "end");
    at("bank").close();
    field.focus();
    changed();
  }

  /** @param {any} found */
  function draw(found) {
    const exercise = shown()?.title;
    const fits = found.comments.filter((/** @type {any} */ one) => !one.exercise || one.exercise === exercise);
    at("bank-about").textContent = fill(words.read_bank_about, { gaps: found.gaps.map((/** @type {string} */ gap) => `{${gap}}`).join(" ") });
    at("bank-list").replaceChildren(
      ...fits.map((/** @type {any} */ one) =>
        h("li", null, h("button", { type: "button", onclick: () => put(one.text) }, one.text), h("button", { type: "button", "aria-label": fill(words.remove_what, { name: one.text.slice(0, 40) }), onclick: () => tell({ remove: one.id }) }, words.remove)),
      ),
    );
    if (!fits.length) at("bank-list").replaceChildren(h("li", { class: "quiet" }, words.read_bank_empty));
    at("bank-keep").hidden = !field.value.trim();
  }

  /** @param {any} [told] */
  async function tell(told) {
    try {
      draw(await ask("/read/bank", told));
      at("bank-problem").textContent = "";
    } catch (problem) {
      at("bank-problem").textContent = problem instanceof TypeError ? words.no_line : /** @type {Error} */ (problem).message;
      say(null);
    }
  }

  at("bank-open").addEventListener("click", async () => {
    await tell();
    at("bank").showModal();
  });
  at("bank-close").addEventListener("click", () => at("bank").close());
  at("bank-keep").addEventListener("click", () => tell({ text: field.value }));
}
