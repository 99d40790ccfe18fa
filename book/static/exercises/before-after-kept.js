// What this browser keeps of a module's before-and-after test:
// { first: "a" or "b", forms: { a: { done, answers: { objective: { given, version } } }, b: … } }.
// A form is there once it was begun, and closed once it is done. Whatever is read here was perhaps written by somebody
// else: a loaded file, another program.

export const TEST = "localsdg-test:"; // by assignment
export const ASIDE = "localsdg-test-aside:"; // by assignment: what was kept and cannot be read
export const FORMS = ["a", "b"];
export const UNKNOWN = "unknown";
const MOST = 30; // answers of a form: no test has so many questions
const LONGEST = 80; // signs of an answer or an id

/**
 * What of this JSON is kept of a test, and nothing else; null if nothing is.
 * @param {Json} value
 * @returns {KeptTest | null}
 */
export function cleaned(value) {
  if (!isObject(value) || !FORMS.includes(value.first) || !isObject(value.forms)) return null;
  const found = FORMS.filter((form) => isObject(value.forms[form]) && isObject(value.forms[form].answers));
  if (found.length === 0) return null;
  return { first: value.first, forms: Object.fromEntries(found.map((form) => {
    const { done, answers } = value.forms[form];
    const good = Object.entries(answers).filter(([id, one]) => id.length <= LONGEST && isObject(one) && isGiven(one.given)
      && typeof one.version === "string" && one.version.length <= LONGEST).slice(0, MOST);
    return [form, { done: done === true,
      answers: Object.fromEntries(good.map(([id, { given, version }]) => [id, { given, version }])) }];
  })) };
}

function isGiven(value) {
  return typeof value === "string" ? value.length <= LONGEST : Number.isFinite(value);
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What is kept of a test here: null if nothing is, or nothing that can be read. Raises where storage is forbidden.
 * @param {string} assignment
 * @returns {KeptTest | null}
 */
export function keptTest(assignment) {
  try {
    return cleaned(JSON.parse(localStorage.getItem(TEST + assignment) ?? "null"));
  } catch (problem) {
    if (problem instanceof SyntaxError) return null;
    throw problem;
  }
}

/**
 * The same, where it does not matter whether there is any storage.
 * @param {string} assignment
 */
export function testIfAny(assignment) {
  try {
    return keptTest(assignment);
  } catch {
    return null;
  }
}

/**
 * Put away what is kept here and cannot be read; true if there was any. Raises where storage is forbidden or full.
 * @param {string} assignment
 */
export function putAside(assignment) {
  const text = localStorage.getItem(TEST + assignment);
  if (text === null || keptTest(assignment)) return false;
  localStorage.setItem(ASIDE + assignment, text);
  localStorage.removeItem(TEST + assignment);
  return true;
}

/**
 * What is kept here and what a file holds, as one: a form that is done is never reopened or replaced.
 * @param {KeptTest | null} here
 * @param {KeptTest} other
 * @returns {KeptTest}
 */
export function merged(here, other) {
  if (!here) return other;
  const forms = { ...here.forms };
  for (const form of FORMS) {
    const [own, its] = [here.forms[form], other.forms[form]];
    if (its && !own?.done) forms[form] = its.done || !own ? its : { done: false, answers: { ...own.answers, ...its.answers } };
  }
  return { first: here.first, forms };
}

/**
 * Would an answer that is kept here be another one then? Both any JSON.
 * @param {Json} here
 * @param {Json} next
 */
export function loses(here, next) {
  const [own, other] = [cleaned(here), cleaned(next)];
  return FORMS.some((form) => Object.entries(own?.forms[form]?.answers ?? {}).some(([id, { given }]) =>
    other?.forms[form]?.answers[id]?.given !== given));
}

/**
 * Is an answer right? As Question.is_right in localsdg/course/before_after.py.
 * @param {TestQuestion} question
 * @param {Json} given
 */
export function isRight({ type, right, tolerance = 0 }, given) {
  if (type === "single") return given === right;
  return typeof given === "number" && Number.isFinite(given) && Math.abs(given - right) <= tolerance + 1e-9;
}
