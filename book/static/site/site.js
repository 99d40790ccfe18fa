// Small things of every page: the menu on a phone, light and dark, tables that scroll, the way to the search.
(function () {
  "use strict";
  const root = document.documentElement;

  function menu() {
    const button = /** @type {HTMLElement | null} */ (document.querySelector(".lsdg-menu-button"));
    const side = document.getElementById("course-menu");
    if (!button || !side) return;
    const set = (open) => {
      root.toggleAttribute("data-menu", open);
      button.setAttribute("aria-expanded", String(open));
    };
    button.addEventListener("click", () => set(!root.hasAttribute("data-menu")));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !root.hasAttribute("data-menu")) return;
      set(false);
      button.focus();
    });
    const current = /** @type {HTMLElement | null} */ (side.querySelector("[aria-current]"));
    if (current) side.scrollTop = Math.max(0, current.offsetTop - side.clientHeight / 2);
  }

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

  menu();
  theme();
  tables();
  whereAmI();
  search();
})();
