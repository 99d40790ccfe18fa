// Shows what was found: a list of links, each with the sentence that holds the words, which are marked.
(function () {
  "use strict";
  const search = (globalThis.lsdgSearch ??= /** @type {any} */ ({}));
  const LONGEST = 220;

  /** The text in sentences, each with where it begins; a sentence never goes from one paragraph to the next. */
  function* sentences(text, language) {
    const cut = "Segmenter" in Intl ? new Intl.Segmenter(language, { granularity: "sentence" }) : null;
    let at = 0;
    for (const block of text.split("\n")) {
      if (!cut) yield block;
      else for (const { segment } of cut.segment(block)) yield segment.trimEnd();
      at += block.length + 1;
    }
  }

  /** The best sentence: with the most different words, the first of these. */
  search.excerpt = (text, marks, terms, language) => {
    let best = { sentence: "", found: /** @type {[number, number][]} */ ([]), worth: -1 };
    for (const sentence of sentences(text, language)) {
      const found = marks(sentence, terms);
      const worth = new Set(found.map(([start, end]) => sentence.slice(start, end).toLowerCase())).size;
      if (worth > best.worth && sentence) best = { sentence, found, worth };
    }
    return search.parts(...shortened(best.sentence, best.found));
  };

  /** A part of a long sentence, with the first mark in it. */
  function shortened(sentence, found) {
    if (sentence.length <= LONGEST) return /** @type {const} */ ([sentence, found]);
    const first = found[0]?.[0] ?? 0;
    let from = first > LONGEST / 2 ? first - Math.floor(LONGEST / 3) : 0;
    if (from) from = Math.max(from, sentence.lastIndexOf(" ", from) + 1);
    let to = Math.min(sentence.length, from + LONGEST);
    if (to < sentence.length && sentence.lastIndexOf(" ", to) > first) to = sentence.lastIndexOf(" ", to);
    const lead = from ? "… " : "";
    const move = lead.length - from;
    const kept = found.filter(([start, end]) => start >= from && end <= to).map(([start, end]) => [start + move, end + move]);
    return /** @type {const} */ ([lead + sentence.slice(from, to) + (to < sentence.length ? " …" : ""), kept]);
  }

  search.parts = (sentence, found) => {
    /** @type {SearchExcerpt} */
    const done = [];
    let at = 0;
    for (const [start, end] of found) {
      if (start > at) done.push({ text: sentence.slice(at, start), marked: false });
      done.push({ text: sentence.slice(start, end), marked: true });
      at = end;
    }
    if (at < sentence.length) done.push({ text: sentence.slice(at), marked: false });
    return done;
  };
})();
