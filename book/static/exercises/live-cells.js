// "Run and change this" below what a lesson's code has made, where this book has Python for it.
import { h } from "./element.js";
import { liveIfAny } from "./live.js";

const live = await liveIfAny();
const cells = [...document.querySelectorAll(".cell")].filter((cell) => cell.querySelector(".cell_input pre"));
const codes = cells.map((cell) => cell.querySelector(".cell_input pre")?.textContent ?? "");

if (live) cells.forEach((cell, place) => offer(live, cell, place));

function offer(python, cell, place) {
  const open = h("button", { type: "button", class: "lsdg-button lsdg-quiet lsdg-live-open" }, python.t("live_change", {}));
  open.addEventListener("click", () => change(python, cell, place, open));
  cell.append(h("p", { class: "lsdg-live-offer" }, open));
}

/** The lesson's own figure stays above until the learner's is there to compare. */
async function change(python, cell, place, open) {
  open.disabled = true;
  const { Bench } = await import("./live-bench.js");
  const given = codes[place];
  const el = h("section", { class: "lsdg-live-cell lsdg-frame", "aria-label": python.t("live_change") });
  open.closest("p").replaceWith(el);
  cell.querySelector("details.hide")?.setAttribute("hidden", "");
  const bench = new Bench(python, { el, title: title(cell), code: given, given, before: () => codes.slice(0, place),
    changed: (code) => { codes[place] = code; } });
  bench.opener.focus();
}

function title(cell) {
  return cell.querySelector(".lsdg-plot-title")?.textContent ?? "";
}
