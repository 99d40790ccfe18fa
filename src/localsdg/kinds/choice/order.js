// In which order a learner sees options: another for each seed and each question, always the same for both.

/**
 * ids in the order that belongs to a seed and a place (the exercise and the question). Those in last keep their
 * order behind all others. Without a seed the order of the file stands, as on paper.
 * @param {string[]} ids
 * @param {string} place
 * @param {number | undefined} seed
 * @param {string[]} [last]
 * @returns {string[]}
 */
export function ordered(ids, place, seed, last = []) {
  if (seed === undefined) return ids;
  const moved = ids.filter((id) => !last.includes(id)).map((id) => ({ id, rank: hash(`${seed}/${place}/${id}`) }));
  moved.sort((one, other) => one.rank - other.rank);
  return [...moved.map(({ id }) => id), ...ids.filter((id) => last.includes(id))];
}

/** A number from 0 below 2^32 for a text: FNV-1a, then mixed, so that also a last letter moves all of it. */
function hash(text) {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
