// What a platform is told of a lesson: the packed work, points, status, each check. Only what is new goes there.
import { CHECKED } from "../exercises/kept-check.js";
import { KEY } from "../exercises/kept.js";
import { codeOf } from "./codes.js";
import { countsOfTexts, json, markOf } from "./lesson.js";
import { isWritten } from "./own-words.js";
import { duration, interaction, openHalf, total } from "./score.js";
import { pack } from "./state.js";

const DONE = ["completed", "passed"];

export class Report {
  /**
   * @param {import("./lesson.js").Lesson} lesson
   * @param {import("./platform.js").Platform} platform
   * @param {Map<string, string>} values
   * @param {{ counted: string[], limit: number }} about counted: exercises whose points are this lesson's
   */
  constructor(lesson, platform, values, { counted, limit }) {
    this.lesson = lesson;
    this.platform = platform;
    this.values = values;
    this.counted = counted;
    this.limit = limit;
    this.began = Date.now();
    /** @type {Set<string>} */
    this.unreported = new Set(); // exercises whose last check the platform does not know
    /** @type {Map<number, { at: number, size: number }>} */
    this.places = new Map(); // by exercise: where its checks stand among the platform's
    this.next = 0;
  }

  /**
   * Bring the platform up to date: true if it has stored all.
   * @param {import("./device.js").Copy} copy its revision, groups and what is away are set
   * @param {{ learner: string, isStateHeld: boolean }} about isStateHeld: what the platform keeps must stay
   */
  send(copy, about) {
    const parts = [this.checks(copy), about.isStateHeld || this.state(copy, about.learner), this.score(), this.status()];
    if (this.platform.hasNew) this.time();
    return this.platform.commit() && parts.every(Boolean);
  }

  /** How long it took until now; and that it will go on. */
  time() {
    const { names, isNew } = this.platform;
    this.platform.set(names.time, duration(Date.now() - this.began, isNew));
    this.platform.set(names.exit, "suspend");
  }

  // ---- the work ----

  state(copy, learner) {
    const { names, sent } = this.platform;
    const same = this.packed(copy, learner);
    copy.away = same.away;
    if (same.text === sent.get(names.state)) return true;
    copy.revision += 1;
    const { text } = this.packed(copy, learner);
    return text !== "" && this.platform.set(names.state, text);
  }

  /**
   * The work as the platform keeps it, and the exercises (or NOTED) of which something found no room in it.
   * @param {import("./device.js").Copy} copy
   * @param {string} learner
   * @returns {{ text: string, away: string[] }}
   */
  packed(copy, learner) {
    const work = this.lesson.work(this.values, { ...copy, learner });
    const { text, texts, answers } = pack(work, this.lesson.codes, this.limit);
    const away = new Set(answers);
    let at = 0;
    for (const [slug, count] of countsOfTexts(work)) {
      for (const end = at + count; at < end; at += 1) if (texts.has(at)) away.add(String(slug));
    }
    return { text, away: [...away] };
  }

  // ---- points and status ----

  /** The counted exercises, each with what its last check gave. */
  marks() {
    return this.counted.map((slug) => {
      const spec = /** @type {Spec} */ (this.lesson.specs.get(slug));
      const points = (spec.checks ?? []).reduce((sum, check) => sum + check.points, 0);
      const answer = json(this.values.get(KEY + slug));
      const mark = markOf(json(this.values.get(CHECKED + slug)), answer);
      return { slug, spec, points, answer, mark, isWritten: isWritten(answer, spec.texts ?? []) };
    });
  }

  score() {
    const { platform } = this;
    const marks = this.marks();
    const { points, percent } = total(marks);
    if (points === 0 || marks.every(({ mark }) => mark === null)) return true; // what nobody checked is no zero
    const { min, max, raw, scaled } = platform.names;
    return platform.set(min, "0") && platform.set(max, "100") && platform.set(raw, String(percent))
      && platform.set(scaled, String(percent / 100));
  }

  /** What was completed once stays so. */
  status() {
    const { status } = this.platform.names;
    if (DONE.includes(this.platform.sent.get(status) ?? "")) return true;
    return this.platform.set(status, this.isDone() ? "completed" : "incomplete");
  }

  /** Is every exercise checked, and every text written? */
  isDone() {
    return this.marks().every(({ points, mark, isWritten: hasWords }) => (points > 0 ? mark !== null : hasWords || mark !== null));
  }

  // ---- each check ----

  /**
   * Find the place of each exercise's checks behind those that the platform has from earlier openings.
   * @param {import("./device.js").Copy} copy
   */
  place(copy) {
    const count = Number(this.platform.get("cmi.interactions._count")) || 0;
    const sum = copy.groups.reduce((all, [, size]) => all + size, 0);
    if (sum !== count) copy.groups = count === 0 ? [] : [[0, count]]; // another attempt, or they were not kept
    this.places.clear();
    this.next = 0;
    for (const [code, size] of copy.groups) {
      this.places.set(code, { at: this.next, size });
      this.next += size;
    }
  }

  checks(copy) {
    for (const slug of this.unreported) {
      if (!this.check(slug, copy)) return false;
      this.unreported.delete(slug);
    }
    return true;
  }

  check(slug, copy) {
    const spec = /** @type {Spec} */ (this.lesson.specs.get(slug));
    const check = json(this.values.get(CHECKED + slug));
    const { isNew } = this.platform;
    if (!check?.records) return true;
    // A check that only advises is silent at times: it keeps its place all the same.
    const silent = ({ id, points }) => ({ id, points, state: "advice", earned: 0, message: "nothing", text: "" });
    const found = (spec.checks ?? []).map((one) => interaction(
      spec, check.records.find(({ id }) => id === one.id) ?? silent(one), check.answer, isNew));
    if (spec.rubric?.length) found.push(openHalf(spec, isWritten(check.answer, spec.texts ?? []), isNew));
    const { at } = this.placeOf(codeOf(slug), found.length, copy);
    return found.every((one, more) => this.interaction(`cmi.interactions.${at + more}`, one));
  }

  /** @returns {{ at: number, size: number }} */
  placeOf(code, size, copy) {
    const known = this.places.get(code);
    if (known && known.size === size) return known;
    const fresh = { at: this.next, size };
    // Of an earlier version of the exercise: its checks stay where they are, and are nobody's.
    copy.groups = [...copy.groups.map(([one, count]) => [one === code ? 0 : one, count]), [code, size]];
    this.next += size;
    this.places.set(code, fresh);
    return fresh;
  }

  interaction(path, { id, type, weighting, response, result }) {
    const { platform } = this;
    const answer = platform.isNew ? "learner_response" : "student_response";
    return [["id", id], ["type", type], ["weighting", weighting], [answer, response], ["result", result]]
      .every(([name, value]) => platform.set(`${path}.${name}`, value));
  }
}
