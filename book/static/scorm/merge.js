// Two copies of a lesson's work, the platform's and this device's, as one: of each exercise the one that was changed
// last. What loses and is nowhere else is put aside, never thrown away.
import { TEST } from "../exercises/before-after-kept.js";
import { KEY } from "../exercises/kept.js";
import { ORDER } from "../exercises/order.js";
import { withAside } from "./device.js";
import { NOTED, WHOLE, json } from "./lesson.js";
import { filled } from "./own-words.js";

/**
 * @typedef {import("./device.js").Copy} Copy
 */

/**
 * @param {import("./lesson.js").Lesson} lesson
 * @param {Copy | null} theirs what the platform keeps
 * @param {Copy | null} ours what this device keeps
 * @returns {Copy & { fresh: string[] }} fresh: exercises of which the platform does not have the last change
 */
export function merged(lesson, theirs, ours) {
  /** @type {Copy} */
  const nothing = { values: {}, times: {}, holes: {}, groups: [], revision: 0, isSent: true };
  const [platform, device] = [theirs ?? nothing, ours ?? nothing];
  /** @type {Copy & { fresh: string[] }} */
  const found = { fresh: [], ...nothing, values: {}, times: {}, holes: {}, groups: platform.groups, aside: device.aside,
    revision: Math.max(platform.revision, device.revision) };
  const order = platform.values[ORDER] ?? device.values[ORDER];
  if (order !== undefined) found.values[ORDER] = order;
  for (const slug of [...lesson.specs.keys(), NOTED]) take(lesson, slug, platform, device, found);
  found.isSent = found.fresh.length === 0;
  return found;
}

function take(lesson, slug, platform, device, found) {
  const [theirs, ours] = [platform, device].map((copy) => (slug in copy.times || lesson.keys(slug).some((key) => key in copy.values)
    ? copy.times[slug] ?? 0 : -1));
  const isOurs = ours >= theirs && ours >= 0;
  const from = isOurs ? device : platform;
  for (const key of lesson.keys(slug)) if (key in from.values) found.values[key] = from.values[key];
  if (slug in from.times) found.times[slug] = from.times[slug];
  if (from.holes[slug]?.length) found.holes[slug] = from.holes[slug];
  if (isOurs && (ours > theirs || !device.isSent)) found.fresh.push(slug);
  if (!isOurs && ours >= 0) complete(lesson, slug, device, found);
}

/** The platform's is newer: what is missing in it may be here, and what is here may be nowhere else. */
function complete(lesson, slug, device, found) {
  const [key] = lesson.keys(slug);
  const mine = json(device.values[key]);
  if (mine === null) return;
  const holes = found.holes[slug] ?? [];
  const before = json(found.values[key]);
  const { answer, holes: left } = before === null && holes.includes(WHOLE) ? { answer: mine, holes: [] } : filled(before, holes, mine);
  if (answer !== null) found.values[key] = JSON.stringify(answer);
  if (before === null && answer !== null) for (const one of lesson.keys(slug)) if (one in device.values) found.values[one] ??= device.values[one];
  if (left.length > 0) found.holes[slug] = left;
  else delete found.holes[slug];
  const isElsewhere = device.isSent && !(device.away ?? []).includes(slug);
  if (!isElsewhere && found.values[key] !== device.values[key]) found.aside = withAside(found.aside, slug, mine);
}

/**
 * Is there anything of a learner's in this copy?
 * @param {Copy | null} copy
 */
export function holdsWork(copy) {
  return copy !== null && Object.keys(copy.values).some((key) => key.startsWith(KEY) || key.startsWith(TEST) || key.includes(NOTED));
}
