// A lesson's page in a learning platform (SCORM): the platform's copy of the work is there before the exercises are
// mounted, and what they keep goes back to it.
import { Bar } from "./bar.js";
import { CODE_TEXTS, mountCode } from "./code.js";
import { Device } from "./device.js";
import { Lesson } from "./lesson.js";
import { LIMITS, Platform } from "./platform.js";
import { Report } from "./report.js";
import { Session } from "./session.js";
import { watchWindows } from "./windows.js";

/** @type {{ package: string, lesson: string, version: "1.2" | "2004", counted: string[], test?: string, words: Record<string, string> }} */
const facts = JSON.parse(document.querySelector("script.lsdg-scorm-facts")?.textContent ?? "{}");
const place = window.lsdgScorm;

function specs() {
  return [...document.querySelectorAll(".lsdg-exercise")].map((section) => {
    const script = section.querySelector("script.lsdg-spec");
    const { exercise: slug, kind } = /** @type {HTMLElement} */ (section).dataset;
    return { ...JSON.parse(script?.textContent ?? "{}"), slug, ...(kind === "code" && { texts: CODE_TEXTS }) };
  });
}

function questions() {
  return [...document.querySelectorAll(".lsdg-town li")].map((item) => (item.textContent ?? "").trim().replace(/\s+/g, " "));
}

/** The page's modules hear of values that have come from elsewhere as of another tab's. */
function announce(keys) {
  for (const key of keys) dispatchEvent(new StorageEvent("storage", { key, newValue: place.kept.get(key) ?? null }));
}

const lesson = new Lesson(facts.lesson, specs(), questions(), facts.test);
const platform = new Platform(facts.version);
const device = new Device(place.device, facts.package);
const report = new Report(lesson, platform, place.kept, { counted: facts.counted, limit: LIMITS[facts.version] });
const session = new Session({ lesson, platform, device, report, values: place.kept }, { fresh: announce, told: () => bar.told() });
const bar = new Bar(facts.words, session, document.documentElement.lang || "en");

session.begin();
mountCode(facts.words);
place.changed = (key) => session.changed(key);
place.heard = (event) => session.heard(event);
addEventListener("pagehide", () => session.end());
addEventListener("pageshow", (event) => event.persisted && session.resume());
addEventListener("online", () => session.state.isAlone && session.send());
document.addEventListener("visibilitychange", () => document.hidden && !session.state.isSent && session.send());
watchWindows(() => device.key, (isTwice) => bar.twice(isTwice));
await import("../exercises/host.js");
