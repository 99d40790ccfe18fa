// "Keep this module on my device" on a module's page: its size, a bar while it comes, and the way back.
import { amount, ask, button, fill, style, words } from "./worker-talk.js";

const AT_ONCE = 4; // files at the same time

/** @typedef {{ name: string, wire: number }[]} Listed */
/** @typedef {{ build: string, wire: number, kept: boolean, missing: Listed, python: Listed | null }} Found python: what code lacks, null without code */

/** Fill each place for it on this page. */
export async function show() {
  style();
  const said = await words();
  for (const place of document.querySelectorAll(".lsdg-keep")) {
    new Keep(/** @type {HTMLElement} */ (place), said).begin().catch((problem) => console.error(problem));
  }
}

class Keep {
  /**
   * @param {HTMLElement} place
   * @param {Record<string, string>} said
   */
  constructor(place, said) {
    this.said = said;
    this.tools = place.querySelector(".lsdg-keep-tools") ?? place;
    this.status = document.createElement("p");
    this.status.setAttribute("role", "status");
    this.status.className = "lsdg-keep-status";
    this.tools.after(this.status);
    this.stopped = false;
  }

  async begin() {
    this.draw(await this.look());
  }

  /** @returns {Promise<Found>} */
  look() {
    return ask("module", { href: location.href });
  }

  /** @param {string} key @param {Record<string, string>} [values] */
  say(key, values = {}) {
    this.status.textContent = fill(this.said[key], values);
    this.status.classList.toggle("lsdg-problem", /^keep_(full|lost|new)$/.test(key));
  }

  /** @param {Found} found */
  draw(found) {
    const missing = sum(found.missing);
    const size = { size: amount(missing), whole: amount(found.wire) };
    const hadFocus = this.tools.contains(document.activeElement);
    if (found.kept && !found.missing.length) {
      const remove = button(this.said.keep_remove, () => this.remove());
      this.tools.replaceChildren(note(fill(this.said.keep_done, size), "✓ "), ...this.python(found), remove);
    } else {
      const begun = found.kept ? "keep_rest" : "keep_button";
      const get = button(this.said[begun], () => this.fetch(), true);
      const away = found.kept ? [button(this.said.keep_remove, () => this.remove())] : [];
      this.tools.replaceChildren(get, note(fill(this.said.keep_size, size)), ...away);
    }
    // Who pressed a button that is gone now goes on from here.
    if (hadFocus) this.tools.querySelector("button")?.focus();
  }

  /**
   * Exercises in code need Python besides, which is much larger than the module: it is asked for apart.
   * @param {Found} found
   */
  python(found) {
    if (!found.python) return [];
    if (!found.python.length) return [note(this.said.keep_python_done, "✓ ")];
    const wanted = { ...found, missing: found.python };
    const size = { size: amount(sum(found.python)) };
    return [note(this.said.keep_python_about), button(fill(this.said.keep_python, size), () => this.fetchAll(wanted), true)];
  }

  async fetch() {
    navigator.storage?.persist?.().catch(() => {}); // the browser may clear other sites first
    const found = await this.look();
    try {
      await ask("keep", { href: location.href, kept: true });
    } catch (problem) {
      console.warn(problem); // there is no room even for that
      await this.full(found, []);
      return;
    }
    await this.fetchAll(found);
  }

  /** @param {Found} found */
  async fetchAll(found) {
    const { problem, come } = await this.bring(found.missing);
    if (problem === "full") await this.full(found, come);
    else await this.end(problem);
  }

  /**
   * Fetch these files, with a bar -> what came, and the worker's state where it ended early ("" if it did not).
   * @param {Found["missing"]} missing
   */
  async bring(missing) {
    const whole = sum(missing);
    const bar = document.createElement("progress");
    bar.max = whole || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", this.said.keep_bar);
    const told = note(fill(this.said.keep_working, { done: amount(0), size: amount(whole) }));
    this.stopped = false;
    const stop = button(this.said.keep_stop, () => { this.stopped = true; });
    this.tools.replaceChildren(bar, told, stop);
    stop.focus();
    this.say("keep_begun");
    const left = [...missing];
    /** @type {string[]} */
    const come = [];
    let done = 0;
    let problem = "";
    const one = async () => {
      while (left.length && !problem && !this.stopped) {
        const { name, wire } = /** @type {{ name: string, wire: number }} */ (left.shift());
        const { state } = await ask("take", { name });
        if (state === "ok") come.push(name);
        else problem ||= state;
        done += wire;
        bar.value = done;
        told.textContent = fill(this.said.keep_working, { done: amount(done), size: amount(whole) });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    return { problem, come };
  }

  /**
   * There is no room. Answers, too, need room: what has come for nothing goes again.
   * @param {Found} found
   * @param {string[]} come
   */
  async full(found, come) {
    const free = Math.max(0, await room());
    await ask("drop", { names: come });
    if (!found.kept) await ask("keep", { href: location.href, kept: false }).catch((problem) => console.warn(problem));
    this.draw(await this.look());
    this.say("keep_full", { size: amount(sum(found.missing)), free: amount(free) });
  }

  /** @param {string} problem a state of the worker's, "" for none */
  async end(problem) {
    const found = await this.look();
    this.draw(found);
    if (problem) this.say(problem === "other" ? "keep_new" : "keep_lost");
    else if (found.missing.length) this.say("keep_stopped");
    else this.say(found.python?.length ? "keep_ready_but_code" : "keep_ready");
  }

  async remove() {
    await ask("remove", { href: location.href });
    this.draw(await this.look());
    this.say("keep_removed");
  }
}

/** How many bytes this site may still keep. */
async function room() {
  const { quota = 0, usage = 0 } = await navigator.storage?.estimate?.() ?? {};
  return quota - usage;
}

/** @param {{ wire: number }[]} list */
function sum(list) {
  return list.reduce((total, { wire }) => total + wire, 0);
}

/** @param {string} text @param {string} [mark] */
function note(text, mark = "") {
  const node = document.createElement("span");
  node.className = "lsdg-keep-note";
  if (mark) {
    const sign = document.createElement("span");
    sign.setAttribute("aria-hidden", "true");
    sign.textContent = mark;
    node.append(sign);
  }
  node.append(text);
  return node;
}
