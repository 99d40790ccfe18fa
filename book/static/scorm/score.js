// A lesson's points as platforms take them, and each check as one "interaction". What counts is the last check of an
// exercise; own words are marked as for a person.

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"; // 1.2 has one sign for an option
const LONGEST = 255; // characters of an id or a response in 1.2

/**
 * Points of these exercises together: { score, points, percent }. An exercise that was not checked has none.
 * @param {{ points: number, mark: [number, number, boolean] | null }[]} exercises
 */
export function total(exercises) {
  const sum = (list) => rounded(list.reduce((all, one) => all + one, 0), 2);
  const points = sum(exercises.map((one) => one.points));
  // Of an earlier version the share counts: it may have had other points.
  const score = sum(exercises.map(({ points: worth, mark }) => earned(worth, mark)));
  return { score, points, percent: points > 0 ? rounded((100 * score) / points, 2) : 0 };
}

function earned(worth, mark) {
  if (!mark || !(mark[1] > 0)) return 0;
  return mark[1] === worth ? mark[0] : rounded((worth * mark[0]) / mark[1], 2);
}

/**
 * As localsdg.records.rounded: a half goes to the even digit.
 * @param {number} value
 * @param {number} digits
 */
export function rounded(value, digits) {
  const scale = 10 ** digits;
  const whole = Math.floor(Math.abs(value) * scale);
  const over = Math.abs(value) * scale - whole - 0.5;
  const up = Math.abs(over) < 1e-9 ? whole % 2 === 1 : over > 0;
  return (Math.sign(value) * (whole + (up ? 1 : 0))) / scale;
}

/**
 * What one check found, in the words of SCORM.
 * @param {Spec} spec
 * @param {CheckRecord} record
 * @param {Json} answer that was checked
 * @param {boolean} isNew SCORM 2004?
 */
export function interaction(spec, record, answer, isNew) {
  const question = (spec.parameters?.questions ?? []).find(({ id }) => id === record.id);
  const given = question ? answer?.answers?.[question.id] : undefined;
  const [type, response] = responseOf(question, given, isNew) ?? [isNew ? "other" : "performance", plain(record.message ?? record.state)];
  return { id: name(spec.slug, record.id), type, response, weighting: String(record.points), result: resultOf(record, isNew) };
}

/**
 * Own words: there is something for a person to read, or there is not yet.
 * @param {Spec} spec
 * @param {boolean} isWritten
 * @param {boolean} isNew
 */
export function openHalf(spec, isWritten, isNew) {
  return { id: name(`${spec.slug}-open`), type: isNew ? "other" : "performance", weighting: "0", result: "neutral",
    response: isWritten ? "for-a-person" : "not-written" };
}

function name(...parts) {
  return parts.join(".").replace(/[^\w.-]/g, "_").slice(0, LONGEST);
}

function resultOf(record, isNew) {
  if (record.state === "met") return "correct";
  if (record.state === "unmet") return isNew ? "incorrect" : "wrong";
  if (record.state === "partly" && record.points > 0) return String(rounded((record.earned ?? 0) / record.points, 2));
  return "neutral";
}

/** Type and response of a question that SCORM has a type for; null: it has none for what was given. */
function responseOf(question, given, isNew) {
  if (!question || given === undefined || given === null) return null;
  const options = question.options ?? [];
  if (question.type === "number") {
    const number = Number(String(given).trim().replace(",", "."));
    return Number.isFinite(number) && Math.abs(number) < 1000 ? ["numeric", String(rounded(number, 6))] : null;
  }
  if (options.length > LETTERS.length || (question.items ?? []).length > LETTERS.length) return null;
  const sign = (list, one) => (isNew ? plain(one) : LETTERS[list.indexOf(one)]);
  const known = (list, one) => list.includes(one);
  if (question.type === "matching" && typeof given === "object") {
    const pairs = Object.entries(given).filter(([item, option]) => known(question.items, item) && known(options, option));
    return ["matching", joined(pairs.map(([item, option]) => `${sign(question.items, item)}${isNew ? "[.]" : "."}${sign(options, option)}`), isNew)];
  }
  const chosen = (Array.isArray(given) ? given : [given]).filter((one) => known(options, one));
  return ["choice", joined(chosen.map((one) => sign(options, one)), isNew)];
}

function joined(parts, isNew) {
  return parts.join(isNew ? "[,]" : ",").slice(0, isNew ? 4000 : LONGEST);
}

function plain(text) {
  return String(text).replace(/[^\w-]/g, "_").slice(0, LONGEST);
}

/**
 * How long somebody has worked, as SCORM writes it.
 * @param {number} milliseconds
 * @param {boolean} isNew
 */
export function duration(milliseconds, isNew) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (isNew) return `PT${hours}H${minutes}M${rest}S`;
  return [String(hours).padStart(4, "0"), String(minutes).padStart(2, "0"), String(rest).padStart(2, "0")].join(":");
}
