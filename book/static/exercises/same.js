// Are two answers the same?

/**
 * JSON with sorted keys: equal answers give equal texts.
 * @param {Json} value
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/**
 * What lies in an answer beside what is checked makes it no other one: the learner's own judgement of it, and an
 * answer to an earlier version of the exercise.
 * @param {Json} one
 * @param {Json} other
 */
export function isSameAnswer(one, other) {
  return canonical(checkable(one)) === canonical(checkable(other));
}

function checkable(answer) {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return answer;
  const { rating, earlier, ...rest } = answer;
  return rest;
}
