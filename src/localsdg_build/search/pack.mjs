// Makes MiniSearch's index small: a poor line brings it. `unpacked` in engine.js is its other half.
const COMMON = 0.2; // a word in more than so many texts tells nothing: it is found in titles alone

/** `{index, common}`: the index with each word's places in one text, and the words that count in titles alone. */
export function packed({ index, documentIds, storedFields, ...frame }) {
  const text = String(frame.fieldIds.text);
  const most = COMMON * frame.documentCount;
  const common = [];
  const terms = index.map(([term, fields]) => {
    if (Object.keys(fields[text] ?? {}).length > most) {
      common.push(term);
      const { [text]: _, ...others } = fields;
      return [term, pack(others)];
    }
    return [term, pack(fields)];
  });
  return { index: { ...frame, terms: terms.flat() }, common };
}

/** `field:gap gap*count …;field:…`: from each place to the next one, with how often the word stands there. */
function pack(fields) {
  const one = ([field, places]) => {
    let before = -1;
    const gaps = Object.entries(places).map(([place, count]) => {
      const gap = Number(place) - before;
      before = Number(place);
      return count === 1 ? gap : `${gap}*${count}`;
    });
    return `${field}:${gaps.join(" ")}`;
  };
  return Object.entries(fields).map(one).join(";");
}
