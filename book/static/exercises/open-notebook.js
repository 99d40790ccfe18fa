// The module's notebook in JupyterLite, on this site: opened with the learner's answers in it, and what was done
// there comes back to the pages. Loaded beside "Download my work" where the book has live code.
import { h } from "./element.js";
import { fill } from "./hand-in-notebook.js";
import { CODE, KEY, keepAll, kept } from "./kept.js";
import { NOTES, notesIfAny } from "./notes.js";
import * as files from "./notebook-files.js";
import { changed, fingerprint } from "./two-copies.js";

const ALIKE = "localsdg-notebook:"; // by assignment: { key: fingerprint } of what pages and notebook had in common
const EARLIER = "earlier"; // a folder: two notebooks of a module in one would not know which of them runs
const BACK = "localsdg-back"; // in this tab: where jupyter-bar.js leads back to

/**
 * @param {Json} hand the element of "Download my work": hand-in.js
 * @param {HTMLElement} el
 */
export function offerNotebook(hand, el) {
  return new LiveNotebook(hand, el);
}

/** Where the kernel keeps answers beside a notebook: localsdg.answer_store. */
function sideCarOf(stem) {
  return `.localsdg-answers.${stem}.json`;
}

/** Of how many answers these keys tell: cells of a learner's own count as one with the code around them. */
function counted(keys) {
  return keys.filter((key) => !key.startsWith(CODE)).length || 1;
}

class LiveNotebook {
  constructor(hand, el) {
    this.hand = hand;
    this.assignment = hand.assignment;
    this.stem = this.assignment.file.replace(/\.ipynb$/, "");
    this.sideCar = sideCarOf(this.stem);
    this.site = new URL(`${el.dataset.live}jupyter/`, location.href);
    const path = encodeURIComponent(this.assignment.file);
    this.address = new URL(`notebooks/index.html?path=${path}`, this.site).href;
    this.draw(el);
    this.bringBack();
    for (const event of ["pageshow", "focus"]) addEventListener(event, () => this.bringBack());
  }

  t(key, values = {}) {
    return fill(this.hand.words[`hand_in_live_${key}`] ?? key, values);
  }

  draw(el) {
    this.link = h("a", { class: "lsdg-button lsdg-open-notebook", href: this.address }, this.t("open"));
    this.link.addEventListener("click", (event) => {
      event.preventDefault();
      this.open();
    });
    this.back = h("button", { type: "button", class: "lsdg-button lsdg-from-notebook" }, this.t("back"));
    this.back.addEventListener("click", () => this.bringBack(true));
    this.about = h("p", { class: "lsdg-live-about" }, this.t("about"));
    this.actions = h("div", { class: "lsdg-live-actions" }, this.link);
    this.hand.status.before(this.about, this.actions);
    this.sayWeight();
  }

  async sayWeight() {
    try {
      const { bytes } = await (await fetch(new URL("first-load.json", this.site))).json();
      this.about.append(" ", this.t("weight", { size: Math.ceil(bytes / 1e6) }));
    } catch (problem) {
      console.error(problem); // the notebook opens all the same
    }
  }

  async open() {
    this.hand.forget();
    this.hand.say(this.t("preparing"));
    let found;
    try {
      found = await this.look();
    } catch (problem) {
      console.error(problem);
      this.hand.say(this.t("no_storage"), true);
      return;
    }
    if (found?.problem) await this.renew(true);
    else if (!found) await this.renew(false);
    else if (found.both.length) this.ask(found, () => this.renewIfOlder(), () => this.renew(true));
    else if (this.take(found, found.there)) await this.renewIfOlder();
  }

  /**
   * What the notebook holds, and where each answer was changed; null if there is none.
   * @returns {Promise<Json>}
   */
  async look() {
    const notebook = await files.read(this.assignment.file);
    if (notebook === null) return null;
    const released = await this.assignment.released(); // without it, code to begin with looks like a learner's
    const found = this.assignment.found(notebook, released);
    if (found.problem && found.problem !== "empty") return { problem: found.problem };
    const there = { ...found.asked, ...await this.fromKernel() };
    const { exercises, lessons, name } = this.assignment;
    const keys = new Set([...Object.keys(there), CODE + name, ...exercises.map(({ slug }) => KEY + slug),
      ...lessons.filter((lesson) => notesIfAny(lesson).length > 0).map((lesson) => NOTES + lesson)]);
    const here = Object.fromEntries([...keys].map((key) => [key, kept(key, "")]));
    const isOlder = released.metadata?.localsdg?.version !== notebook.metadata?.localsdg?.version;
    return { ...changed(here, there, this.alike()), asked: there, values: { ...found.values, ...there }, isOlder };
  }

