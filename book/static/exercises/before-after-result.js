// What a learner sees of a before-and-after test when a form is finished: how many were right by objective; after the
// second form what has changed, and both forms with their right answers.
import { UNKNOWN, isRight } from "./before-after-kept.js";
import { h } from "./element.js";

export class TestResult {
  /**
   * @param {Json} page what the page says of the test
   * @param {Json} state a KeptTest with a form that is done
   * @param {Translate} t
   */
  constructor(page, state, t) {
    this.page = page;
    this.state = state;
    this.t = t;
  }

  /**
   * Was the question right? null: it has changed since, and says nothing.
   * @param {Json} item
   * @param {string} form
   */
  found(item, form) {
    const kept = this.state.forms[form].answers[item.objective];
    if (kept && kept.version !== item[form].version) return null;
    return isRight(item[form], kept?.given);
  }

  /** @param {string} form the one that is done */
  first(form) {
    const { t } = this;
    const found = this.page.items.map((item) => this.found(item, form));
    return h("section", { class: "lsdg-test-result", "aria-labelledby": "lsdg-test-result" },
      h("h2", { id: "lsdg-test-result", tabindex: "-1" }, t("test_before")),
      h("p", {}, t("test_first_done", { right: count(found), all: found.length })),
      this.table([t("test_before")], this.page.items.map((_, at) => [this.cell(found[at])])),
      found.includes(null) && h("p", {}, t("test_changed_since")),
      h("p", {}, t("test_one_item")));
  }

  /**
   * @param {string} before
   * @param {string} after
   */
  both(before, after) {
    const { t } = this;
    const { items } = this.page;
    const found = items.map((item) => [this.found(item, before), this.found(item, after)]);
    const counted = found.filter((pair) => !pair.includes(null));
    const rows = found.map(([one, other]) => [this.cell(one), this.cell(other), this.change(one, other)]);
    return h("section", { class: "lsdg-test-result", "aria-labelledby": "lsdg-test-result" },
      h("h2", { id: "lsdg-test-result", tabindex: "-1" }, t("test_link")),
      h("p", {}, h("strong", {}, t("test_both_done", { before: count(counted.map(([one]) => one)),
        after: count(counted.map(([, other]) => other)), all: counted.length }))),
      h("p", {}, t("test_one_item")),
      this.table([t("test_before"), t("test_after"), t("test_gain")], rows),
      counted.length < found.length && h("p", {}, t("test_changed_since")),
      this.key("test_key_first", before), this.key("test_key_second", after));
  }

  table(columns, rows) {
    const { t } = this;
    return h("div", { class: "lsdg-test-table", role: "group", tabindex: "0", "aria-label": t("test_table") },
      h("table", {}, h("thead", {}, h("tr", {}, [t("test_objective"), ...columns].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, this.page.items.map((item, at) => h("tr", { "data-objective": item.objective },
          h("th", { scope: "row" }, item.sentence), rows[at])))));
  }

  cell(found) {
    const name = found === null ? "changed" : found ? "right" : "not_right";
    const mark = { changed: "–", right: "✓", not_right: "○" }[name];
    return h("td", { "data-found": name }, h("span", { "aria-hidden": "true" }, `${mark} `), this.t(`test_${name}`));
  }

  change(before, after) {
    if (before === null || after === null) return h("td", { "data-change": "unknown" }, "–");
    const name = before === after ? "same" : after ? "gained" : "lost";
    return h("td", { "data-change": name }, h("span", { "aria-hidden": "true" }, `${{ same: "=", gained: "+", lost: "−" }[name]} `),
      this.t(`test_${name}`));
  }

  /** All questions of a form with what was answered, what is right, and why. */
  key(heading, form) {
    const { t } = this;
    return h("details", { class: "lsdg-test-key" }, h("summary", {}, t(heading)),
      h("ol", this.page.spoken ? { lang: this.page.spoken } : {}, this.page.items.map((item) => {
        const about = item[form];
        const given = this.state.forms[form].answers[item.objective]?.given;
        return h("li", {}, h("p", {}, about.question), h("p", {}, t("test_yours", { answer: this.said(about, given) }),
          h("br", {}), t("test_right_answer", { answer: this.said(about, about.right) })), h("p", {}, about.why));
      })));
  }

  /** An answer as a reader sees it. */
  said(about, value) {
    if (value === undefined) return this.t("test_none");
    if (about.type === "single") return value === UNKNOWN ? this.t("test_unknown") : about.titles[value] ?? value;
    const number = typeof value === "number" ? new Intl.NumberFormat(this.page.language, { maximumFractionDigits: 6 }).format(value) : value;
    return about.unit ? `${number} ${about.unit}` : number;
  }
}

/** @param {(boolean | null)[]} found */
function count(found) {
  return found.filter(Boolean).length;
}
