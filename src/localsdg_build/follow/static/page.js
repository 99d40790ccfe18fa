// In the pages that `localsdg serve` shows while it follows the sources: loads a page anew when it has changed.
"use strict";
(() => {
  const { made = "" } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const PLACE = "lsdg-follow-place"; // where the reader was

  // A service worker of an earlier visit would hold these pages for another release; pages need none.
  navigator.serviceWorker?.getRegistrations().then(async (all) => {
    const ours = all.filter((one) => new URL(one.scope).pathname === "/");
    await Promise.all(ours.map((one) => one.unregister()));
  }).then(toWanted);
  delete /** @type {any} */ (Navigator.prototype).serviceWorker;

  /** The page that says "there is a new release" is no end: whoever is there wanted another, perhaps through itself. */
  function toWanted() {
    let there = new URL(location.href);
    for (let turn = 0; turn < 9 && there.pathname.endsWith("/offline.html"); turn += 1) {
      const page = there.searchParams.get("page");
      if (page === null) return;
      there = new URL(page, location.origin);
    }
    if (there.origin === location.origin && there.href !== location.href) location.replace(there.href);
  }

  /** @type {EventSource | null} */
  let line = null;
  function listen() {
    line?.close();
    line = null;
    // A browser holds few lines to one server: pages that nobody sees ask when they are seen.
    if (document.visibilityState !== "visible") return;
    line = new EventSource(`/_follow/events?${new URLSearchParams({ page: location.pathname, made })}`);
    line.addEventListener("new", anew);
  }

  /** What is being typed is kept first: fields keep it at the latest when they are left. */
  function anew() {
    line?.close();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollX, scrollY]));
    setTimeout(() => location.reload(), 50);
  }

  function back() {
    const [page, x, y] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
    sessionStorage.removeItem(PLACE);
    if (page === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
  }

  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => line?.close());
  addEventListener("pageshow", listen);
  addEventListener("load", back);
})();
