// Every page: starts the service worker, lets it keep this page, and says when there is a new version of the course.
// Where there are no service workers (plain http, private windows of some browsers) it does nothing.
import { ask, home } from "./worker-talk.js";

const AGAIN = 3600e3; // ms: a page may be open for days
const LATER = 5000; // ms: first the reader gets what is read, touched and checked on a slow line
const AT_LAST = 30000; // ms: who touches on and on keeps the page, too

async function start() {
  const rested = rest();
  // What a new device needs for it weighs as much as an exercise.
  if (!navigator.serviceWorker.controller && !document.querySelector(".lsdg-keep, .lsdg-absent")) await rested;
  const registration = await navigator.serviceWorker.register(new URL("sw.js", home()), { updateViaCache: "none" });
  if (!registration) return; // a browser may be told to refuse
  watch(registration);
  await navigator.serviceWorker.ready;
  if (document.querySelector(".lsdg-keep")) (await import("./keep.js")).show();
  if (document.querySelector(".lsdg-absent")) (await import("./absent.js")).show(registration);
  await rested;
  await ask("visited", { href: location.href });
  document.documentElement.dataset.onDevice = "1";
}

/** Until the page has what it needs first, or is left. */
function rest() {
  return new Promise((resolve) => {
    let timer = setTimeout(resolve, LATER);
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(resolve, LATER);
    };
    for (const touched of ["pointerdown", "keydown"]) addEventListener(touched, again);
    setTimeout(resolve, AT_LAST);
    document.addEventListener("visibilitychange", resolve, { once: true });
  });
}

/** @param {ServiceWorkerRegistration} registration */
function watch(registration) {
  const before = registration.active;
  const tell = async () => {
    if (before && registration.waiting) (await import("./release.js")).show(registration);
  };
  tell();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", tell);
  });
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // Files of another release than this page's would come now. (absent.js goes elsewhere by itself.)
    if (before && !document.querySelector(".lsdg-absent")) reload();
  });
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - looked < AGAIN) return;
    looked = Date.now();
    registration.update().catch(() => {}); // no network: another time
  });
}

/** What is being typed is kept first: fields keep it at the latest when they are left. */
function reload() {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  setTimeout(() => location.reload(), 50);
}

const isKit = "kit" in document.documentElement.dataset; // on a stick: nothing of it stays on the computer

if ("serviceWorker" in navigator && !isKit) {
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 1000));
  const begin = () => idle(() => start().catch((problem) => console.warn(problem)), { timeout: 5000 });
  // First the page itself.
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
}
