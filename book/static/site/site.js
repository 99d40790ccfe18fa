// Small things of every page: light and dark, tables that scroll, where the reader is, the way to the search.
(function () {
  "use strict";
  const root = document.documentElement;
  const MOVES = ["wheel", "touchstart", "pointerdown", "keydown"]; // the reader's own

  function theme() {
    const button = document.querySelector(".lsdg-theme-button");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
    button.addEventListener("click", () => {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      try {
        localStorage.setItem("localsdg-theme", root.dataset.theme);
      } catch (blocked) {
        // A private window keeps no choice; the page still changes.
      }
      show();
    });
    show();
    // Paper is light, whatever the screen is.
    /** @type {string | undefined} */
    let before;
    addEventListener("beforeprint", () => {
      before = root.dataset.theme;
      root.dataset.theme = "light";
    });
    addEventListener("afterprint", () => {
      if (before) root.dataset.theme = before;
    });
  }

  // A wide table scrolls in a box of its own, which the keyboard must reach.
  function tables() {
    const boxes = [];
    for (const table of document.querySelectorAll(".lsdg-article table")) {
      if (table.closest(".lsdg-mount, .lsdg-frame")) continue;
      let box = table.closest(".lsdg-scroll");
      if (!box) {
        box = document.createElement("div");
        box.className = "lsdg-scroll";
        table.replaceWith(box);
        box.append(table);
      }
      boxes.push(box);
    }
    for (const box of document.querySelectorAll(".lsdg-article pre")) boxes.push(box);
    const mark = () => {
      for (const box of boxes) {
        const wide = box.scrollWidth > box.clientWidth + 1;
        if (wide) {
          box.tabIndex = 0;
          box.setAttribute("role", "group"); // no landmark: a page may have ten of them, all of one name
          box.setAttribute("aria-label", box.dataset.label || document.body.dataset.wordTable);
        } else {
          for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
        }
      }
    };
    mark();
    addEventListener("resize", mark);
  }

  // The list "On this page" shows where the reader is.
  function whereAmI() {
    const links = new Map();
    for (const node of document.querySelectorAll(".lsdg-onpage a")) {
      const link = /** @type {HTMLAnchorElement} */ (node);
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target) links.set(target, link);
    }
    if (!links.size) return;
    const seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) links.get(entry.target).toggleAttribute("data-here", entry.isIntersecting);
      },
      { rootMargin: "-15% 0px -70% 0px" },
    );
    for (const target of links.keys()) seen.observe(target);
  }

  // What a search needs comes with the first sign that is typed. The page of the search loads it itself.
  function search() {
    const field = document.getElementById("site-search");
    if (!field || document.getElementById("search-results")) return;
    const folder = `${root.dataset.content_root ?? "./"}_search/`;
    const load = () => {
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = `${folder}search.css`;
      const script = document.createElement("script");
      script.src = `${folder}search.js`;
      script.onerror = () => field.addEventListener("input", load, { once: true });
      document.head.append(style, script);
    };
    field.addEventListener("input", load, { once: true });
  }

  // The folded list of sections folds again when one is chosen, before the page goes there.
  function sections() {
    const list = /** @type {HTMLDetailsElement | null} */ (document.querySelector(".lsdg-sections"));
    list?.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a")) list.open = false;
    });
  }

  function decoded(name) {
    try {
      return decodeURIComponent(name);
    } catch (malformed) {
      return name; // an address that somebody has cut off
    }
  }

  // An address may name a place in the page. Exercises and figures that come late above it must not push it away:
  // the page stays with it until all are there or the reader does something.
  function landing() {
    const article = document.querySelector(".lsdg-article");
    const place = () => document.getElementById(decoded(location.hash.slice(1)));
    if (!article || location.hash.length < 2 || !place()) return;
    const isAllThere = () =>
      document.readyState === "complete" && !document.querySelector(".lsdg-exercise:not([data-ready])");
    const watch = new ResizeObserver(() => place()?.scrollIntoView({ behavior: "instant", block: "start" }));
    const asking = setInterval(() => isAllThere() && stop(), 500);
    const stop = () => {
      watch.disconnect();
      clearInterval(asking);
      for (const name of MOVES) removeEventListener(name, stop);
    };
    watch.observe(article);
    for (const name of MOVES) addEventListener(name, stop, { passive: true });
  }

  theme();
  tables();
  landing();
  whereAmI();
  search();
  sections();
  addEventListener("hashchange", landing);
})();
