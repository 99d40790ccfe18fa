// A field for an amount: typed, or stepped with the arrow keys. A text field, so that "1,5" is not lost silently.
import { h } from "./dom.js";
import { numberFrom } from "./fields.js";

/**
 * The nearest amount that keeps to the steps between least and most.
 * @param {number} value
 * @param {Limits} limits
 */
export function nearest(value, { min = 0, max = Infinity, step = 1 }) {
  const stepped = min + Math.round((value - min) / step) * step;
  const last = Number.isFinite(max) ? min + Math.floor((max - min) / step + 1e-9) * step : max;
  return tidy(Math.max(min, Math.min(last, stepped)));
}

/**
 * Without the dust of binary fractions: 0.1 + 0.2 is 0.3.
 * @param {number} value
 */
export function tidy(value) {
  return Math.round(value * 1e6) / 1e6;
}

/**
 * -> { node, show(value) }. limits: { min, max, step }; set(value) is called with each amount that keeps to min and
 * max, and with null when the field is emptied; wrong(yes) tells whether what stands there is no such amount.
 * @param {{ limits: Limits, props: Json, set(value: number | null): void, wrong?(yes: boolean): void }} about
 */
export function amountField({ limits, props, set, wrong }) {
  const { min = 0, max = Infinity, step = 1 } = limits;
  let last = null;
  const told = (yes) => {
    node.setAttribute("aria-invalid", String(yes));
    wrong?.(yes);
  };
  const take = (value) => {
    last = value;
    told(false);
    set(value);
  };
  const show = (value) => {
    last = value;
    told(false);
    node.value = value === null ? "" : String(value).replace("-", "−");
  };
  const node = h("input", { type: "text", inputmode: "decimal", autocomplete: "off", ...props,
    oninput: () => {
      const value = numberFrom(node.value);
      if (node.value.trim() === "") take(null);
      else if (value !== null && value >= min && value <= max) take(value);
      else told(true);
    },
    onchange: () => {
      const value = numberFrom(node.value);
      const kept = value === null ? last : nearest(value, limits);
      if (kept !== last) take(kept);
      show(last);
    },
    onkeydown: (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5 }[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      take(nearest((last ?? min) + by * step, limits));
      show(last);
    } });
  return { node, show };
}
