// A long list by pages (paged.html.j2): the server finds and cuts, here a page is shown and turned.
import { ask } from "./asking.js";
import { fill } from "./dom.js";

const PAGE = 100; // rows, as the server cuts them

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);

export class Paged {
  #name;
  #address;
  #words;
  #draw;
  #say;
  #at = 0;
  #isAsking = false;
  /** @type {number | null} what is to be asked for next */
  #next = null;

  /**
   * @param {string} name as the macro got it
   * @param {string} address what gives a page: `{rows, at, found, count}` and more
   * @param {Record<string, string>} words
   * @param {(part: any) => any[]} draw what stands in the list's place
   * @param {(problem: unknown) => void} say
   */
  constructor(name, address, words, draw, say) {
    [this.#name, this.#address, this.#words, this.#draw, this.#say] = [name, address, words, draw, say];
    at(`${name}-filter`).addEventListener("input", () => this.turn(0));
  }

  /** Shows the first page if nothing is looked for and no page was turned; else asks for the one that is shown. @param {any} first */
  async renew(first) {
    if (this.#at || at(`${this.#name}-filter`).value) await this.turn(this.#at);
    else this.#show(first);
  }

  /**
   * Asks for a page: one question at a time, and of those that come meanwhile the last.
   * @param {number} to how many rows stand before it
   */
  async turn(to) {
    this.#next = to;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#next !== null) await this.#ask(this.#next);
    } catch (problem) {
      this.#say(problem);
    }
    this.#isAsking = false;
  }

  /** @param {number} to */
  async #ask(to) {
    this.#next = null;
    const wanted = at(`${this.#name}-filter`).value;
    const part = await ask(`${this.#address}?${new URLSearchParams({ wanted, at: String(to) })}`);
    if (this.#next !== null) return;
    // Rows went meanwhile: the page that was shown is no longer there.
    if (to && to >= part.found) this.#next = Math.max(0, to - PAGE);
    else this.#show(part);
  }

  /** @param {any} part */
  #show(part) {
    const name = this.#name;
    this.#at = part.at;
    at(name).replaceChildren(...this.#draw(part));
    at(`${name}-line`).hidden = !part.count;
    const last = part.at + part.rows.length;
    at(`${name}-shown`).textContent = fill(this.#words.page_shown, { from: part.found ? part.at + 1 : 0, to: last, found: part.found, count: part.count });
    this.#offer("before", part.at - PAGE, part.found);
    this.#offer("next", part.at + PAGE, part.found);
  }

  /** @param {string} way @param {number} to @param {number} found */
  #offer(way, to, found) {
    const button = at(`${this.#name}-${way}`);
    button.hidden = to < 0 || to >= found;
    button.onclick = () => this.turn(to);
  }
}
