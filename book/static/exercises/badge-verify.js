// Is a badge what its issuer signed, and does it still hold? As autograder/badges/verifying.py, in the browser alone.
// What fails throws Invalid, with the key of a sentence in badge.yml.

const LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"; // base58
const TOKEN = /eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/;
const CLOCKS = 5 * 60 * 1000; // milliseconds by which two clocks may differ
const LARGEST_LIST = 1 << 20; // bytes

export class Invalid extends Error {
  /** @param {string} key @param {Record<string, string>} values */
  constructor(key, values = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}

/**
 * The badge in a text, if it holds. `list`: the text of the list of revoked badges, if it is there.
 * @param {string} text
 * @param {string} [list]
 * @returns {Promise<{ badge: Json, listed: string }>}
 */
export async function verify(text, list) {
  const badge = await opened(foundIn(text));
  checkForm(badge);
  checkDates(badge);
  if (!badge.credentialStatus) return { badge, listed: "no_list" };
  if (list === undefined) return { badge, listed: "not_looked" };
  if (await isRevoked(list, badge)) throw new Invalid("revoked");
  return { badge, listed: "not_revoked" };
}

/**
 * The token in the part of an address after #b=, as the QR code has it.
 * @param {string} text
 * @returns {Promise<string>}
 */
export async function unpacked(text) {
  try {
    const [said, signature] = text.split(".");
    const { inflateSync } = await import("./vendor/fflate.js");
    const parts = new TextDecoder("utf-8", { fatal: true }).decode(inflateSync(bytes(said))).split("\n");
    if (parts.length !== 2 || !signature) throw new Invalid("damaged");
    return [...parts.map((part) => letters(new TextEncoder().encode(part))), signature].join(".");
  } catch {
    throw new Invalid("damaged");
  }
}

function foundIn(text) {
  const found = TOKEN.exec(text);
  if (!found) throw new Invalid("no_badge");
  return found[0];
}

/** What a token says, if its signature is that of the key that it names as its issuer. */
async function opened(token) {
  const [head, body, signature] = token.split(".");
  let header, said, signed;
  try {
    [header, said] = [head, body].map((part) => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes(part))));
    signed = bytes(signature);
  } catch {
    throw new Invalid("damaged");
  }
  const key = typeof said?.iss === "string" ? keyOf(said.iss) : null;
  if (!key || header?.alg !== "EdDSA") throw new Invalid("other_key");
  if (!(await isSignedBy(key, signed, new TextEncoder().encode(`${head}.${body}`)))) throw new Invalid("changed");
  return said;
}

/** The 32 bytes of an Ed25519 key named did:key:z6Mk…; null for any other name. */
function keyOf(name) {
  if (!name.startsWith("did:key:z") || name.length > 100) return null;
  let number = 0n;
  for (const letter of name.slice("did:key:z".length)) {
    const place = LETTERS.indexOf(letter);
    if (place < 0) return null;
    number = number * 58n + BigInt(place);
  }
  const hex = number.toString(16);
  if (hex.length !== 68 || !hex.startsWith("ed01")) return null;
  return Uint8Array.from(/** @type {string[]} */ (hex.slice(4).match(/../g)), (pair) => parseInt(pair, 16));
}

async function isSignedBy(key, signature, message) {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) throw new Invalid("verify_no_crypto");
  try {
    const known = await subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return await subtle.verify({ name: "Ed25519" }, known, signature, message);
  } catch { // an older browser, which has no Ed25519 of its own
    const { verifyAsync } = await import("./vendor/noble-ed25519.js");
    return verifyAsync(signature, message, key, { zip215: false }).catch(() => false);
  }
}

function checkForm(badge) {
  const subject = badge.credentialSubject;
  const isBadge = Array.isArray(badge.type) && ["VerifiableCredential", "OpenBadgeCredential"].every((one) => badge.type.includes(one));
  const isWhole = typeof subject?.achievement?.name === "string" && typeof badge.validFrom === "string";
  const isOne = badge.iss === badge.issuer?.id && badge.jti === badge.id && badge.sub === subject?.id;
  if (!isBadge || !isWhole || !isOne) throw new Invalid("no_badge");
}

function checkDates(badge) {
  const [begins, ends] = [badge.validFrom, badge.validUntil ?? badge.validFrom].map((text) => Date.parse(text));
  if (Number.isNaN(begins) || Number.isNaN(ends)) throw new Invalid("no_badge");
  if (begins > Date.now() + CLOCKS) throw new Invalid("not_yet", { date: badge.validFrom.slice(0, 10) });
  if ("validUntil" in badge && ends < Date.now() - CLOCKS) throw new Invalid("expired", { date: badge.validUntil.slice(0, 10) });
}

async function isRevoked(list, badge) {
  const said = await opened(foundIn(list));
  const place = badge.credentialStatus;
  const number = Number(place.statusListIndex);
  if (said.iss !== badge.iss || said.id !== place.statusListCredential || !Number.isInteger(number)) throw new Invalid("other_list");
  try {
    const { gunzipSync } = await import("./vendor/fflate.js");
    const packed = bytes(said.credentialSubject.encodedList.slice(1));
    const bits = gunzipSync(packed, { out: new Uint8Array(LARGEST_LIST) });
    return Boolean(bits[number >> 3] & (0x80 >> (number & 7)));
  } catch {
    throw new Invalid("other_list");
  }
}

function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
}

function letters(data) {
  return btoa(String.fromCharCode(...data)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
