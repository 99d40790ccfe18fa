"""Ask the search of built pages as a page does, in Node: the same scripts, the same index."""

import json
import subprocess
from pathlib import Path

from localsdg_build import vendor

ROOT = Path(__file__).parents[2]
_ASK = """
import { readFileSync } from "node:fs";
const { folder, scripts, modules, questions } = JSON.parse(process.argv[1]);
globalThis.MiniSearch = (await import(`file://${modules}/minisearch/dist/es/index.js`)).default;
const run = (path) => new Function(readFileSync(path, "utf-8"))();
for (const name of ["words", "engine", "show"]) run(`${scripts}/${name}.js`);
const stemming = readFileSync(`${modules}/stemmer/index.js`, "utf-8");
lsdgSearch.stem = (await import(`data:text/javascript,${encodeURIComponent(stemming)}`)).stemmer;
const taken = {};
lsdgSearch.take = (name, value) => (taken[name] = value);
run(`${folder}/index.js`);
run(`${folder}/${taken.index.texts}`);
const { index, texts } = taken;
const engine = lsdgSearch.engine(index);
const found = questions.map((question) => {
  const { by, hits } = engine.find(question);
  return {
    by,
    hits: hits.map(({ place, terms }) => {
      const [page, anchor, kind, title, language] = index.places[place];
      const parts = lsdgSearch.excerpt(texts[place], engine.marks, terms, language ?? index.language);
      const sentence = parts.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");
      return { page: index.pages[page][0], anchor, kind, title, language, sentence };
    }),
  };
});
console.log(JSON.stringify(found));
"""


def ask(pages, *questions):
    """``[{by, hits: [{page, anchor, kind, title, language, sentence}]}, …]``; marks stand in ``[]``."""
    given = {
        "folder": str(Path(pages, "_search").resolve()),
        "scripts": str(ROOT / "book" / "static" / "search"),
        "modules": str(vendor.ensure(ROOT)),
        "questions": questions,
    }
    command = [vendor.node() or "node", "--input-type=module", "--eval", _ASK, json.dumps(given)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
