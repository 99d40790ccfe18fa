// A lesson's work as the text that a platform keeps (cmi.suspend_data), at most as long as it may be: points and what
// was chosen first; then what was written, as far as there is room.
//
// L1 <base64 of: learner (3 bytes), sum of the first block (4), its length, the block, sum of the second (4), it>.
// Both blocks are deflated. The second holds own words alone: cut off, the first is whole.
import { Inflate, deflateSync } from "../exercises/vendor/fflate.js";
import { Own, Reader, Writer, away, codeOf } from "./codes.js";

const FORM = "L1";
const FORMS = /^L\d+/;

/**
 * @typedef {object} Kept what is kept of an exercise
 * @property {string | number} slug its number where the page has no such exercise
 * @property {string} version the beginning of the exercise's version that was answered
 * @property {number} at when it was changed last, in minutes since 2026
 * @property {[number, number, boolean] | null} mark score, points, is it of the answer as it stands?
 * @property {Json} answer with Own in it; `away`: on another device; null: none
 * @property {Json} first the first try at it, null if there is none
 */

/**
 * @typedef {object} Work
 * @property {string} learner
 * @property {number} revision how often this was written
 * @property {number | null} order the seed by which options are shuffled
 * @property {[number, number][]} groups the checks that were reported: exercise, how many
 * @property {Kept[]} exercises
 * @property {[number, number, Json][]} notes place, number of the question, Own
 */

/**
 * The text of this work, and which own words (in the order of the work) and answers found no room in it.
 * @param {Work} work
 * @param {import("./codes.js").Codes} codes
 * @param {number} limit characters
 * @returns {{ text: string, texts: Set<number>, answers: Set<string> }}
 */
export function pack(work, codes, limit) {
  const left = { firsts: false, texts: new Set(), answers: new Set() };
  for (;;) {
    const { text, texts, sizes } = packed(work, codes, left);
    if (text.length <= limit) return { text, texts: left.texts, answers: left.answers };
    if (!left.firsts) left.firsts = true;
    else if (!leaveOut(left.texts, texts) && !leaveOut(left.answers, sizes)) return { text: "", ...left };
  }
}

/** Leave out the largest one that is still there: false if there is none. */
function leaveOut(out, sizes) {
  const there = [...sizes].filter(([name, size]) => size > 0 && !out.has(name));
  if (there.length === 0) return false;
  out.add(there.reduce((one, other) => (other[1] > one[1] ? other : one))[0]);
  return true;
}

function packed(work, codes, left) {
  const { first, texts, sizes } = closedBlock(work, codes, left);
  const second = new Writer(codes);
  texts.forEach((text, at) => {
    if (text === null || left.texts.has(at)) second.count(0);
    else {
      const bytes = new TextEncoder().encode(text);
      second.count(bytes.length + 1);
      for (const byte of bytes) second.bytes.push(byte);
    }
  });
  const blocks = [first, second.bytes].map((bytes) => deflateSync(new Uint8Array(bytes), { level: 9 }));
  const all = new Writer(codes);
  const code = codeOf(work.learner);
  all.bytes.push(code >>> 16, (code >>> 8) & 255, code & 255, ...sumOf(blocks[0]));
  all.count(blocks[0].length);
  const bytes = [...all.bytes, ...blocks[0], ...sumOf(blocks[1]), ...blocks[1]];
  const named = new Map(texts.map((text, at) => [at, text === null ? 0 : text.length]));
  return { text: FORM + toBase64(bytes), texts: named, sizes };
}

function closedBlock(work, codes, left) {
  const writer = new Writer(codes);
  const sizes = new Map();
  writer.value([work.revision, work.order, work.groups]);
  writer.count(work.exercises.length);
  for (const { slug, version, at, mark, answer, first } of work.exercises) {
    const before = writer.bytes.length;
    const isAway = left.answers.has(slug);
    writer.value([typeof slug === "number" ? slug : codeOf(slug), version, at, mark, isAway ? away : answer, left.firsts ? null : first]);
    sizes.set(slug, answer === null || answer === away ? 0 : writer.bytes.length - before);
  }
  writer.value(work.notes);
  return { first: writer.bytes, texts: writer.texts, sizes };
}

