import { freshId, h } from "../frame.js";

// What the learner names after filling the grid, such as the first priority: one of its rows or columns.

/**
 * The lists below the grid, and what each of them shows. changed() follows a choice.
 * @param {import("./model.js").Grid} grid
 * @param {{ t: Translate, label: Label, changed(): void }} tools
 */
export function pickers(grid, { t, label, changed }) {
  const made = grid.asked.map(({ id, of }) => {
    const { title, help } = label("picks", id);
    const name = freshId("lsdg-m-pick");
    const select = h("select", { id: name, class: "lsdg-field", dataset: { pick: id }, "aria-describedby": help && `${name}-help`, onchange: () => {
      if (select.value === "") delete grid.picks[id];
      else grid.picks[id] = select.value;
      changed();
    } }, h("option", { value: "" }, t("choose")),
    grid[of].map((/** @type {string} */ one) => h("option", { value: one }, label(of, one).title)));
    return { id, select, node: h("div", { class: "lsdg-m-pick" }, h("label", { for: name }, title),
      help && h("p", { class: "lsdg-help", id: `${name}-help` }, help), select) };
  });
  return {
    node: made.length > 0 && h("div", { class: "lsdg-m-picks" }, made.map((one) => one.node)),
    show() {
      for (const { id, select } of made) select.value = grid.picks[id] ?? "";
    },
  };
}
