// Narrows the list of Goals, targets and indicators to what holds all the words, or begins with the code.
(function () {
  "use strict";
  const form = document.getElementById("goals-filter");
  if (!form) return;
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const lines = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".lsdg-targets tbody tr"));
  const rows = [...lines].map((row) => ({
    row,
    part: /** @type {HTMLElement} */ (row.closest("section")),
    text: row.textContent.toLowerCase(),
    codes: [...row.querySelectorAll("th, li > b")].map((code) => code.textContent.toLowerCase()),
  }));
  const parts = new Set(rows.map(({ part }) => part));

  // "11" finds all of Goal 11 and not target 1.1; "11.6" finds its indicators too.
  const holds = ({ text, codes }, word) =>
    /^\d+(\.\w+)*\.?$/.test(word)
      ? codes.some((code) => `${code}.`.startsWith(word.endsWith(".") ? word : `${word}.`))
      : text.includes(word);

  function narrow() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let some = 0;
    for (const one of rows) {
      const shown = words.every((word) => holds(one, word));
      one.row.hidden = !shown;
      some += Number(shown);
    }
    for (const part of parts) part.hidden = !part.querySelector("tbody tr:not([hidden])");
    const { all = "", some: few = "", none = "" } = status.dataset;
    if (!words.length) status.textContent = all;
    else status.textContent = some ? few.replace("{some}", String(some)).replace("{all}", String(rows.length)) : none;
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", narrow);
  if (field.value) narrow(); // the browser kept it from before
})();
