// The open half of an exercise: the learner's own words, which no machine reads. The learner judges them with the
// rubric, and sees a strong and a weak example once there are words.
import { freshId, h, isObject } from "./dom.js";

// Any sign but those that localsdg.closed takes for blank: trim() knows more of them.
const WRITTEN = /[^ \t\n\r\v\f]/;

/**
 * The free texts of an answer, as localsdg.closed.texts_in finds them.
 * @param {Json} answer
 * @param {Json[][]} places
 * @returns {string[]}
 */
export function textsIn(answer, places) {
  return (places || []).flatMap((place) => gather(answer, place));
}

/**
 * @param {Json} value
 * @param {Json[]} place
 * @returns {string[]}
 */
function gather(value, place) {
  const [key, ...rest] = place;
  const inner = key !== "*" ? (isObject(value) && Object.hasOwn(value, key) ? [value[key]] : [])
    : Array.isArray(value) ? value : isObject(value) ? Object.keys(value).sort().map((name) => value[name]) : [];
  if (rest.length > 0 && !Array.isArray(rest[0])) return inner.flatMap((one) => gather(one, rest));
  const known = rest[0] || [];
  return inner.filter((one) => typeof one === "string" && WRITTEN.test(one) && !known.includes(one));
}

/**
 * The panel below an exercise; null where it has no rubric. rated(rating): the learner judged a row.
 * @param {{ spec: Spec, t: Translate, level: number, rated: (rating: Record<string, string>) => void }} tools level: of its heading
 */
export function openHalf({ spec, t, level, rated }) {
  const rows = spec.rubric || [];
  if (rows.length === 0) return null;
  /** @type {Record<string, string>} */
  let rating = {};
  const wait = h("p", { class: "lsdg-help" }, t("open_first"));
  const fields = rows.map((row) => levels(row, spec, (level) => {
    rating = { ...rating, [row.id]: level };
    rated(rating);
  }));
  const shown = h("div", { hidden: true }, examples(spec, t));
  // Several exercises stand on a page: each region has a name of its own.
  const node = h("section", { class: "lsdg-open", "aria-label": `${t("open_title")}: ${spec.words?.title}` },
    h("p", { class: "lsdg-open-title", role: "heading", "aria-level": level }, t("open_title")), h("p", null, t("open_how")), wait,
    fields.map((field) => field.node), shown);
  return {
    node,
    /** @param {Json} answer */
    update(answer) {
      rating = ratingOf(answer, rows);
      const written = textsIn(answer, spec.texts || []).length > 0;
      wait.hidden = written;
      shown.hidden = !written;
      for (const field of fields) field.show(rating[field.id] ?? null, written);
    },
  };
}

/**
 * The learner's own judgement in an answer: of rows and levels that the rubric has.
 * @param {Json} answer
 * @param {Json[]} rows
 * @returns {Record<string, string>}
 */
export function ratingOf(answer, rows) {
  const given = isObject(answer) && isObject(answer.rating) ? answer.rating : {};
  const known = rows.filter((row) => Object.hasOwn(given, row.id)
    && row.levels.some((level) => level.id === given[row.id]));
  return Object.fromEntries(known.map((row) => [row.id, given[row.id]]));
}

function levels(row, spec, choose) {
  const words = spec.words?.rubric?.[row.id] || {};
  const name = freshId("lsdg-row");
  const inputs = row.levels.map((level) => h("input", { type: "radio", name, value: level.id,
    onchange: () => choose(level.id) }));
  const node = h("fieldset", { class: "lsdg-open-row" },
    h("legend", null, words.title ?? row.id),
    row.levels.map((level, at) => h("label", null, inputs[at],
      h("span", null, words.levels?.[level.id] ?? level.id))));
  return {
    id: row.id,
    node,
    show(chosen, written) {
      node.disabled = !written;
      for (const input of inputs) input.checked = input.value === chosen;
    },
  };
}

function examples(spec, t) {
  const words = spec.words?.examples;
  return ["strong", "weak"].filter((name) => words?.[name]).map((name) =>
    h("details", { class: "lsdg-open-example" },
      h("summary", null, t(`open_${name}`)),
      h("div", { class: "lsdg-open-text" }, String(words[name].text ?? "").split("\n\n").map((part) => h("p", null, part))),
      h("ul", null, Object.entries(words[name].notes || {}).map(([row, note]) =>
        h("li", null, h("strong", null, spec.words?.rubric?.[row]?.title ?? row), ": ", note)))));
}
