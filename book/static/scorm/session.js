// One opening of a lesson in a platform: what is worked goes to the device at once and to the platform soon after, and
// comes from there at the beginning. It draws nothing.
import { CHECKED } from "../exercises/kept-check.js";
import { KEY } from "../exercises/kept.js";
import { withAside } from "./device.js";
import { WHOLE, now } from "./lesson.js";
import { holdsWork, merged } from "./merge.js";
import { unpack } from "./state.js";

const SAVED = 200; // ms until what is typed is on the device
const SENT = 1500; // ms until it goes to the platform
const AGAIN = [3000, 10000, 30000, 60000]; // ms until the next try, where the platform fails
const HELD = ["other", "newer"]; // what the platform keeps is somebody's, or of a later package: it stays

export class Session {
  /**
   * @param {{ lesson: import("./lesson.js").Lesson, platform: import("./platform.js").Platform, report: import("./report.js").Report,
   *   device: import("./device.js").Device, values: Map<string, string> }} parts
   * @param {{ fresh: (keys: string[]) => void, told: () => void }} hears fresh: these values have come from elsewhere;
   *   told: something is to be shown
   */
  constructor({ lesson, platform, device, report, values }, hears) {
    this.lesson = lesson;
    this.platform = platform;
    this.device = device;
    this.report = report;
    this.values = values;
    this.hears = hears;
    /** @type {import("./device.js").Copy} */
    this.copy = { values: {}, times: {}, holes: {}, groups: [], revision: 0, isSent: true, away: [] };
    this.learner = { id: "", name: "" };
    /** @type {Set<string>} */
    this.notes = new Set(); // what is to be said until it is settled
    this.state = { isKept: device.storage !== null, isSent: false, isAlone: true, isReview: false, at: 0 };
    /** @type {Record<string, import("./device.js").Copy | null>} */
    this.offered = {}; // by note: work that is somebody's, and perhaps this learner's
    this.other = ""; // what the platform keeps for another name
    this.failures = 0;
    this.timers = { save: 0, send: 0 };
  }

  /** Take what platform and device keep. Afterwards the page's modules may read it. */
  begin() {
    const isOpen = this.connect();
    if (!isOpen) this.use(merged(this.lesson, null, this.device.read()));
    else if (holdsWork(this.device.nameless())) this.offer("nameless", this.device.nameless());
    if (isOpen) this.later(0);
    else this.again();
    this.hears.told();
  }

  /** Begin with the platform: true if it answers. What was worked before is joined with what it keeps. */
  connect() {
    const { platform, device, lesson } = this;
    if (!platform.begin()) return false;
    const isLate = this.values.size > 0;
    const since = isLate ? this.current() : null;
    const isNameless = this.learner.id === "" && isLate;
    this.learner = { id: platform.get(platform.names.id), name: platform.get(platform.names.name) };
    device.learner(this.learner.id);
    this.state.isReview = ["browse", "review"].includes(platform.get(platform.names.mode));
    for (const name of ["status", "raw", "min", "max", "scaled"]) platform.get(platform.names[name]);
    const theirs = this.platformCopy();
    const ours = merged(lesson, theirs.copy, this.deviceCopy(theirs.isEmpty && !isLate));
    const found = since ? merged(lesson, ours, since) : ours;
    if (theirs.aside) found.aside = withAside(found.aside, ...theirs.aside);
    for (const slug of new Set([...ours.fresh, ...found.fresh])) if (lesson.specs.has(slug)) this.report.unreported.add(slug);
    this.use(found);
    if (isNameless) device.forgetNameless();
    this.report.place(this.copy);
    return true;
  }

  /**
   * What the platform keeps; and what cannot be used of it.
   * @returns {{ copy: import("./device.js").Copy | null, isEmpty: boolean, aside?: [string, string] }}
   */
  platformCopy() {
    const text = this.platform.get(this.platform.names.state);
    const { work, problem, other } = unpack(text, this.lesson.codes, this.learner.id);
    for (const note of ["foreign", "newer", "damaged", "cut", "other"]) this.notes.delete(note);
    if (problem && problem !== "none") this.notes.add(problem);
    this.other = other ? text : "";
    const copy = work ? this.lesson.copy(work) : null;
    if (other) this.offer("other", copy);
    const isUsed = problem === null || problem === "none";
    return { copy: other ? null : copy, isEmpty: problem === "none", ...(!isUsed && { aside: /** @type {[string, string]} */ ([problem, text]) }) };
  }