/**
 * What a platform kept. problem: "none", "foreign" (none of ours), "newer" (of a later form), "damaged", "cut" (own
 * words are missing at the end) or null; other: it was kept for somebody else.
 * @param {string} text
 * @param {import("./codes.js").Codes} codes
 * @param {string} learner
 * @returns {{ work: Omit<Work, "learner"> | null, problem: string | null, other: boolean }}
 */
export function unpack(text, codes, learner) {
  const none = (problem) => ({ work: null, problem, other: false });
  if (!text) return none("none");
  if (!text.startsWith(FORM) || /^\d/.test(text.slice(FORM.length))) return none(FORMS.test(text) ? "newer" : "foreign");
  try {
    const bytes = fromBase64(text.slice(FORM.length));
    const head = new Reader(bytes, codes);
    const owner = (head.byte() << 16) + (head.byte() << 8) + head.byte();
    const sum = [head.byte(), head.byte(), head.byte(), head.byte()];
    const length = head.count();
    const first = bytes.subarray(head.at, head.at + length);
    if (first.length < length || !isSum(sum, first)) return none("damaged");
    const { work, texts } = readClosed(new Reader(inflated(first), codes));
    const isWhole = fill(texts, bytes.subarray(head.at + length), codes);
    return { work, problem: isWhole ? null : "cut", other: owner !== codeOf(learner) };
  } catch (problem) {
    console.error(problem);
    return none("damaged");
  }
}

function readClosed(reader) {
  const [revision, order, groups] = reader.value();
  const exercises = Array.from({ length: reader.length(16) }, () => {
    const [slug, version, at, mark, answer, first] = reader.value();
    return { slug, version, at, mark, answer, first };
  });
  return { work: { revision, order, groups, exercises, notes: reader.value() }, texts: reader.texts };
}

/** Put the own words of the second block into their places: is it whole? What is cut off stays null. */
function fill(texts, bytes, codes) {
  const isWhole = bytes.length >= 4 && isSum([...bytes.subarray(0, 4)], bytes.subarray(4));
  try {
    const reader = new Reader(inflated(bytes.subarray(4)), codes);
    for (const own of texts) {
      const length = reader.count();
      if (length === 0) continue;
      if (reader.at + length - 1 > reader.bytes.length) return false;
      own.text = new TextDecoder().decode(reader.bytes.subarray(reader.at, reader.at + length - 1));
      reader.at += length - 1;
    }
  } catch {
    return isWhole && texts.length === 0;
  }
  return isWhole;
}

/** What can be had of deflated bytes, which may be cut off. */
function inflated(bytes) {
  /** @type {Uint8Array[]} */
  const parts = [];
  const stream = new Inflate((part) => parts.push(part));
  try {
    stream.push(bytes, false);
  } catch {
    // Cut off: what came before is there.
  }
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}

// ---- sums and letters ----

/** CRC-32, as four bytes. */
function sumOf(bytes) {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return [24, 16, 8, 0].map((bits) => ((sum ^ -1) >>> bits) & 255);
}

function isSum(sum, bytes) {
  return sumOf(bytes).every((byte, at) => byte === sum[at]);
}

function toBase64(bytes) {
  const text = btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Letters behind the last whole byte, such as those of a text that was cut off, are left out. */
function fromBase64(text) {
  const clean = text.replaceAll("-", "+").replaceAll("_", "/").replace(/[^A-Za-z0-9+/].*$/s, "");
  const whole = clean.slice(0, clean.length - (clean.length % 4 === 1 ? 1 : 0));
  return Uint8Array.from(atob(whole), (letter) => letter.charCodeAt(0));
}
