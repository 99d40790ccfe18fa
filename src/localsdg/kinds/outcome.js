// What a check found, as a list to read and a sentence to hear.
import { h } from "./dom.js";

const MARKS = { met: "✓", partly: "◐", unmet: "○", advice: "→", broken: "⚠" };

/**
 * -> { node, spoken }. rest: points that only the facilitator's side gives; part(record): a short name;
 * score: null where a check is broken.
 * @param {{ records: CheckRecord[], score: number | null, points: number, rest: number, part?: View["part"], t: Translate }} found
 */
export function outcomeList({ records, score, points, rest, part, t }) {
  if (score === null) return brokenList(records, part, t);
  const parts = records.filter((record) => record.state !== "advice");
  const met = parts.filter((record) => record.state === "met").length;
  const line = t("score", { score, points });
  const scored = points > 0; // what is worth no points can only advise
  const said = met < parts.length ? t("parts_met", { met, parts: parts.length })
    : t(scored ? "all_met" : records.length > 0 ? "only_advice" : "no_advice");
  const share = points > 0 ? Math.max(0, Math.min(1, score / points)) : 0;
  const bar = h("span", { class: "lsdg-bar", "aria-hidden": "true" }, h("span", null));
  bar.firstChild.style.inlineSize = `${share * 100}%`;
  const node = h("div", null,
    h("p", { class: "lsdg-score" }, scored && h("strong", null, line), " ", h("span", null, said)),
    scored && bar,
    rest > 0 && h("p", { class: "lsdg-rest" }, t("rest_points", { rest })),
    rows(records, part, t));
  return { node, spoken: scored ? `${line}. ${said}` : said };
}

/** A broken check is the course's fault: no score, in its place what that means for the learner. */
function brokenList(records, part, t) {
  const others = records.some((record) => record.state !== "broken");
  const node = h("div", null,
    h("p", { class: "lsdg-problem" }, t("check_broken")),
    others && h("p", { class: "lsdg-rest" }, t("check_broken_rest")),
    others && rows(records, part, t));
  return { node, spoken: t("check_broken") };
}

function rows(records, part, t) {
  return h("ul", { class: "lsdg-records" }, records.map((record) => row(record, part?.(record), t)));
}

function row(record, part, t) {
  const state = record.state in MARKS ? record.state : "unmet";
  return h("li", { class: `lsdg-record lsdg-${state}`, dataset: { check: record.id } },
    badge(state, t),
    h("span", { class: "lsdg-text" }, part && h("b", { class: "lsdg-part" }, part), record.text),
    record.points > 0 && state !== "broken" && h("span", { class: "lsdg-points" },
      t("points_short", { earned: record.earned, points: record.points })));
}

/**
 * The state as a mark and a word: never by colour alone.
 * @param {CheckRecord["state"]} state
 * @param {Translate} t
 */
export function badge(state, t) {
  return h("span", { class: `lsdg-badge lsdg-${state}` },
    h("span", { class: "lsdg-mark", "aria-hidden": "true" }, MARKS[state]), t(`state_${state}`));
}
