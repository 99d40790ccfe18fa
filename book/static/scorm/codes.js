// Any JSON as few bytes. What the exercises' settings name stands as three bytes, made from the name, so that it is
// still understood when an author adds or removes something; what comes again stands as its number.

const NULL = 0, FALSE = 1, TRUE = 2, NUMBER = 3, STRING = 4, ID = 5, OWN = 6, AWAY = 7;
const LIST = 8, OBJECT = 25, INTEGER = 42, LARGE = 74, NEGATIVE = 75, AGAIN = 76;
const SHORT = 16; // lists and objects of fewer parts have their length in their first byte
const SMALL = 32; // integers below it are one byte
const DEEPEST = 40;

/** A learner's own words in an answer: they are kept apart from it. text: null where they are not here. */
export class Own {
  /** @param {string | null} text */
  constructor(text) {
    this.text = text;
  }
}

/** In place of an answer that is not here. */
export const away = Object.freeze({ away: true });

/** The names that the settings of a page's exercises hold, with their numbers. */
export class Codes {
  /** @param {Iterable<string>} names */
  constructor(names) {
    /** @type {Map<number, string | null>} */
    this.names = new Map();
    for (const name of new Set(names)) {
      const code = codeOf(name);
      this.names.set(code, this.names.has(code) ? null : name); // two of one number are written out
    }
  }

  /** @param {string} name */
  number(name) {
    const code = codeOf(name);
    return this.names.get(code) === name ? code : null;
  }

  /** @param {number} code */
  name(code) {
    return this.names.get(code) ?? `?${code.toString(36)}`;
  }
}

/**
 * A number of 24 bits that stands for a name (FNV-1a).
 * @param {string} name
 */
export function codeOf(name) {
  let code = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) code = Math.imul(code ^ byte, 0x01000193) >>> 0;
  return (code >>> 24) ^ (code & 0xffffff);
}

/**
 * All texts in a JSON: keys and values.
 * @param {Json} value
 * @returns {Generator<string>}
 */
export function* textsOf(value) {
  if (typeof value === "string") yield value;
  else if (Array.isArray(value)) for (const one of value) yield* textsOf(one);
  else if (typeof value === "object" && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      yield key;
      yield* textsOf(one);
    }
  }
}

/** Writes values, and collects the own words in them. */
export class Writer {
  /** @param {Codes} codes */
  constructor(codes) {
    this.codes = codes;
    /** @type {number[]} */
    this.bytes = [];
    /** @type {(string | null)[]} */
    this.texts = [];
    /** @type {Map<string, number>} */
    this.seen = new Map();
  }

  /** @param {Json} value any JSON, with Own and `away` in it */
  value(value) {
    if (value === away) this.bytes.push(AWAY);
    else if (value instanceof Own) {
      this.bytes.push(OWN);
      this.texts.push(value.text);
    } else if (typeof value === "string") this.string(value);
    else if (typeof value === "number") this.number(value);
    else if (Array.isArray(value)) {
      this.length(LIST, value.length);
      for (const one of value) this.value(one);
    } else if (typeof value === "object" && value !== null) {
      const parts = Object.entries(value).filter(([, one]) => one !== undefined);
      this.length(OBJECT, parts.length);
      for (const [key, one] of parts) {
        this.string(key);
        this.value(one);
      }
    } else this.bytes.push(value === true ? TRUE : value === false ? FALSE : NULL);
  }

  /** @param {number} value */
  number(value) {
    if (!Number.isInteger(value) || Math.abs(value) > 2 ** 31 || Object.is(value, -0)) {
      this.bytes.push(NUMBER);
      this.literal(JSON.stringify(value));
    } else if (value < 0) {
      this.bytes.push(NEGATIVE);
      this.count(-value);
    } else if (value < SMALL) this.bytes.push(INTEGER + value);
    else {
      this.bytes.push(LARGE);
      this.count(value);
    }
  }

