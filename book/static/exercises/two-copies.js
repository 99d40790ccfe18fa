// The same work in two places, the pages and a notebook: which of two answers is the newer one. Pure.
import { canonical } from "./hand-in-notebook.js";

/**
 * A short hash of a value; equal values give equal ones.
 * @param {Json} value
 * @returns {string}
 */
export function fingerprint(value) {
  let high = 0xdeadbeef, low = 0x41c6ce57; // cyrb53, public domain: no page on plain http has a better one
  for (const sign of canonical(value)) {
    const code = sign.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

/**
 * Which keys differ, and where each was changed since both were alike: in the notebook ("there"), on the pages
 * ("here"), or in both. alike: { key: fingerprint } of what both had then.
 * @param {Record<string, Json>} here
 * @param {Record<string, Json>} there
 * @param {Record<string, string>} alike
 * @returns {{ here: string[], there: string[], both: string[] }}
 */
export function changed(here, there, alike) {
  /** @type {{ here: string[], there: string[], both: string[] }} */
  const found = { here: [], there: [], both: [] };
  for (const key of new Set([...Object.keys(here), ...Object.keys(there)])) {
    const [mine, other] = [here[key] ?? null, there[key] ?? null];
    if (canonical(mine) === canonical(other)) continue;
    if (other === null || fingerprint(other) === alike[key]) found.here.push(key);
    else if (mine === null || fingerprint(mine) === alike[key]) found.there.push(key);
    else found.both.push(key);
  }
  return found;
}
