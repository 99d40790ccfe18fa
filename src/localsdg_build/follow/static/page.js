// In the pages that `localsdg serve` shows while it follows the sources: loads a page anew when it has changed.
"use strict";
(() => {
  const { made = "" } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const PLACE = "lsdg-follow-place"; // where the reader was

  // A service worker of an earlier visit would hold these pages for another release; pages need none.
  navigator.serviceWorker?.getRegistrations().then((all) => {
    for (const one of all) if (new URL(one.scope).pathname === "/") one.unregister();
  });
  delete /** @type {any} */ (Navigator.prototype).serviceWorker;

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
