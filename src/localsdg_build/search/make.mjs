// Makes the index of the search from the pages that are built. Asked by write.py, on its input:
// {modules, scripts, out, memory, pages: [[address, kind]], ui, goalWords, language, codes}; says what it made.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { packed } from "./pack.mjs";
import { places } from "./places.mjs";

// What a page loads at once, in this order.
const SCRIPTS = ["words", "engine", "show", "load", "list", "box", "page"];

const asked = JSON.parse(readFileSync(0, "utf-8"));
const { parse } = await import(pathToFileURL(join(asked.modules, "parse5/dist/index.js")).href);
const { default: MiniSearch } = await import(pathToFileURL(join(asked.modules, "minisearch/dist/es/index.js")).href);
// Classic scripts: they run as they are.
const script = (name) => readFileSync(join(asked.scripts, `${name}.js`), "utf-8");
for (const name of ["words", "engine"]) new Function(script(name))();
const { words, options } = globalThis.lsdgSearch;

const out = join(asked.out, "_search");
mkdirSync(out, { recursive: true });
const sha256 = (...texts) => texts.reduce((hash, text) => hash.update(text), createHash("sha256")).digest("hex");

// Most pages are those of the last build: what was found in a page is remembered by the hash of its text.
const program = sha256(readFileSync(new URL("places.mjs", import.meta.url)), readFileSync(join(asked.modules, "parse5/package.json")));
const remembered = (() => {
  try {
    return JSON.parse(readFileSync(asked.memory, "utf-8"));
  } catch {
    return {}; // there is none, or it was cut off
  }
})();
const known = {};
const pages = asked.pages.map(([address, kind]) => {
  const html = readFileSync(join(asked.out, address), "utf-8");
  const key = sha256(program, kind, html);
  known[key] = remembered[key] ?? places(html, parse, kind);
  return { address, kind, ...known[key] };
});
mkdirSync(dirname(asked.memory), { recursive: true });
writeFileSync(`${asked.memory}.new`, JSON.stringify(known));
renameSync(`${asked.memory}.new`, asked.memory);
const found = pages.flatMap((page, number) => page.places.map((place) => ({ ...place, number, page: page.title })));

const index = new MiniSearch(options(words(asked.goalWords)));
index.addAll(
  found.map(({ title, code, kind, page, text, anchor }, id) => ({
    id,
    title,
    text,
    page: anchor ? page : "", // it is the title itself
    codes: code ? asked.codes[kind].replaceAll("{code}", code) : "",
  })),
);

const short = (list) => (list.at(-1) === undefined ? list.slice(0, -1) : list);
const texts = `lsdgSearch.take("texts",${JSON.stringify(found.map(({ text }) => text))});\n`;
const textsName = `texts-${sha256(texts).slice(0, 12)}.js`;
const data = {
  language: asked.language,
  goalWords: asked.goalWords,
  ui: asked.ui,
  texts: textsName,
  pages: pages.map(({ address, title, kind, language }) => short([address, title, kind, language])),
  places: found.map(({ number, anchor, kind, title, language }) => short([number, anchor, kind, title, language])),
  ...packed(index.toJSON()),
};
for (const name of readdirSync(out).filter((name) => name.startsWith("texts-"))) rmSync(join(out, name));
const minisearch = (name) => readFileSync(join(asked.modules, "minisearch", name), "utf-8");
// Its comments are half of it; the licence stays.
const library = minisearch("dist/umd/index.js").replace(/^ *\/\*\*[^]*?\*\/$|^\/\/# .*$/gm, "");
const stemmer = readFileSync(join(asked.modules, "stemmer/index.js"), "utf-8").replace(/^export /m, "");
const stems = `(function () {\n${stemmer}\nlsdgSearch.stem = stemmer;\n})();`;
const scripts = [`/* MiniSearch\n${minisearch("LICENSE.txt").trim()}\n*/`, library, "globalThis.lsdgSearch = {};", stems, ...SCRIPTS.map(script)].join("\n");
const files = {
  "search.js": scripts,
  "search.css": readFileSync(join(asked.scripts, "search.css"), "utf-8"),
  "index.js": `lsdgSearch.take("index",${JSON.stringify(data)});\n`,
  [textsName]: texts,
};
let bytes = 0;
for (const [name, text] of Object.entries(files)) {
  writeFileSync(join(out, name), text);
  if (name !== "search.css") bytes += gzipSync(text, { level: 6 }).length;
}
console.log(JSON.stringify({ places: found.length, bytes }));