  /** What the device keeps; of a platform that had all of it and begins anew (isNew), it is offered and put aside. */
  deviceCopy(isNew) {
    const copy = this.device.read();
    if (!isNew || !copy?.isSent || !holdsWork(copy)) return copy;
    this.offer("again", copy);
    return { ...copy, values: {}, times: {}, holes: {}, aside: withAside(copy.aside, "again", copy.values) };
  }

  offer(note, copy) {
    this.offered[note] = copy;
    this.notes.add(note);
  }

  /** Is what the platform keeps to stay as it is? */
  isHeld() {
    return HELD.some((note) => this.notes.has(note));
  }

  /** The learner says that the work that was offered is theirs. */
  take(note) {
    const copy = this.offered[note];
    if (copy) this.use(merged(this.lesson, this.current(), { ...copy, isSent: false }));
    this.settled(note);
  }

  /** Or that it is not. What another name has left gives way to this learner's work, and is not lost. */
  leave(note) {
    if (note === "other") this.copy.aside = withAside(this.copy.aside, note, this.other);
    this.settled(note);
  }

  settled(note) {
    if (note === "nameless") this.device.forgetNameless();
    this.notes.delete(note);
    delete this.offered[note];
    this.later(0);
    this.hears.told();
  }

  /** What this page holds now. */
  current() {
    return { ...this.copy, values: Object.fromEntries(this.values) };
  }

  /**
   * Let the page have this copy.
   * @param {import("./device.js").Copy} copy
   */
  use({ values, times, holes, groups, revision, isSent, aside, away }) {
    const gone = [...this.values.keys()].filter((key) => !(key in values) && this.lesson.of(key) !== null);
    const fresh = Object.keys(values).filter((key) => this.values.get(key) !== values[key]);
    for (const key of gone) this.values.delete(key);
    for (const key of fresh) this.values.set(key, values[key]);
    this.copy = { values: {}, times, holes, groups, revision, isSent, aside, away: away ?? [] };
    this.hears.fresh([...gone, ...fresh]);
  }

  /** A module of the page has kept something. */
  changed(key) {
    const slug = this.lesson.of(key);
    if (slug === null) return;
    this.copy.times[slug] = now();
    if (key === CHECKED + slug) this.report.unreported.add(slug);
    if (key === KEY + slug && this.copy.holes[slug]?.includes(WHOLE)) delete this.copy.holes[slug];
    this.copy.isSent = this.state.isSent = false;
    clearTimeout(this.timers.save);
    this.timers.save = setTimeout(() => this.save(), SAVED);
    if (this.failures === 0) this.later(SENT);
    this.hears.told();
  }

  /** Another window of this browser has written the device's copy. */
  heard(event) {
    const copy = event.key === this.device.key ? this.device.read() : null;
    if (copy === null) return;
    const { groups, revision } = this.copy; // what this window has told the platform
    this.use({ ...merged(this.lesson, this.current(), copy), groups, revision: Math.max(revision, copy.revision) });
    this.hears.told();
  }

  save() {
    clearTimeout(this.timers.save);
    this.state.isKept = this.device.write(this.current());
  }

  later(wait) {
    clearTimeout(this.timers.send);
    this.timers.send = setTimeout(() => this.send(), wait);
  }

  again() {
    this.later(AGAIN[Math.min(this.failures, AGAIN.length - 1)]);
    this.failures += 1;
  }

  /** Bring device and platform up to date. */
  send() {
    this.save();
    const isThere = (this.platform.isOpen || this.connect()) && this.tell();
    this.state.isAlone = !isThere;
    if (isThere) {
      this.failures = 0;
      this.copy.isSent = this.state.isSent = true;
      this.state.at = Date.now();
      this.save();
    } else {
      this.platform.isOpen &&= this.platform.answers();
      this.again();
    }
    this.hears.told();
  }

  tell() {
    if (this.state.isReview) return true;
    return this.report.send(this.copy, { learner: this.learner.id, isStateHeld: this.isHeld() });
  }

  /** The page goes away. */
  end() {
    clearTimeout(this.timers.send);
    this.save();
    if (!this.platform.isOpen) return;
    if (!this.state.isReview) {
      this.copy.isSent = this.tell();
      this.report.time();
    }
    this.save();
    this.platform.end();
  }

  /** The page has come back as it was. */
  resume() {
    this.report.began = Date.now();
    this.platform.sent.clear();
    this.later(0);
  }
}
