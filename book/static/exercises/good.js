// "One good answer" below an exercise: offered after the third check or at full points, loaded when it is opened.
// Pages of an edition for graded cohorts have no place for it.

const ENOUGH = 3; // checks; they are counted while the page is open, and not kept

/** @type {Map<string, number>} */
const checks = new Map();

/**
 * An answer was checked: offer the good one, if it is time and the page has a place for it.
 * @param {string} slug
 * @param {{ score: number | null, points: number }} found
 * @param {{ isRecalled?: boolean }} [how] isRecalled: it was checked at an earlier visit; nothing is said aloud
 */
export function offerGood(slug, { score, points }, { isRecalled = false } = {}) {
  const place = document.querySelector(`#exercise-${slug} .lsdg-good[hidden]`);
  if (!(place instanceof HTMLElement)) return;
  if (!isRecalled) checks.set(slug, (checks.get(slug) ?? 0) + 1);
  const isFull = points > 0 && score !== null && score >= points;
  if (!isFull && (checks.get(slug) ?? 0) < ENOUGH) return;
  place.hidden = false;
  const told = place.querySelector("[role=status]");
  // A live region speaks when its text changes while it is shown.
  if (told && !isRecalled) setTimeout(() => { told.textContent = place.dataset.ready ?? ""; }, 300);
  const box = place.querySelector("details");
  box?.addEventListener("toggle", () => { if (box.open) fill(place); });
}

/** @param {HTMLElement} place */
async function fill(place) {
  const into = place.querySelector(".lsdg-good-text");
  if (!into || into.querySelector("ul")) return;
  try {
    const reply = await fetch(new URL(place.dataset.good ?? "", document.baseURI));
    if (!reply.ok) throw new Error(String(reply.status));
    const { lines, good, open } = await reply.json();
    into.replaceChildren(paragraph(good), list(lines), ...(open ? [paragraph(open)] : []));
  } catch (problem) {
    console.error(problem);
    into.replaceChildren(paragraph(place.dataset.failed ?? ""));
  }
}

/** @param {string} text */
function paragraph(text) {
  const node = document.createElement("p");
  node.textContent = text;
  return node;
}

/** @param {string[]} lines */
function list(lines) {
  const node = document.createElement("ul");
  node.append(...lines.map((line) => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  }));
  return node;
}
