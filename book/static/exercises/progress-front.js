// How far the learner has come, on the front page and on a module's page: rings, "Continue: lesson 4", and each
// lesson's state in the table. progress.js loads this where it is needed.
import { h, mark, placeOf, put, svg } from "./progress-parts.js";
import { isDone } from "./progress-state.js";

const ROUND = "M22 3a19 19 0 1 1 0 38a19 19 0 1 1 0-38Z";
const TICK = "m14 22.500 5.500 5.500 10.500-12";

export class Front {
  /** @param {ProgressOfPage} page */
  constructor(page) {
    this.page = page;
    this.start = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".lsdg-hero a.lsdg-primary"));
    this.startAs = { href: this.start?.getAttribute("href") ?? "", nodes: [...this.start?.childNodes ?? []] };
  }

  draw() {
    if (this.start) this.front(this.start);
    else this.module();
  }

  front(start) {
    const { modules, lessons } = this.page;
    const begun = lessons.some(({ at }) => at.state !== "none");
    const going = begun ? next(lessons) : null;
    document.querySelector(".lsdg-going")?.remove();
    if (begun) start.closest("p")?.after(h("p", "lsdg-at lsdg-going", this.page.sum(lessons).join(" · ")));
    if (going) {
      const module = modules.findIndex(({ lessons: own }) => own.includes(going)) + 1;
      this.lead(start, going, this.page.t("progress_continue_in", { module, number: going.number }));
    } else {
      start.setAttribute("href", this.startAs.href);
      start.replaceChildren(...this.startAs.nodes);
    }
    for (const card of document.querySelectorAll(".lsdg-module")) {
      const module = modules.find(({ name }) => name === placeOf(card.querySelector("a")).module);
      if (begun && module) put(card, this.ring(module));
      else card.querySelector(":scope > .lsdg-at")?.remove();
    }
  }

  module() {
    const module = this.page.modules.find(({ name }) => name === this.page.here.module);
    if (!module) return;
    const links = [...document.querySelectorAll(".lsdg-article table a[href]")];
    for (const link of links) {
      const lesson = module.lessons.find(({ id }) => id === placeOf(link).lesson);
      if (!lesson) continue;
      const time = isDone(lesson.at) ? "" : ` · ${this.page.time([lesson])}`;
      put(link.closest("td"), h("span", "lsdg-at", mark(lesson.at.state), " ", this.page.state(lesson.at), time));
    }
    const table = links[0]?.closest(".lsdg-scroll") ?? links[0]?.closest("table");
    document.querySelector(".lsdg-going")?.remove();
    if (!table || module.at.state === "none") return;
    const going = next(module.lessons);
    const button = h("a", "lsdg-button lsdg-primary");
    if (going) this.lead(button, going, this.page.t("progress_continue", { number: going.number }));
    table.before(h("div", "lsdg-at lsdg-going", this.ring(module), ...(going ? [button] : [])));
  }

  /** Let a link lead to a lesson: "Continue: lesson 4", and below it the lesson's title, as the menu has it. */
  lead(link, { id }, words) {
    const known = this.page.links.find(({ lesson }) => lesson === id)?.link;
    if (!known) return;
    const title = known.cloneNode(true);
    title.querySelector(".lsdg-at")?.remove();
    link.href = known.href;
    link.replaceChildren(words, h("small", "", ...title.childNodes));
  }

  ring({ lessons, at: { state, score, points } }) {
    const share = points > 0 ? score / points : Number(state === "all");
    const ring = svg("0 0 44 44", [[ROUND, "lsdg-ring-all"], [ROUND, "lsdg-ring-share"],
      ...(state === "all" ? [[TICK, "lsdg-ring-share"]] : [])]);
    ring.children[1].setAttribute("pathLength", "100");
    ring.children[1].setAttribute("stroke-dasharray", `${share * 100} 200`);
    const [done, sum, ...left] = this.page.sum(lessons);
    const lines = state === "none" ? [this.page.state({ state }), ...left] : [`${done} · ${sum}`, ...left];
    return h("span", "lsdg-at lsdg-ring", ring, h("span", "", ...lines.map((line) => h("span", "lsdg-line", line))));
  }
}

/**
 * The lesson to go on with: the one that was last open, if there is something left to do in it, else the next such one
 * after it; when all are done, one that has not all its points. Null if there is none.
 * @template {LessonPlace} Place
 * @param {Place[]} lessons in the order of the course
 * @returns {Place | null}
 */
export function next(lessons) {
  const last = lessons.reduce((best, { at }, place) => {
    const known = best < 0 ? -1 : lessons[best].at.opened ?? -1;
    return at.state !== "none" && (best < 0 || (at.opened ?? -1) >= known) ? place : best;
  }, -1);
  const inTurn = [...lessons.slice(Math.max(last, 0)), ...lessons.slice(0, Math.max(last, 0))];
  return inTurn.find(({ at }) => !isDone(at)) ?? inTurn.find(({ at }) => at.state !== "all") ?? null;
}
