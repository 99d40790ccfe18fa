// Shows the cards of the Goals under which a department has a task, marks this task, and prints what is shown.
(function () {
  "use strict";
  const form = document.getElementById("cards-filter");
  if (!form) return;
  const menu = /** @type {HTMLSelectElement} */ (form.querySelector("select"));
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
  const cards = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".lsdg-card")]);

  const part = (card) => /** @type {HTMLElement} */ (card.closest("section"));

  function narrow() {
    const { all = "", some = "" } = status.dataset;
    let shown = 0;
    for (const card of cards) {
      const has = !menu.value || (card.dataset.departments ?? "").split(" ").includes(menu.value);
      part(card).hidden = !has;
      shown += Number(has);
      for (const task of /** @type {NodeListOf<HTMLElement>} */ (card.querySelectorAll("li")))
        task.classList.toggle("lsdg-on", task.dataset.department === menu.value);
    }
    const said = some.replace("{some}", String(shown)).replace("{all}", String(cards.length));
    status.textContent = menu.value ? said : all;
  }

  // A link to a card that is not shown, from the list beside the page or from a lesson, shows all again.
  function reach() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.hidden) return;
    menu.value = "";
    narrow();
    target.scrollIntoView();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  menu.addEventListener("change", narrow);
  button.addEventListener("click", () => window.print());
  window.addEventListener("hashchange", reach);
})();
