"""The modules of a lesson in a platform, run by Node: staged as they lie in a package."""

import json
import shutil
import subprocess
from pathlib import Path

from localsdg import course
from localsdg.course import public
from localsdg_build import order, vendor

ROOT = Path(__file__).parents[2]


def stage(folder):
    """Lay the modules out below ``folder`` and return it."""
    sources = ROOT / "book" / "static"
    for room in ("exercises", "scorm"):
        shutil.copytree(sources / room, folder / room)
    library = vendor.ensure(ROOT) / "fflate" / "esm" / "browser.js"
    (folder / "exercises" / "vendor").mkdir()
    shutil.copyfile(library, folder / "exercises" / "vendor" / "fflate.js")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return folder


def run(folder, code, given=None):
    """What ``code`` returns: the body of an async function of ``given`` that may import ``./scorm/…``."""
    program = (
        "import fs from 'node:fs';\nconst given = JSON.parse(fs.readFileSync(0, 'utf8'));\nconsole.error = () => {};\n"
        f"const found = await (async () => {{ {code} }})();\nconsole.log(JSON.stringify(found ?? null));\n"
    )
    (folder / "run.js").write_text(program, encoding="utf-8")
    command = [vendor.node() or "node", "run.js"]
    done = subprocess.run(command, cwd=folder, input=json.dumps(given), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def lessons():
    """``{"module/lesson": [spec, ...]}`` of the exercises with a widget, each where a lesson shows it first."""
    found = {}
    for slug, module, lesson in order.placed_exercises(ROOT):
        spec = {**public.exercise(slug, course=ROOT), "slug": slug}
        if spec["kind"] != "code":
            found.setdefault(f"{module}/{lesson}", []).append(spec)
    return found


def samples(slug):
    """The answers in an exercise's samples."""
    folder = course.root() / "exercises" / slug / "samples"
    return [json.loads(path.read_text(encoding="utf-8"))["answer"] for path in sorted(folder.glob("*.json"))]


def largest(slug):
    """The sample that takes most room as JSON."""
    return max(samples(slug), key=lambda answer: len(json.dumps(answer)))
