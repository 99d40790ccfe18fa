// Numbers as people type them, in any script's digits. localsdg/typed.py reads them in the same way for notebook and
// grader; tests/tables/typed_numbers.json holds both to it.

// Where the digits of other scripts begin, as in typed.py.
const ZEROS = [0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20,
  0x1040, 0x17E0, 0xFF10];
const DECIMAL = "\u066b"; // the Arabic sign before decimals
const LONGEST = 60; // signs of a text that is a number
const OTHER_NUMBER = /[<>\u2264\u2265\u00b1^*=\u00d7\u00bd\u00bc\u00be\u2153\u2154\u215b\u4e07\u5104\u4ebf\u5343\u767e]/;
const SIZES = ["thous", "mill", "mili", "bill", "trill", "tausend", "lakh", "crore", "hundred", "dozen",
  "тыс", "млн", "млрд", "ألف", "مليون", "हज़ार", "हजार", "लाख", "करोड़"];
const WHOLE_SIZES = ["k", "m", "mn", "bn", "bln", "mln", "mrd", "mia", "mio", "tsd", "mil", "mila"];
// The sign between thousands, where all who write a language agree on it; Spanish and French do not.
const BETWEEN_THOUSANDS = {
  ",": ["en", "zh", "ja", "ko", "hi", "bn", "th"],
  ".": ["de", "it", "nl", "pt", "id", "tr", "da", "el", "vi"],
};
const LETTER = /[a-z\u00c0-\u{10ffff}]/iu;

/**
 * The numbers that a typed text may mean: none, one, or two of which one is meant. Words around the number ("about",
 * a unit) are allowed; language is the page's.
 * @param {string} typed
 * @param {string} [language]
 * @returns {number[]}
 */
export function readings(typed, language = "en") {
  if ([...typed].length > LONGEST) return [];
  const text = plain(typed).replace(/^ +| +$/g, "").replace(/(m2|m3|km2|co2)$/i, "");
  const found = text.match(/^([^0-9]*)([0-9](?:.*[0-9])?)([^0-9]*)$/s);
  if (!found) return [];
  const [, before, core, after] = found;
  const hasLetter = LETTER.test(before.replace(/[€₹₽₺\u066b]/g, ""));
  const minus = before.split("-").length - 1;
  if (minus > 1 || (minus === 1 && hasLetter) || !isUnit(before) || !isUnit(after) || after.startsWith("+")) return [];
  let values = ofCore(core, language);
  if (/[.,\u066b]$/.test(before) && !hasLetter) values = /^\d+$/.test(core) ? [Number(`0.${core}`)] : [];
  return values.filter((value) => value <= 1e15).map((value) => minus && value ? -value : value);
}

/** With ASCII digits, one sign for each kind of space, apostrophe and minus. */
function plain(text) {
  return [...text].map((sign) => {
    const place = sign.codePointAt(0) ?? 0;
    const zero = ZEROS.find((first) => first <= place && place <= first + 9);
    return zero === undefined ? sign : String(place - zero);
  }).join("").replace(/[\uff0c\u060c]/g, ",").replace(/\uff0e/g, ".").replace(/[\u2212\uff0d\u2013]/g, "-")
    .replace(/[\t\n\r\u00a0\u202f\u2009\u2007\u2008\u2002\u2003\u3000]/g, " ").replace(/[\u2019\u2018\u02bc_\u066c]/g, "'");
}

/** Whether words beside a number leave it the number that it is; four of them at most. */
function isUnit(text) {
  if (OTHER_NUMBER.test(text)) return false;
  const words = text.replace(/[A-Z]/g, (sign) => sign.toLowerCase()).split(/[ .,()]/).filter(Boolean);
  return words.length <= 4
    && !words.some((word) => WHOLE_SIZES.includes(word) || SIZES.some((size) => word.startsWith(size)));
}

/** The readings of digits with signs between them. */
function ofCore(core, language) {
  if (!/^\d+(?:[.,' \u066b]\d+)*$/.test(core)) return []; // "4, 6" are two numbers
  const runs = core.split(/[^0-9]/);
  const signs = core.split(/[0-9]+/).slice(1, -1);
  if (!signs.length) return [Number(core)];
  if (signs.length === 1) return ofTwo(runs, signs[0], language);
  const earlier = signs.slice(0, -1);
  const last = signs[signs.length - 1];
  if (earlier.some((sign) => sign !== earlier[0])) return [];
  if (last === earlier[0]) return areGroups(runs, last) ? [Number(runs.join(""))] : [];
  if (!".,\u066b".includes(last) || !areGroups(runs.slice(0, -1), earlier[0])) return [];
  return [Number(`${runs.slice(0, -1).join("")}.${runs[runs.length - 1]}`)];
}

function ofTwo(runs, sign, language) {
  const grouped = areGroups(runs, sign) ? [Number(runs.join(""))] : [];
  if (" '".includes(sign)) return grouped;
  const decimal = Number(runs.join("."));
  if (!grouped.length) return [decimal];
  return BETWEEN_THOUSANDS[sign].includes(language.split("-")[0]) ? grouped : [...grouped, decimal];
}

/** Whether runs of digits are thousands (in India also 12,34,567). */
function areGroups(runs, sign) {
  const last = runs[runs.length - 1];
  if (sign === DECIMAL || runs[0].startsWith("0") || runs[0].length > 3 || last.length !== 3) return false;
  const middle = runs.slice(1, -1);
  return middle.every((run) => run.length === 3)
    || (middle.every((run) => run.length === 2) && runs[0].length < 3 && sign === ",");
}
