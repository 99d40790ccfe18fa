// Amounts, the money left, and what the measures bring together. Draws nothing.
import { isObject } from "../dom.js";
import { tidy } from "../amount.js";

export class Plan {
  /** @param {Spec} spec */
  constructor(spec) {
    const { budget = 0, step = 1, measures = [], effects = [], reason } = spec.parameters || {};
    /** @type {number} */
    this.budget = budget;
    this.step = step;
    /** @type {Effect[]} */
    this.effects = effects;
    this.withReason = reason === true;
    this.measures = measures.map((one) => ({ ...one, limits: { min: one.min ?? 0, max: one.max ?? budget, step },
      effects: one.effects || {}, upto: one.upto ?? Infinity }));
    this.format = new Intl.NumberFormat(spec.language || "en", { maximumFractionDigits: 2 });
    this.fine = new Intl.NumberFormat(spec.language || "en", { maximumFractionDigits: 3 });
    /** @type {Record<string, number>} */
    this.amounts = {};
    this.reason = "";
    this.read(null);
  }

  read(answer) {
    const kept = isObject(answer) && isObject(answer.amounts) ? answer.amounts : {};
    this.amounts = {};
    for (const { id, limits } of this.measures) {
      const amount = Object.hasOwn(kept, id) ? kept[id] : null;
      const fits = typeof amount === "number" && amount >= limits.min && amount <= limits.max;
      this.amounts[id] = fits ? amount : limits.min;
    }
    this.reason = this.withReason && typeof answer?.reason === "string" ? answer.reason : "";
  }

  answer() {
    return { amounts: this.amounts, ...(this.reason !== "" && { reason: this.reason }) };
  }

  spent() {
    return tidy(Object.values(this.amounts).reduce((all, amount) => all + amount, 0));
  }

  left() {
    return tidy(this.budget - this.spent());
  }

  /** What one measure brings to one effect, for its amount or another. */
  brings(measure, effect, amount = this.amounts[measure.id]) {
    return tidy((measure.effects[effect.id] || 0) * Math.min(amount, measure.upto));
  }

  value(effect) {
    return tidy(this.measures.reduce((all, measure) => all + this.brings(measure, effect), effect.start || 0));
  }

  /** true or false; null where there is no aim. */
  reached(effect) {
    if (typeof effect.threshold !== "number") return null;
    return effect.better === "less" ? this.value(effect) <= effect.threshold : this.value(effect) >= effect.threshold;
  }

  /** Is the aim a limit: kept while no money is spent, and only to be passed by spending? */
  isLimit(effect) {
    return effect.better === "less" && typeof effect.threshold === "number" && (effect.start || 0) <= effect.threshold;
  }

  /** The ends of an effect's bar: what the whole budget could bring at most, in either direction, and the aim. */
  range(effect) {
    const best = (sign) => {
      let money = this.budget;
      const worth = this.measures.filter((measure) => sign * measure.effects[effect.id] > 0)
        .sort((one, other) => sign * (other.effects[effect.id] - one.effects[effect.id]));
      return worth.reduce((all, measure) => {
        const amount = Math.min(money, measure.limits.max, measure.upto);
        money -= amount;
        return all + measure.effects[effect.id] * amount;
      }, effect.start || 0);
    };
    const ends = [0, best(1), best(-1), effect.start || 0, effect.threshold ?? 0];
    return { low: Math.min(...ends), high: Math.max(...ends) * 1.05 || 1 };
  }

  /** A number with its sign; small ones with one digit more, so that a step's effect is not rounded away. */
  written(number, signed = false) {
    const sign = number < 0 ? "−" : signed && number > 0 ? "+" : "";
    return `${sign}${(Math.abs(number) < 1 ? this.fine : this.format).format(Math.abs(number))}`;
  }
}