  /**
   * Widgets' answers as the kernel keeps them beside the notebook (localsdg.answer_store): they are newer than the
   * file when that was not saved, or was saved while its cells ran again and had no outputs.
   */
  async fromKernel() {
    const kept = await files.readJson(this.sideCar);
    const widgets = this.assignment.exercises.filter(({ kind }) => kind !== "text" && kind !== "code");
    const known = widgets.filter(({ slug }) => (kept?.[slug] ?? null) !== null);
    return Object.fromEntries(known.map(({ slug }) => [KEY + slug, kept[slug]]));
  }

  alike() {
    const known = kept(this.assignment.name, ALIKE);
    return typeof known === "object" && known !== null ? known : {};
  }

  /** Keep these answers of the notebook here, with what lies beside each; says so if there is no room. */
  take(found, keys) {
    const about = (key) => key.slice(key.indexOf(":"));
    const mine = Object.entries(found.values).filter(([key]) => keys.some((one) => about(one) === about(key)));
    if (keys.length && !keepAll(Object.fromEntries(mine))) {
      this.hand.say(this.hand.t("no_storage"), true);
      return false;
    }
    const same = Object.entries(found.asked).filter(([key, value]) => fingerprint(kept(key, "")) === fingerprint(value));
    this.remember(Object.fromEntries(same.map(([key, value]) => [key, fingerprint(value)])));
    this.hand.refresh();
    return true;
  }

  remember(alike) {
    keepAll({ [ALIKE + this.assignment.name]: { ...this.alike(), ...alike } });
  }

  /** Answers that were changed in the notebook come back to the pages. */
  async bringBack(isAsked = false) {
    if (kept(this.assignment.name, ALIKE) === null) return; // it was never opened here
    this.actions.append(this.back);
    let found;
    try {
      found = await this.look();
    } catch (problem) {
      console.error(problem);
      if (isAsked) this.hand.say(this.t("no_storage"), true);
      return;
    }
    if (!found || found.problem) {
      if (isAsked) this.hand.say(this.t("nothing"), true);
    } else if (found.there.length && this.take(found, found.there)) {
      this.hand.say(this.t("returned", { answers: counted(found.there) }));
    } else if (isAsked && !found.both.length) {
      this.hand.say(this.t("same"));
    }
    if (isAsked && found?.both?.length) this.ask(found, () => {}, () => {});
  }

  /** Some answers were changed here and there: the learner says which counts, and none is lost. */
  ask(found, then, otherwise) {
    this.hand.ask(this.t("both", { answers: counted(found.both) }), () => {
      if (this.take(found, [...found.there, ...found.both])) then();
    }, otherwise);
  }

  async renewIfOlder() {
    const found = await this.look();
    if (found && (found.here.length || found.isOlder)) await this.renew(false);
    else this.go();
  }

  /** Write the notebook anew with what the pages keep, and open it. isKept: the one before is copied first. */
  async renew(isKept) {
    try {
      const notebook = JSON.parse(await this.assignment.text());
      if (isKept) await this.keepCopy();
      await files.write(this.assignment.file, notebook);
      // "Run all" empties the outputs, and they may be saved so before Python runs: it then reads this copy.
      await files.write(`.ipynb_checkpoints/${this.stem}-checkpoint.ipynb`, notebook);
      await files.remove(this.sideCar); // what it held is in the notebook
      const { asked = {} } = this.assignment.found(notebook, await this.assignment.released());
      this.remember(Object.fromEntries(Object.entries(asked).map(([key, value]) => [key, fingerprint(value)])));
    } catch (problem) {
      console.error(problem);
      this.hand.say(this.t("no_storage"), true);
      return;
    }
    this.go();
  }

  /** Both the notebook and the answers beside it, so that the copy opens as it was. */
  async keepCopy() {
    const stem = `${this.stem} ${new Date().toISOString().replace(/[:.]/g, "-")}`;
    await files.copy(this.assignment.file, EARLIER, `${stem}.ipynb`);
    await files.copy(this.sideCar, EARLIER, sideCarOf(stem));
  }

  go() {
    try {
      sessionStorage.setItem(BACK, JSON.stringify({ href: location.href.split("#")[0], text: this.t("bar") }));
    } catch (problem) {
      console.error(problem); // then the browser's own way back remains
    }
    location.assign(this.address);
  }
}
