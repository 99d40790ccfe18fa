// Shows on each page how far the learner has come: in the menu and at a lesson's foot; on the front page and on modules'
// pages see progress-front.js. Where nothing can be kept, or nothing is begun, it changes nothing. The build makes one
// file of this module and what it imports, because every page loads it.
import { h, mark, placeOf, put } from "./progress-parts.js";
import { isBegun, isDone, lessonAt, open, together } from "./progress-state.js";

const HERE = new URL(".", import.meta.url);

class Progress {
  /** @param {CourseFacts} facts */
  constructor({ words, modules }) {
    this.words = words;
    this.facts = modules;
    const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("#course-menu a[href]")]);
    this.links = links.map((link) => ({ link, ...placeOf(link) }));
    this.here = placeOf(location);
    /** @type {ModulePlace[]} */
    this.modules = [];
    /** @type {LessonPlace[]} */
    this.lessons = [];
    /** @type {number | undefined} */
    this.later = undefined;
    /** @type {{ draw(): void } | null} */
    this.front = null;
    this.refresh();
    if (!this.here.lesson) this.more();
    for (const event of ["storage", "pageshow"]) addEventListener(event, () => this.soon());
    // The exercises of this page keep their answers while the learner works; look again when that rests.
    for (const event of ["click", "input", "change", "keyup"]) document.addEventListener(event, () => this.soon());
  }

  t(key, values = {}) {
    return (this.words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  }

  soon() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.refresh(), 400);
  }

  refresh() {
    this.modules = this.facts.map(({ name, lessons }) => {
      const places = lessons.map((lesson, at) => ({ id: `${name}/${lesson.name}`, number: at + 1, minutes: lesson.minutes,
        at: lessonAt(name, lesson) }));
      return { name, lessons: places, at: together(places.map(({ at }) => at)) };
    });
    const drawn = JSON.stringify(this.modules);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.lessons = this.modules.flatMap(({ lessons }) => lessons);
    this.menu();
    this.foot();
    this.front?.draw();
  }

  /** The front page and modules' pages show more. */
  async more() {
    if (!this.here.module && !document.body.classList.contains("lsdg-front")) return;
    const [{ Front }] = await Promise.all([import(new URL("progress-front.js", HERE).href), style("progress-front.css")]);
    this.front = new Front(this);
    this.front?.draw();
  }

  // ---- in words ----

  state({ state, score, points }) {
    if (state === "all" && points === 0) return this.t("progress_done");
    return this.t(state === "begun" && score > 0 ? "progress_begun_points" : `progress_${state}`, { score, points });
  }

  /** About how long the lessons take that are not done. */
  time(lessons) {
    const minutes = lessons.filter(({ at }) => !isDone(at)).reduce((sum, lesson) => sum + lesson.minutes, 0);
    if (minutes < 90) return this.t("progress_minutes", { minutes: Math.max(5, Math.round(minutes / 5) * 5) });
    const halves = Math.round(minutes / 30);
    return this.t("progress_hours", { hours: `${Math.floor(halves / 2)}${halves % 2 ? "½" : ""}` });
  }

  /** How many lessons are done, the points so far, and what is left. */
  sum(lessons) {
    const { score, points } = together(lessons.map(({ at }) => at));
    const done = lessons.filter(({ at }) => isDone(at)).length;
    const left = done < lessons.length ? [this.t("progress_left", { time: this.time(lessons) })] : [];
    return [this.t("progress_lessons", { done, all: lessons.length }), this.t("progress_points", { score, points }), ...left];
  }

  // ---- where it is shown ----

  menu() {
    for (const { link, module: name, lesson: id } of this.links) {
      const place = id ? this.lessons.find((one) => one.id === id) : this.modules.find((one) => one.name === name);
      if (!place) continue;
      const [done] = "lessons" in place ? this.sum(place.lessons) : [this.state(place.at)];
      const word = h("span", place.at.state === "none" ? "lsdg-hidden" : "lsdg-at-word", id || place.at.state !== "none" ? done : "");
      put(link, h("span", "lsdg-at", ...(id ? [mark(place.at.state)] : []), " ", word));
    }
  }

  foot() {
    const place = document.querySelector(".lsdg-lesson-foot");
    const module = this.modules.find(({ name }) => name === this.here.module);
    const lesson = module?.lessons.find(({ id }) => id === this.here.lesson);
    if (!place || !module || !lesson) return;
    const others = module.lessons.filter((one) => one !== lesson && !isDone(one.at));
    const left = others.length > 0 ? this.t("progress_others", { left: others.length, time: this.time(others) })
      : this.t("progress_no_others");
    put(place, h("span", "lsdg-at", " · ", left, h("br"), mark(lesson.at.state), " ", this.state(lesson.at)));
  }
}

/** @param {string} name */
function style(name) {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: new URL(name, HERE).href, onload: resolve, onerror: resolve });
    document.head.append(link);
  });
}

async function begin() {
  const { module, lesson } = placeOf(location);
  // Without storage there is no progress to show; where it is full there is.
  if (lesson ? !open(lesson) && !isBegun() : !module && !isBegun()) return;
  const [reply] = await Promise.all([fetch(new URL("progress.json", HERE)), style("progress.css")]);
  if (reply.ok) new Progress(await reply.json());
}

begin().catch((problem) => console.error(problem));
