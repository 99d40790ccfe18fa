// The seed by which this browser shuffles options: made once, kept, and taken over with work from a file.

export const ORDER = "localsdg-order";
const ORDERS = 1000; // seeds: so few that none tells who somebody is; localsdg.beside.ORDERS

/**
 * @param {Json} value
 * @returns {boolean}
 */
export function isOrder(value) {
  return Number.isInteger(value) && value >= 0 && value < ORDERS;
}

/**
 * This browser's seed; undefined where nothing can be kept: then the order is that of the file.
 * @returns {number | undefined}
 */
export function ownOrder() {
  try {
    const kept = keptOrder();
    if (kept !== undefined) return kept;
    localStorage.setItem(ORDER, String(Math.floor(Math.random() * ORDERS)));
    return keptOrder();
  } catch {
    return undefined;
  }
}

/**
 * The seed that is kept here; undefined if there is none. Raises where storage is forbidden.
 * @returns {number | undefined}
 */
export function keptOrder() {
  const text = localStorage.getItem(ORDER) ?? "";
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}
