// Draws a view of the room's answers (merged/__init__.py): bars, grids, ranges, walls. Everything is text.
import { fill, h } from "./dom.js";

/**
 * @param {any[]} parts
 * @param {Record<string, string>} told
 * @param {{ onCard?: (card: any) => HTMLElement[] }} [more] what stands on a card of a wall besides
 * @returns {HTMLElement}
 */
export function drawn(parts, told, more = {}) {
  if (parts.length === 0) return h("p", { class: "ws-none" }, told.view_none);
  const draw = { bars, grid, ranges, wall };
  return h("div", { class: "ws-parts" }, parts.map((part) => h("section", { class: `ws-part ws-${part.type}` },
    (part.title || part.says) && h("h3", null, part.title || told[`view_${part.says}`]), draw[part.type](part, told, more))));
}

const FEW = 3; // names that stand in a cell

function who(names) {
  return names?.length ? h("span", { class: "ws-who" }, names.join(", ")) : null;
}

function bars({ rows, of }, told) {
  return [h("p", { class: "ws-of" }, fill(told.view_of, { of })),
    h("ul", { class: "ws-bars" }, rows.map(({ label, count, who: names }) => {
      const bar = h("span", { class: "ws-bar", "aria-hidden": "true" }, h("span", null));
      bar.firstChild.style.inlineSize = `${of ? (100 * count) / of : 0}%`;
      return h("li", null, h("span", { class: "ws-label" }, label), " ", h("strong", null, count), bar, who(names));
    }))];
}

function heading(column) {
  if (typeof column === "string") return column;
  const month = new Date(Date.UTC(2001, column.month - 1, 15));
  const name = month.toLocaleDateString(document.documentElement.lang || "en", { month: "short", timeZone: "UTC" });
  return column.years ? `${name} ${column.years > 0 ? "+" : "−"}${Math.abs(column.years)}` : name;
}

function grid({ title, columns, rows }, told) {
  const table = h("table", null, h("caption", { class: "ws-hidden" }, title || told.view_table),
    h("thead", null, h("tr", null, h("td"), columns.map((column) => h("th", { scope: "col" }, heading(column))))),
    h("tbody", null, rows.map(({ label, cells }) => h("tr", null, h("th", { scope: "row" }, label), cells.map((cell) => {
      // Whom one wants to ask are the few; many would fill the table.
      const place = h("td", { title: cell.who?.length ? cell.who.join(", ") : null }, cell.text, cell.who?.length <= FEW && who(cell.who));
      place.style.setProperty("--strength", `${Math.round(cell.strength * 45)}%`);
      return place;
    })))));
  const many = columns.length > 12 ? " ws-many" : ""; // a calendar of more than a year
  return h("div", { class: `ws-scroll${many}`, tabindex: "0", role: "region", "aria-label": title || told.view_table }, table);
}

function ranges({ rows, unit }, told) {
  const [least, most] = [Math.min(0, ...rows.map((row) => row.least)), Math.max(...rows.map((row) => row.most))];
  const at = (value) => `${most > least ? (100 * (value - least)) / (most - least) : 0}%`;
  return h("ul", { class: "ws-rows" }, rows.map((row) => {
    const whole = h("span", { class: "ws-whole" });
    const half = h("span", { class: "ws-half" });
    const middle = h("span", { class: "ws-middle" });
    [whole.style.insetInlineStart, whole.style.inlineSize] = [at(row.least), `calc(${at(row.most)} - ${at(row.least)})`];
    [half.style.insetInlineStart, half.style.inlineSize] = [at(row.low), `calc(${at(row.high)} - ${at(row.low)})`];
    middle.style.insetInlineStart = at(row.median);
    return h("li", null, h("span", { class: "ws-label" }, row.label), h("span", { class: "ws-range", "aria-hidden": "true" }, whole, half, middle),
      h("span", { class: "ws-numbers" }, fill(told.view_range, { ...row, unit })));
  }));
}

function wall({ cards }, told, { onCard }) {
  const groups = new Map();
  for (const card of cards) groups.set(card.group ?? "", [...groups.get(card.group ?? "") ?? [], card]);
  const ordered = [...groups].sort(([one], [other]) => Number(one === "") - Number(other === "") || one.localeCompare(other));
  const titleOf = (name) => name || (groups.size > 1 ? told.view_more : "");
  return ordered.map(([name, inside]) => [titleOf(name) && h("h4", null, titleOf(name)), h("ul", { class: "ws-cards" }, inside.map((card) => h("li", { "data-card": card.id },
    h("p", null, card.text), who(card.who), onCard?.(card) ?? null)))]);
}
