// A code found by its title: a button that opens the whole list, with a field to look for words in it.
import { freshId, h } from "./dom.js";
import { codeChip } from "./goal-code.js";

/**
 * -> the button. picked(code) is called with the one that is chosen; current() is what stands in the field.
 * @param {{ codes: [string, string][], title: string, t: Translate, current(): string, picked(code: string): void }} about
 */
export function codePicker({ codes, title, t, current, picked }) {
  const button = h("button", { type: "button", class: "lsdg-button lsdg-quiet lsdg-codes-open",
    "aria-haspopup": "dialog", onclick: open }, t("code_choose"), h("span", { class: "lsdg-hidden" }, `: ${title}`));

  function open() {
    const dialog = listDialog({ codes, title, t, current: current().trim(), chosen(code) {
      dialog.close();
      picked(code);
    } });
    button.after(dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      button.focus();
    });
    dialog.showModal();
    // With a finger the keyboard on the screen would hide the list that was asked for.
    const isFinger = matchMedia("(pointer: coarse)").matches;
    dialog.querySelector(isFinger ? ".lsdg-codes-close" : "input")?.focus();
    dialog.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  }

  return button;
}

function listDialog({ codes, title, t, current, chosen }) {
  const id = freshId("lsdg-codes");
  const items = codes.map(([code, text]) => ({ group: groupOf(code), seek: `${code} ${text}`.toLowerCase(),
    node: h("li", null, h("button", { type: "button", class: "lsdg-code", "aria-current": code === current && "true",
      onclick: () => chosen(code) }, h("b", null, codeChip(code)), h("span", null, text))) }));
  const heads = new Map(items.map(({ group }) => [group, group !== "" &&
    h("li", { class: "lsdg-codes-group" }, t("code_group", { number: group }))]));
  const list = h("ul", { class: "lsdg-codes-list" });
  const found = h("p", { class: "lsdg-help", role: "status" });
  const search = h("input", { id, type: "search", class: "lsdg-field", autocomplete: "off", oninput: show });

  function show() {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = items.filter(({ seek }) => wanted.every((word) => seek.includes(word)));
    list.replaceChildren(...fits.flatMap(({ group, node }, at) =>
      (heads.get(group) && fits[at - 1]?.group !== group ? [heads.get(group), node] : [node])));
    found.textContent = t("code_found", { count: fits.length });
  }

  const dialog = h("dialog", { class: "lsdg-codes", "aria-labelledby": `${id}-title`, onkeydown: arrows },
    h("div", { class: "lsdg-codes-head" }, h("p", { id: `${id}-title`, class: "lsdg-codes-title" }, title),
      h("button", { type: "button", class: "lsdg-button lsdg-codes-close", onclick: () => dialog.close() }, t("close"))),
    h("label", { for: id }, t("code_search")), search, found, list);
  show();
  return dialog;
}

/** Targets are numbered by their Goal: 11 for 11.2; other codes have no group. */
function groupOf(code) {
  return /^(\d+)\./.exec(code)?.[1] ?? "";
}

/** Arrow keys go along the list, from the field into it and back. */
function arrows(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  const stops = [...event.currentTarget.querySelectorAll("input, .lsdg-code")];
  const next = stops[stops.indexOf(document.activeElement) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
