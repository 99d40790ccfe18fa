// What a reader has to know before writing: a second reading, points from elsewhere, what changed meanwhile.
import { fill, h } from "./dom.js";
import { compared } from "./read-rubric.js";

/**
 * @param {any} text
 * @param {string} reader
 * @param {Record<string, string>} words
 * @param {{goOn: () => void, decide: (reading: any) => void, keep: () => void, force: () => void}} act
 */
export function notice(text, reader, words, act) {
  const made = [];
  if (text.why) made.push(h("p", null, text.why));
  if (text.conflict) made.push(...conflict(text.conflict, words, act));
  else if (text.state === "elsewhere") {
    made.push(h("p", null, given(words.read_elsewhere, text, words)));
    if (!text.goesOn) made.push(h("button", { type: "button", onclick: act.goOn }, words.read_go_on));
  } else if (text.state === "changed") made.push(h("p", null, fill(words.read_text_changed, { points: text.given.points })));
  else if (text.state === "second") made.push(h("p", null, fill(words.read_second, { names: text.others.join(", ") })));
  else if (text.readings.length > 1) made.push(...several(text, reader, words, act));
  return made.length ? [h("div", { class: "note", role: "status" }, made)] : [];
}

/** @param {string} sentence @param {any} text @param {Record<string, string>} words */
function given(sentence, text, words) {
  const told = fill(sentence, { points: text.given?.points ?? "–" });
  return text.given?.comment ? `${told} ${fill(words.read_with_comment, { comment: text.given.comment })}` : told;
}

/** @param {any} now @param {Record<string, string>} words @param {any} act */
function conflict(now, words, act) {
  const by = now.readings.find((/** @type {any} */ one) => one.counts)?.reader;
  const told = now.given?.points === null || !now.given ? words.read_conflict_none : given(words.read_conflict, now, words);
  return [
    h("p", { role: "alert" }, told, by && ` ${fill(words.read_conflict_by, { name: by })}`),
    h("p", { class: "tools" }, h("button", { type: "button", onclick: act.keep }, words.read_conflict_keep), h("button", { type: "button", onclick: act.force }, words.read_conflict_force)),
  ];
}

/** Several readings of a text. @param {any} text @param {string} reader @param {Record<string, string>} words @param {any} act */
function several(text, reader, words, act) {
  const readings = text.readings.filter((/** @type {any} */ one) => one.kind === "reading");
  const head = text.decided ? fill(words.read_decided, { points: text.given?.points ?? "–" }) : text.state === "differ" ? words.read_differ : words.read_agree;
  const made = [h("p", null, head)];
  if (text.state !== "differ") return made;
  const mine = readings.find((/** @type {any} */ one) => one.reader === reader);
  const buttons = readings
    .filter((/** @type {any} */ one) => one !== mine)
    .map((/** @type {any} */ one) => h("button", { type: "button", onclick: () => act.decide(one) }, fill(words.read_decide, { name: one.reader })));
  if (mine) buttons.push(h("button", { type: "button", onclick: () => act.decide(mine) }, words.read_decide_above));
  return [...made, compared(text, text.readings, words), h("p", { class: "tools" }, buttons)];
}
