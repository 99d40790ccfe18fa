// The course's menu: beside the text where there is room, else a drawer over the page. Modules fold.
(function () {
  "use strict";
  const root = document.documentElement;
  const side = document.getElementById("course-menu");
  if (!side) return;
  const current = /** @type {HTMLElement | null} */ (side.querySelector("[aria-current]"));

  /** Scroll a box so far that the current lesson stands in its middle. */
  function showCurrent(/** @type {HTMLElement} */ box) {
    if (!current) return;
    const top = current.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += top - box.clientHeight / 2;
  }

  function folding() {
    side?.addEventListener("click", (event) => {
      const button = event.target instanceof Element && event.target.closest(".lsdg-fold");
      if (button) button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
    });
  }

  // The menu moves into a modal dialog and back: the browser itself then keeps the focus inside and takes Escape.
  function asDrawer() {
    const button = /** @type {HTMLElement | null} */ (document.querySelector(".lsdg-menu-button"));
    const drawer = /** @type {HTMLDialogElement | null} */ (document.getElementById("menu-drawer"));
    if (!button || !drawer || !side) return;
    const place = document.createComment("the menu's place");

    const open = () => {
      root.style.setProperty("--lsdg-scrollbar", `${innerWidth - root.clientWidth}px`);
      side.before(place);
      drawer.append(side);
      root.toggleAttribute("data-menu", true);
      button.setAttribute("aria-expanded", "true");
      drawer.showModal();
      showCurrent(drawer);
      current?.focus({ preventScroll: true });
    };
    const close = () => drawer.open && drawer.close();
    button.addEventListener("click", open);
    drawer.addEventListener("close", () => {
      place.replaceWith(side);
      root.toggleAttribute("data-menu", false);
      button.setAttribute("aria-expanded", "false");
      button.focus({ preventScroll: true });
    });
    drawer.addEventListener("click", (event) => {
      const on = /** @type {Element} */ (event.target);
      if (on === drawer || on.closest(".lsdg-drawer-close, a[href^='#']")) close(); // beside it, or here already
    });
    matchMedia("(min-width: 55.01rem)").addEventListener("change", close);
    addEventListener("pagehide", close); // who comes back to this page finds it as it was
  }

  folding();
  asDrawer();
  showCurrent(side);
})();
