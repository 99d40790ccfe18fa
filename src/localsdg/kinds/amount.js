// A field for an amount: typed, or stepped with the arrow keys. A text field, so that "1,5" is not lost silently.
// What cannot be read as one number stays in the field and is told; the amount stays the last one.
import { h } from "./dom.js";
import { readings } from "./readings.js";

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
 * @param {{ limits: Limits, props: Json, language?: string, set(value: number | null): void, wrong?(yes: boolean): void }} about
 */
export function amountField({ limits, props, language, set, wrong }) {
  const { min = 0, max = Infinity, step = 1 } = limits;
  let last = null;
  let isUnread = false;
  const told = (yes) => {
    isUnread = yes && typed() === null;
    node.setAttribute("aria-invalid", String(yes));
    wrong?.(yes);
  };
  const take = (value) => {
    last = value;
    told(false);
    set(value);
  };
  const show = (value) => {
    if (isUnread && value === last) return; // another field has changed: what stands here is not thrown away
    last = value;
    told(false);
    node.value = value === null ? "" : String(value).replace("-", "−");
  };
  const typed = () => {
    const found = readings(node.value, language);
    return found.length === 1 ? found[0] : null;
  };
  const node = h("input", { type: "text", inputmode: "decimal", autocomplete: "off", ...props,
    oninput: () => {
      const value = typed();
      if (node.value.trim() === "") take(null);
      else if (value !== null && value >= min && value <= max) take(value);
      else told(true);
    },
    onchange: () => {
      const value = typed();
      if (value === null && node.value.trim() !== "") return;
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
