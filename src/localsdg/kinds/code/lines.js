// Where code gives a variable its value.

/**
 * The number of the last line (from 1) that assigns to a variable; 0 if none does. Lines of a text in quotation marks are
 * taken for code: it is a mark, and nothing is judged by it.
 * @param {string} code
 * @param {string} name
 */
export function lineOf(code, name) {
  const assigns = new RegExp(`^\\s*(?:[\\w, ]*,\\s*)?${name}\\s*(?:,[\\w, ]*)?(?::[^=]*)?=(?!=)`);
  return code.split("\n").findLastIndex((line) => assigns.test(line)) + 1;
}
