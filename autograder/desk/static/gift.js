// A link that downloads, and says beside it why it cannot.
import { download } from "./asking.js";
import { h } from "./dom.js";

/**
 * @param {string} address
 * @param {string} text
 * @param {Record<string, string>} words
 * @param {() => void} [failed]
 */
export function gift(address, text, words, failed) {
  const said = h("p", { class: "problem", role: "alert" });
  const link = h("a", { href: address }, text);
  link.addEventListener("click", async (/** @type {Event} */ event) => {
    event.preventDefault();
    said.textContent = "";
    link.setAttribute("aria-busy", "true");
    try {
      await download(link.href);
    } catch (problem) {
      said.textContent = problem instanceof TypeError ? words.no_line : /** @type {Error} */ (problem).message;
      failed?.();
    }
    link.removeAttribute("aria-busy");
  });
  return { link, said };
}
