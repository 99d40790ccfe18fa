// A field for an amount: typed, or stepped with the arrow keys. A text field, so that "1,5" is not lost silently.
// What cannot be read as one number stays in the field and is told or asked back; the amount stays the last one.
import { h } from "./dom.js";
import { typedNote, written } from "./number.js";

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
 * -> { node, note, show(value) }. limits: { min, max, step }; set(value) is called with each amount that keeps to min
 * and max, and with null when the field is emptied; wrong(yes) tells whether what stands there is certainly no such
 * amount. The note says how a text was read, or asks which number is meant. An amount beyond the limits becomes the
 * nearest one within; where refused(value) is given, the last amount stays, and it is told what was not taken.
 * @param {{ id: string, limits: Limits, props: Json, language?: string, t: Translate, set(value: number | null): void,
 *   wrong?(yes: boolean): void, refused?(value: number): void }} about
 */
export function amountField({ id, limits, props, language, t, set, wrong, refused }) {
  const { min = 0, max = Infinity, step = 1 } = limits;
  let last = null;
  let isUnread = false;
  const { note, read, clear } = typedNote({ id, language, t, choose(value) {
    node.value = written(value);
    enter();
    node.focus();
  } });
  const told = (invalid, isWrong = false) => {
    node.setAttribute("aria-invalid", String(invalid));
    wrong?.(isWrong);
  };
  const take = (value) => {
    last = value;
    isUnread = false;
    told(false);
    set(value);
  };
  const show = (value) => {
    if (isUnread && value === last) return; // another field has changed: what stands here is not thrown away
    last = value;
    isUnread = false;
    told(false);
    clear();
    node.value = value === null ? "" : written(value);
  };
  const enter = () => {
    const text = node.value.trim();
    const found = read(text);
    isUnread = text !== "" && found.length !== 1;
    if (text === "") take(null);
    else if (found.length === 1 && found[0] >= min && found[0] <= max) take(found[0]);
    else told(true, found.length < 2);
  };
  const node = h("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", ...props,
    "aria-describedby": [props["aria-describedby"], note.id].filter(Boolean).join(" "), oninput: enter,
    onchange: () => {
      if (isUnread) return;
      const [value] = node.value.trim() === "" ? [] : read(node.value.trim());
      if (refused && value !== undefined && (value < min || value > max)) {
        show(last);
        told(false);
        refused(value);
        return;
      }
      const kept = value === undefined ? last : nearest(value, limits);
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
  return { node, note, show };
}
