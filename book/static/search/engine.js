// Finds places of the book: with all words, as they are or begin; where these are few, with words near to them,
// then with some of them.
(function () {
  "use strict";
  const search = (globalThis.lsdgSearch ??= /** @type {any} */ ({}));
  const MOST = 300;
  const FEW = 8;
  // Of places that hold the words alike, what explains stands before what only mentions.
  const WORTH = { module: 1.2, lesson: 1.15, goal: 1.3, term: 1.3, exercise: 1.1, target: 1.1, indicator: 0.9 };

  /** @type {SearchScripts["options"]} */
  search.options = (words) => ({
    fields: ["title", "codes", "page", "text"],
    storeFields: [],
    tokenize: words.indexed,
    processTerm: (term) => term,
    searchOptions: { boost: { title: 4, codes: 12, page: 1.5, text: 1 }, tokenize: (term) => [term] },
  });

  /** @type {SearchScripts["engine"]} */
  search.engine = (data) => {
    const words = search.words(data.goalWords);
    const whole = unpacked(data.index);
    const index = MiniSearch.loadJS(whole, search.options(words));
    const vocabulary = whole.index.map((entry) => entry[0]);
    const common = new Set(data.common);
    /** @type {Map<string, string[]> | undefined} */
    let stems;
    const boostDocument = (id) => WORTH[data.places[id][2]] ?? 1;

    const begins = ({ term, kind, last }) => (kind === "signs" ? last : kind === "word" && !/^\d+$/.test(term) && (last || term.length > 2));
    const exact = (one) => ({ combineWith: "OR", queries: [{ queries: [one.term], prefix: begins(one) }, ...relatives(one)] });
    const ask = (combineWith, queries) =>
      index.search({ combineWith, queries }, { boostDocument }).slice(0, MOST).map(({ id, score, terms }) => ({ place: id, score, terms: new Set(terms) }));

    return {
      data,
      marks: words.marks,
      find(text) {
        const written = words.asked(text);
        const telling = written.filter(({ term }) => !common.has(term));
        const asked = telling.length ? telling : written;
        if (!asked.length) return { by: "all", hits: [] };
        const all = titled(ask("AND", asked.map(exact)), written);
        if (all.length >= FEW) return { by: "all", hits: all };
        const around = asked.map((one) => loose(one, exact(one), vocabulary));
        const near = more(all, ask("AND", around));
        const some = near.length >= FEW || asked.length === 1 ? near : more(near, ask("OR", around));
        const by = all.length ? (some.length > all.length ? "few" : "all") : near.length ? "near" : "some";
        return { by, hits: some };
      },
    };

    /** Words of the same stem: who asks for a city also wants cities. */
    function relatives({ term, kind }) {
      if (kind !== "word" || data.language !== "en" || !search.stem || term.length < 4) return [];
      stems ??= grouped(vocabulary, search.stem);
      return (stems.get(search.stem(term)) ?? []).filter((word) => word !== term);
    }

    /** A place whose title is what was asked for stands first. */
    function titled(hits, written) {
      const wanted = written.map(({ term }) => term).join(" ");
      for (const hit of hits) {
        const title = words.indexed(data.places[hit.place][3]).join(" ");
        if (title === wanted) hit.score *= 4;
        else if (title.startsWith(`${wanted} `)) hit.score *= 2.5;
        else if (written.every(({ term }) => ` ${title} `.includes(` ${term} `))) hit.score *= 2;
      }
      return hits.sort((one, other) => other.score - one.score);
    }
  };

  function grouped(words, key) {
    /** @type {Map<string, string[]>} */
    const groups = new Map();
    for (const word of words) groups.set(key(word), [...(groups.get(key(word)) ?? []), word]);
    return groups;
  }

  /** Those found first, then the others. */
  function more(hits, others) {
    const there = new Set(hits.map(({ place }) => place));
    return [...hits, ...others.filter(({ place }) => !there.has(place))];
  }

  /** MiniSearch's own form of an index that `pack.mjs` of the build has packed. */
  function unpacked({ terms, ...frame }) {
    const index = [];
    for (let at = 0; at < terms.length; at += 2) {
      const fields = {};
      for (const part of terms[at + 1].split(";")) {
        const [field, gaps] = part.split(":");
        const places = (fields[field] = {});
        let place = -1;
        for (const one of gaps?.split(" ") ?? []) {
          const [gap, count] = one.split("*");
          place += Number(gap);
          places[place] = Number(count ?? 1);
        }
      }
      index.push([terms[at], fields]);
    }
    const documentIds = Object.fromEntries(Array.from({ length: frame.nextId }, (_, number) => [number, number]));
    return { ...frame, documentIds, storedFields: {}, index };
  }

  /** The word, words a slip of the finger away from it, and words of which it is a part. */
  function loose({ term, kind }, exact, vocabulary) {
    if (kind !== "word" || /\d/.test(term) || term.length < 3) return exact;
    const fuzzy = term.length < 4 ? 0 : term.length < 7 ? 1 : 2;
    const around = term.length < 4 ? [] : vocabulary.filter((word) => word.indexOf(term) > 0).slice(0, 30);
    return { combineWith: "OR", queries: [{ queries: [term], prefix: true, fuzzy }, ...around] };
  }
})();
