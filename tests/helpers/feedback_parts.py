"""Which parts feedback speaks of: the page's own module (``kinds/parts.js``), run by Node.js."""

import json
import subprocess
from pathlib import Path

from localsdg import course
from localsdg.course import public
from localsdg.judge import judge
from localsdg_build import vendor

ROOT = Path(__file__).parents[2]
CODE = """
import { readFileSync } from "node:fs";
const [path, name] = process.argv.slice(-2);
const parts = await import("data:text/javascript," + encodeURIComponent(readFileSync(path, "utf-8")));
const found = JSON.parse(readFileSync(0, "utf-8")).map((given) => parts[name](...given) ?? null);
console.log(JSON.stringify(found));
"""


def run(name, cases):
    """What a function of ``parts.js`` gives for each of these lists of arguments."""
    module = ROOT / "src/localsdg/kinds/parts.js"
    done = subprocess.run(
        [vendor.node() or "node", "--input-type=module", "-e", CODE, str(module), name],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def spec(slug):
    """What the widget has of an exercise that matters to its parts."""
    found = public.exercise(slug, course=ROOT)
    words = {"labels": found["words"]["labels"]}
    return {"kind": found["kind"], "parameters": found["parameters"], "texts": found["texts"], "words": words}


def samples(slug):
    """The answers of an exercise's samples."""
    paths = sorted((ROOT / "exercises" / slug / "samples").glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8"))["answer"] for path in paths]


def shares():
    """``{slug: (records that name a part, records that are not met)}`` over all samples of all exercises."""
    cases, slugs = [], []
    for slug in course.exercise_ids(ROOT):
        about = spec(slug)
        for answer in samples(slug):
            records = [one for one in judge(slug, answer, where=ROOT) if one["state"] != "met"]
            cases += [[record, about, answer] for record in records]
            slugs += [slug] * len(records)
    found = run("partsOf", cases)
    return {
        slug: (
            sum(bool(parts) for of, parts in zip(slugs, found, strict=True) if of == slug),
            slugs.count(slug),
        )
        for slug in course.exercise_ids(ROOT)
    }
