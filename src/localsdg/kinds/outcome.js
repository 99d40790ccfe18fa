// What a check found, as a list to read and sentences to hear.
import { freshId, h } from "./dom.js";

const MARKS = { met: "✓", partly: "◐", unmet: "○", advice: "→", broken: "⚠" };

/**
 * -> { node, name, more, spoken }: name is the id of the line with the score, more what is worth to hear after it.
 * rest: points that only the facilitator's side gives; part(record): a short name; ways(record): links to what it speaks
 * of; score: null where a check is broken.
 * @param {{ records: CheckRecord[], score: number | null, points: number, rest: number, part?: View["part"],
 *   ways?: (record: CheckRecord) => HTMLElement[], t: Translate }} found
 */
export function outcomeList({ records, score, points, rest, part, ways, t }) {
  const list = rows(records, { part, ways, t });
  if (score === null) return brokenList(records, list, t);
  const parts = records.filter((record) => record.state !== "advice");
  const met = parts.filter((record) => record.state === "met").length;
  const line = t("score", { score, points });
  const scored = points > 0; // what is worth no points can only advise
  const said = met < parts.length ? t("parts_met", { met, parts: parts.length })
    : t(scored ? "all_met" : records.length > 0 ? "only_advice" : "no_advice");
  const share = points > 0 ? Math.max(0, Math.min(1, score / points)) : 0;
  const bar = h("span", { class: "lsdg-bar", "aria-hidden": "true" }, h("span", null));
  bar.firstChild.style.inlineSize = `${share * 100}%`;
  const name = freshId("lsdg-score");
  const node = h("div", null,
    h("p", { class: "lsdg-score", id: name }, scored && h("strong", null, line), " ", h("span", null, said)),
    scored && bar,
    rest > 0 && h("p", { class: "lsdg-rest" }, t("rest_points", { rest })),
    list);
  const more = firstToMend(records, part, t);
  return { node, name, more, spoken: [scored ? `${line}. ${said}` : said, more].filter(Boolean).join(" ") };
}

/** What to begin with, for those who hear the result and do not see the list. */
function firstToMend(records, part, t) {
  const open = (state) => records.find((record) => record.state === state);
  const first = records.find(({ state }) => state === "unmet" || state === "partly") ?? open("advice");
  if (!first) return "";
  const text = [part?.(first), first.text].filter(Boolean).join(". ");
  return t(first.state === "advice" ? "first_advice" : "first_to_mend", { text });
}

/** A broken check is the course's fault: no score, in its place what that means for the learner. */
function brokenList(records, list, t) {
  const others = records.some((record) => record.state !== "broken");
  const name = freshId("lsdg-score");
  const node = h("div", null,
    h("p", { class: "lsdg-problem", id: name }, t("check_broken")),
    others && h("p", { class: "lsdg-rest" }, t("check_broken_rest")),
    others && list);
  return { node, name, more: "", spoken: t("check_broken") };
}

function rows(records, { part, ways, t }) {
  return h("ul", { class: "lsdg-records" }, records.map((record) => row(record, part?.(record), ways?.(record) ?? [], t)));
}

function row(record, part, ways, t) {
  const state = record.state in MARKS ? record.state : "unmet";
  return h("li", { class: `lsdg-record lsdg-${state}`, dataset: { check: record.id } },
    badge(state, t),
    h("span", { class: "lsdg-text" }, part && h("b", { class: "lsdg-part" }, part), record.text),
    record.points > 0 && state !== "broken" && h("span", { class: "lsdg-points" },
      t("points_short", { earned: record.earned, points: record.points })),
    ways.length > 0 && h("span", { class: "lsdg-ways" }, ways));
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
