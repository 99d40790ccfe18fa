// Cuts a text into the words that the search knows: alike when the index is made and when somebody asks.
//
// A code is one word ("11.2.1"), and is found by what it belongs to ("11.2"). Signs of languages that write
// no spaces are cut into pairs, each with the sign after it. All else are words without case and accents.
(function () {
  "use strict";
  const search = (globalThis.lsdgSearch ??= /** @type {any} */ ({}));
  const SCRIPTS = ["Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar"];
  const SIGN = SCRIPTS.map((name) => `\\p{Script=${name}}`).join("");
  const LETTER = `(?:(?![${SIGN}])[\\p{L}\\p{N}\\p{M}])`;
  const PIECES = new RegExp(
    [
      `(?<code>(?<![\\p{L}\\p{N}.])\\d{1,2}\\.(?:\\d{1,2}|[a-z])(?:\\.\\d{1,2})?(?![\\p{L}\\p{N}]))`,
      `(?<signs>[${SIGN}][${SIGN}\\p{M}]*)`,
      // "association's" is found as "association"
      `(?<word>${LETTER}+)(?:['’]${LETTER}{1,2}(?!${LETTER}))?`,
    ].join("|"),
    "giu",
  );

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /** @param {string} text @returns {SearchPiece[]} */
  function pieces(text) {
    return [...text.matchAll(PIECES)].map(({ 0: all, index: start, groups = {} }) => {
      const kind = groups.code ? "code" : groups.signs ? "signs" : "word";
      return { kind, text: groups[kind], start, end: start + all.length };
    });
  }

  /** The pairs of a run of signs, each with the place of its beginning and end in the run. */
  function pairs(run) {
    let at = 0;
    const signs = run.match(/\P{M}\p{M}*/gu) ?? [run];
    return signs.map((sign, place) => {
      const pair = sign + (signs[place + 1] ?? "");
      at += sign.length;
      return { term: pair.normalize("NFKC").toLowerCase(), start: at - sign.length, end: at - sign.length + pair.length };
    });
  }

  /** "11.2.1" is also found by "11.2". */
  const codes = (text) => [text, ...(text.split(".").length > 2 ? [text.slice(0, text.lastIndexOf("."))] : [])];

  /** A term for "SDG 11", "Goal 11": neither word nor number alone says it. */
  const goal = (number) => `goal:${Number(number)}`;

  /** @type {SearchScripts["words"]} */
  search.words = (goalWords) => {
    const names = goalWords.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|");
    // Not "Goal 11.2": that is a target.
    const goals = new RegExp(`(?<!\\p{L})(?:${names})[\\s\u00a0]?(\\d{1,2})(?![\\d]|\\.[\\da-z])`, "giu");

    function indexed(text) {
      const found = [...text.matchAll(goals)].map((match) => goal(match[1]));
      for (const one of pieces(text)) {
        if (one.kind === "signs") found.push(...pairs(one.text).map(({ term }) => term));
        else if (one.kind === "code") found.push(...codes(folded(one.text)));
        else found.push(folded(one.text));
      }
      return found;
    }

    function asked(text) {
      /** @type {SearchAsked[]} */
      const found = [];
      const rest = text.replace(goals, (_, number) => {
        found.push({ term: goal(number), kind: "goal", last: false });
        return " ";
      });
      for (const one of pieces(rest)) {
        if (one.kind !== "signs") found.push({ term: folded(one.text), kind: one.kind, last: false });
        else {
          const all = pairs(one.text);
          // The last sign alone stands for the end of a run; who asks for two signs means the pair.
          for (const { term } of all.length > 1 ? all.slice(0, -1) : all) {
            found.push({ term, kind: "signs", last: all.length === 1 });
          }
        }
      }
      const end = found.at(-1);
      if (end && /[\p{L}\p{M}\p{N}]$/u.test(text)) end.last = true; // it may still be being written
      return found;
    }

    /** Where words of the index stand in a text. */
    function marks(text, terms) {
      /** @type {[number, number][]} */
      const found = [];
      for (const match of text.matchAll(goals)) {
        if (terms.has(goal(match[1]))) found.push([match.index, match.index + match[0].length]);
      }
      for (const one of pieces(text)) {
        if (one.kind === "signs") {
          for (const { term, start, end } of pairs(one.text)) {
            if (terms.has(term)) found.push([one.start + start, one.start + end]);
          }
        } else if ((one.kind === "code" ? codes : (word) => [word])(folded(one.text)).some((term) => terms.has(term))) {
          found.push([one.start, one.end]);
        }
      }
      return joined(found);
    }
    return { indexed, asked, marks };
  };

  /** Marks that touch each other are one. */
  function joined(found) {
    /** @type {[number, number][]} */
    const done = [];
    for (const [start, end] of found.sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
      const before = done.at(-1);
      if (before && start <= before[1]) before[1] = Math.max(before[1], end);
      else done.push([start, end]);
    }
    return done;
  }
})();
