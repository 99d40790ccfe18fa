// The region in which a check's result stands. It has a heading, and takes the focus when the learner has asked for it.
import { freshId, h } from "./dom.js";

export class Result {
  /** @param {{ spec: Spec, t: Translate, level: number }} about level: of its heading */
  constructor({ spec, t, level }) {
    this.t = t;
    this.id = freshId("lsdg-outcome");
    // Several exercises stand on a page: each region has a name of its own.
    this.heading = h(`h${level}`, { class: "lsdg-outcome-title", id: this.id }, t("outcome_title"),
      h("span", { class: "lsdg-hidden" }, `: ${spec.words?.title ?? ""}`));
    this.node = h("section", { class: "lsdg-outcome", role: "region", tabindex: "-1", hidden: true });
  }

  /**
   * @param {{ node: HTMLElement, name?: string, more?: string }} found name: the id of the line that belongs to the
   *   region's name; more: what else is said when the focus comes here
   */
  show({ node, name, more }) {
    const about = h("p", { hidden: true, id: `${this.id}-more` }, more);
    this.node.replaceChildren(this.heading, node, more ? about : "");
    this.node.setAttribute("aria-labelledby", [this.id, name].filter(Boolean).join(" "));
    if (more) this.node.setAttribute("aria-describedby", about.id);
    else this.node.removeAttribute("aria-describedby");
    this.node.hidden = false;
    delete this.node.dataset.stale;
  }

  clear() {
    this.node.hidden = true;
    this.node.replaceChildren();
  }

  /** Feedback stays to be read while the learner mends the answer, but says that it is of before. */
  stale() {
    if (this.node.hidden || this.node.dataset.stale) return;
    this.node.dataset.stale = "1";
    this.heading.after(h("p", { class: "lsdg-stale" }, this.t("changed_since_check")));
  }

  /**
   * Bring the reader here, but for somebody who has gone on to something else meanwhile.
   * @param {HTMLElement} from where the check was asked for
   * @returns {boolean} whether the focus is here now
   */
  takeFocus(from) {
    const { activeElement: now } = document;
    if (now && now !== from && !now.contains(from) && !this.node.contains(now)) return false;
    this.focus();
    return true;
  }

  focus() {
    this.node.focus({ preventScroll: true });
    this.node.scrollIntoView({ block: "nearest" }); // no farther than it takes: a notebook would jump about
  }
}

/**
 * The level of the headings inside an exercise: below that of its title.
 * @param {Element} place
 */
export function headingLevel(place) {
  const title = place.closest(".lsdg-exercise")?.querySelector("h1, h2, h3, h4, h5, h6");
  return title ? Math.min(Number(title.tagName.slice(1)) + 1, 6) : 3;
}
