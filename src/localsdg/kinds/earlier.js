// An answer to an earlier version of an exercise may hold what the exercise no longer asks for: it stays to be read.
import { h, isObject } from "./dom.js";

/**
 * What a kind draws nothing of and what must not be lost when the answer changes.
 * @param {Json} next the answer as the kind draws it
 * @param {{ before: Json, rating: Record<string, string>, isEarlier: boolean }} kept
 * @returns {Json}
 */
export function carried(next, { before, rating, isEarlier }) {
  if (!isObject(next)) return next;
  const earlier = (isEarlier ? before : before?.earlier) ?? null;
  return { ...next, ...(Object.keys(rating).length > 0 && { rating }), ...(earlier !== null && { earlier }) };
}

/**
 * The answer of before in plain lines, to open; shown while there is one.
 * @param {Translate} t
 */
export function earlierAnswer(t) {
  const text = h("pre", { class: "lsdg-earlier-text", tabindex: "0" });
  const node = h("details", { class: "lsdg-open-example", hidden: true }, h("summary", null, t("exercise_earlier")), text);
  return {
    node,
    /**
     * @param {Json} answer
     * @param {boolean} isEarlier the whole answer is one to an earlier version
     */
    update(answer, isEarlier) {
      const lines = plain(isEarlier ? answer : answer?.earlier);
      node.hidden = lines.length === 0;
      text.textContent = lines.join("\n");
    },
  };
}

/**
 * All words and numbers of an answer, a line for each of its objects.
 * @param {Json} value
 * @returns {string[]}
 */
function plain(value) {
  if (typeof value === "string" || typeof value === "number") return String(value).trim() ? [String(value)] : [];
  if (Array.isArray(value)) return value.flatMap(plain);
  if (!isObject(value)) return [];
  const inner = Object.entries(value);
  const own = inner.filter(([, one]) => typeof one !== "object").map(([key, one]) => `${key}: ${one}`);
  return [...(own.length > 0 ? [own.join(" | ")] : []),
    ...inner.filter(([, one]) => typeof one === "object").flatMap(([, one]) => plain(one))];
}
