// The strip at the head of a lesson in a platform: whose points these are, where the work is kept, and what is wrong.
import { h } from "../exercises/element.js";
import { save } from "../exercises/assignment.js";
import { NOTED, TESTED } from "./lesson.js";
import { total } from "./score.js";

const TYPED = 300; // ms: what is said of a text waits until it rests
const HOLE = /\{(\w+)\}/g;
const SAID = ["foreign", "newer", "damaged", "cut"]; // problems with what the platform keeps

export class Bar {
  /**
   * @param {Record<string, string>} words
   * @param {import("./session.js").Session} session
   * @param {string} language
   */
  constructor(words, session, language) {
    this.words = words;
    this.session = session;
    this.language = language;
    this.drawn = "";
    this.isTwice = false;
    this.timer = 0;
    this.who = h("p", { class: "lsdg-scorm-who" });
    this.points = h("p", { class: "lsdg-scorm-points" });
    this.kept = h("p", { class: "lsdg-scorm-kept", role: "status" });
    this.notices = h("div", { class: "lsdg-scorm-notices", role: "status" });
    const way = h("a", { href: "#lsdg-scorm-work" }, words.download);
    this.el = h("section", { class: "lsdg-scorm", "aria-label": words.title }, this.who, this.points, this.kept, this.notices, h("p", {}, way));
    document.querySelector("#lsdg-scorm-bar")?.replaceWith(this.el);
  }

  t(key, values = {}) {
    return (this.words[key] ?? key).replace(HOLE, (hole, name) => String(values[name] ?? hole));
  }

  /** Something has changed. */
  told() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), TYPED);
  }

  /** Another window has the same lesson open, or has no more. */
  twice(isTwice) {
    this.isTwice = isTwice;
    this.told();
  }

  show() {
    const { session } = this;
    const marks = session.report.marks();
    const found = total(marks);
    const number = new Intl.NumberFormat(this.language, { maximumFractionDigits: 2 });
    put(this.who, session.learner.name && this.t("as", { name: session.learner.name }));
    put(this.points, found.points > 0 && this.t("points", { score: number.format(found.score),
      points: number.format(found.points), percent: number.format(found.percent) }));
    put(this.kept, this.where());
    const { away } = session.report.packed(session.copy, session.learner.id);
    this.long(away);
    const notices = this.all(marks, away);
    const drawn = JSON.stringify(notices.map(({ key, text }) => [key, text]));
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.notices.replaceChildren(...notices.map((notice) => this.notice(notice)));
  }

  /** In one sentence: where is the work? */
  where() {
    const { isKept, isSent, isAlone, isReview, at } = this.session.state;
    if (isReview) return this.t("review");
    if (this.session.isHeld()) return ""; // a notice says where the work is
    if (isAlone) return this.t(isKept ? "alone" : "nowhere");
    if (!isSent) return this.t("sending");
    return this.t("kept", { time: new Intl.DateTimeFormat(this.language, { timeStyle: "short" }).format(at) });
  }

  all(marks, away) {
    const { notes, copy, state, values, lesson } = this.session;
    const isAway = (slug) => away.includes(slug);
    const titled = (slugs) => slugs.map((slug) => this.title(slug)).join(" · ");
    const elsewhere = Object.keys(copy.holes).filter((slug) => copy.holes[slug].length > 0);
    const unchecked = marks.filter(({ points, answer, mark }) => points > 0 && answer !== null && !mark?.[2]).map(({ slug }) => slug);
    const earlier = marks.filter(({ slug, spec }) => {
      const version = values.get(`localsdg-version:${slug}`);
      return version !== undefined && version !== JSON.stringify(spec.version);
    }).map(({ slug }) => slug);
    const open = [...lesson.specs.values()].some(({ rubric }) => rubric?.length);
    return [
      ...SAID.filter((key) => notes.has(key)).map((key) => ({ key, text: this.t(key) })),
      ...["other", "nameless", "again"].filter((key) => notes.has(key)).map((key) => ({ key, text: this.t(key),
        mine: () => this.session.take(key), leave: () => this.session.leave(key) })),
      this.isTwice && { key: "twice", text: this.t("twice") },
      away.length > 0 && { key: "long", text: this.t(state.isKept ? "long" : "long_nowhere", { titles: titled([...lesson.specs.keys(), NOTED].filter(isAway)) }) },
      elsewhere.length > 0 && { key: "elsewhere", text: this.t("elsewhere", { titles: titled(elsewhere) }) },
      earlier.length > 0 && { key: "earlier", text: this.t("earlier", { titles: titled(earlier) }) },
      unchecked.length > 0 && { key: "unchecked", text: this.t("unchecked", { titles: titled(unchecked) }) },
      open && { key: "open", text: this.t("open") },
      (copy.aside ?? []).length > 0 && { key: "aside", text: this.t("aside"), file: () => this.download() },
    ].filter((one) => one !== false);
  }

  /** @param {{ key: string, text: string, mine?: () => void, leave?: () => void, file?: () => void }} about */
  notice({ key, text, mine, leave, file }) {
    const button = (word, press) => {
      const node = h("button", { type: "button", class: "lsdg-button" }, this.t(word));
      node.addEventListener("click", press);
      return node;
    };
    return h("div", { class: "lsdg-scorm-notice", "data-notice": key }, h("p", {}, text),
      mine && button("mine", mine), leave && button("leave", leave), file && button("file", file));
  }

  /** Beside each exercise that has no room in the platform, a line that says so while it is written. */
  long(away) {
    for (const slug of [...this.session.lesson.specs.keys(), NOTED]) {
      const place = slug === NOTED ? document.querySelector(".lsdg-town") : document.getElementById(`exercise-${slug}`);
      const there = place?.querySelector(".lsdg-scorm-long");
      if (!away.includes(slug)) there?.remove();
      else if (place && !there) {
        const line = h("p", { class: "lsdg-scorm-long", role: "status" });
        (place.querySelector(".lsdg-mount") ?? place.lastElementChild)?.after(line);
        // A live region speaks when its text changes while it is there.
        setTimeout(() => put(line, this.t("long_here")));
      }
    }
  }

  title(slug) {
    if (slug === TESTED) return this.t("test");
    return slug === NOTED ? this.t("notes") : this.session.lesson.specs.get(slug)?.words?.title ?? slug;
  }

  download() {
    save("set-aside.json", `${JSON.stringify(this.session.copy.aside, null, 1)}\n`, "application/json");
  }
}

/** The same sentence is not put there again: it would be said once more. */
function put(node, text) {
  node.hidden = !text;
  if (node.textContent !== (text || "")) node.textContent = text || "";
}