  /** @param {string} text */
  string(text) {
    const at = this.seen.get(text);
    if (at !== undefined) {
      if (AGAIN + at < 255) this.bytes.push(AGAIN + at);
      else {
        this.bytes.push(255);
        this.count(AGAIN + at - 255);
      }
      return;
    }
    this.seen.set(text, this.seen.size);
    const code = this.codes.number(text);
    if (code === null) {
      this.bytes.push(STRING);
      this.literal(text);
    } else this.bytes.push(ID, code >>> 16, (code >>> 8) & 255, code & 255);
  }

  length(kind, count) {
    if (count < SHORT) this.bytes.push(kind + count);
    else {
      this.bytes.push(kind + SHORT);
      this.count(count);
    }
  }

  literal(text) {
    const bytes = new TextEncoder().encode(text);
    this.count(bytes.length);
    for (const byte of bytes) this.bytes.push(byte);
  }

  /** @param {number} count in groups of seven bits, the lowest first */
  count(count) {
    for (; count > 127; count = Math.floor(count / 128)) this.bytes.push(128 + (count % 128));
    this.bytes.push(count);
  }
}

/** Reads what a Writer wrote. Raises a RangeError where there is something else, or not enough. */
export class Reader {
  /**
   * @param {Uint8Array} bytes
   * @param {Codes} codes
   */
  constructor(bytes, codes) {
    this.bytes = bytes;
    this.codes = codes;
    this.at = 0;
    /** @type {string[]} */
    this.seen = [];
    /** @type {Own[]} */
    this.texts = []; // in the order of the Writer's; they are to be filled
  }

  isAtEnd() {
    return this.at >= this.bytes.length;
  }

  byte() {
    if (this.isAtEnd()) throw new RangeError("too short");
    return this.bytes[this.at++];
  }

  /** @returns {Json} */
  value(depth = 0) {
    const kind = this.byte();
    if (depth > DEEPEST) throw new RangeError("too deep");
    if (kind >= AGAIN || kind === STRING || kind === ID) return this.string(kind);
    if (kind >= INTEGER && kind < LARGE) return kind - INTEGER;
    if (kind >= OBJECT && kind <= OBJECT + SHORT) return this.object(this.length(kind - OBJECT), depth);
    if (kind >= LIST && kind <= LIST + SHORT) {
      return Array.from({ length: this.length(kind - LIST) }, () => this.value(depth + 1));
    }
    return this.single(kind);
  }

  single(kind) {
    switch (kind) {
      case NUMBER: return JSON.parse(this.literal());
      case LARGE: return this.count();
      case NEGATIVE: return -this.count();
      case AWAY: return away;
      case OWN: {
        const own = new Own(null);
        this.texts.push(own);
        return own;
      }
      default: return kind === NULL ? null : kind === TRUE;
    }
  }

  object(count, depth) {
    const found = {};
    for (let at = 0; at < count; at += 1) {
      const key = this.string(this.byte());
      // As JSON.parse: a key of this name is one like others.
      Object.defineProperty(found, key, { value: this.value(depth + 1), enumerable: true, configurable: true, writable: true });
    }
    return found;
  }

  /** @returns {string} */
  string(kind) {
    if (kind >= AGAIN) {
      const at = kind < 255 ? kind - AGAIN : 255 - AGAIN + this.count();
      if (at >= this.seen.length) throw new RangeError("unknown text");
      return this.seen[at];
    }
    if (kind !== STRING && kind !== ID) throw new RangeError("no text");
    const text = kind === STRING ? this.literal()
      : this.codes.name((this.byte() << 16) + (this.byte() << 8) + this.byte());
    this.seen.push(text);
    return text;
  }

  length(count) {
    const length = count < SHORT ? count : this.count();
    if (length > this.bytes.length - this.at) throw new RangeError("too short"); // each part has one byte at least
    return length;
  }

  literal() {
    const length = this.count();
    if (length > this.bytes.length - this.at) throw new RangeError("too short");
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }

  count() {
    let found = 0;
    for (let worth = 1; worth < 2 ** 49; worth *= 128) {
      const byte = this.byte();
      found += (byte % 128) * worth;
      if (byte < 128) return found;
    }
    throw new RangeError("no number");
  }
}
