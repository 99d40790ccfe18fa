// In a workshop answers are checked by the trainer's laptop: this stands in the place of the page's own checker.js,
// with the same functions, and no Python is fetched.

const LIMIT = 15000; // ms: forty may ask at once

/**
 * As checker.js of the page: { type: "checked", records, score, points, first } or { type: "problem", problem }.
 * @param {string} slug
 * @param {unknown} answer
 * @param {unknown} first
 * @returns {Promise<Record<string, any>>}
 */
export async function checkAnswer(slug, answer, first) {
  const body = JSON.stringify({ slug, language: document.documentElement.lang || "en",
    answer: JSON.stringify(answer ?? null), first: JSON.stringify(first ?? null) });
  try {
    const reply = await fetch("/workshop/check", { method: "POST", body, signal: AbortSignal.timeout(LIMIT) });
    if (reply.ok) return { type: "checked", ...await reply.json() };
    return { type: "problem", problem: reply.status === 500 ? "check_broken" : "check_offline" };
  } catch {
    return { type: "problem", problem: "check_offline" };
  }
}

/** There is nothing to prepare. */
export function prepare() {}
