// The first script of a lesson in a learning platform: what the page's modules keep stays in this page's memory, in
// place of the storage that all courses of the platform's host share; start.js says where it lasts.
(function () {
  "use strict";
  const kept = new Map();
  let device = null;
  try {
    device = window.localStorage;
  } catch (blocked) {
    // A frame of another host, or a private window: then the platform alone keeps the work.
  }
  const place = { device, kept, changed: (key) => {}, heard: (event) => {} };
  const ours = {
    get length() { return kept.size; },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(String(key)) ?? null,
    setItem(key, text) {
      kept.set(String(key), String(text));
      place.changed(String(key));
    },
    removeItem(key) {
      if (kept.delete(String(key))) place.changed(String(key));
    },
    clear: () => {},
  };
  window.lsdgScorm = place;
  Object.defineProperty(window, "localStorage", { configurable: true, value: ours });
  // Another page of this host wrote into the shared storage: that is nothing for the modules of this one.
  addEventListener("storage", (event) => {
    if (!event.isTrusted) return;
    event.stopImmediatePropagation();
    place.heard(event);
  });
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
