"""The rule about the browser: its Python finds in every sample what the grader finds.

A page has MicroPython. What it lacks stops a check there, or changes what it says.
"""

import ast
import json
import re
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from localsdg import course as sources
from localsdg import feedback, judge
from localsdg.course import CourseError
from localsdg_build.book import page_exercise
from localsdg_build.check import micropython, missing
from localsdg_build.check.exercises import readable

_ATTRIBUTE = re.compile(r"no attribute '(\w+)'|name '(\w+)'")
_LINE = re.compile(r'File "[^"]*", line (\d+)')
_PLACE = "CONTRIBUTING.md says what the browser's Python cannot do"


def browser(course: Path, only: Collection[str] | None = None) -> Iterator[CourseError]:
    """Each public check gives in MicroPython what it gives in Python; ``only``: slugs that are looked at.

    Raises ``micropython.NotHere`` where it cannot be run.
    """
    node = micropython.node_program()
    pages, answers = {}, []
    for folder, _ in readable(course, only):
        if not (folder / "checks.py").is_file():
            continue
        public, _, _ = judge.prepared(folder.name, sources.LANGUAGE, course)
        if not isinstance(public.functions, Exception):
            pages[folder.name] = page_exercise.checks_json(folder.name, course)
            answers += [(folder.name, path) for path in sorted((folder / "samples").glob("*.json"))]
    if not pages:
        return
    paths = [course / "exercises" / slug / "checks.py" for slug in pages]
    with tempfile.TemporaryDirectory() as room:
        out = micropython.folder(course, Path(room), pages)
        asked = [{"python": missing.program(paths)}]
        asked += [{"slug": slug, "answer": json.dumps(_answer(path))} for slug, path in answers]
        try:
            lacks, *replies = micropython.ask(node, out, asked)
        except micropython.Endless:
            yield CourseError(paths[0], "a check of these exercises does not end in the browser's Python")
            return
    lacking = list(missing.problems(paths, lacks))
    yield from lacking
    named = {problem.path for problem in lacking}
    for (slug, path), reply in zip(answers, replies, strict=True):
        source = course / "exercises" / slug / "checks.py"
        if source not in named:  # what is missing is the reason; its line is named
            for problem in _difference(course, slug, path, reply):
                yield problem
                named.add(source)


def _answer(path):
    return json.loads(path.read_text(encoding="utf-8"))["answer"]


def _difference(course, slug, path, reply):
    """The first difference between the two Pythons in one sample."""
    public, _, words = judge.prepared(slug, sources.LANGUAGE, course)
    source = course / "exercises" / slug / "checks.py"
    if "raised" in reply:
        said = reply["raised"].strip().splitlines()[-1]
        lines = _LINE.findall(reply["raised"])
        told = f"this file stops in the browser's Python ({said}); write it in another way. {_PLACE}"
        yield CourseError(source, told, _line(public.source, said) or (int(lines[-1]) if lines else 1))
        return
    records = json.loads(json.dumps(feedback.explain(public.run(_answer(path)), words)))
    for ours, theirs in zip(records, reply["records"], strict=True):
        if "broken" in theirs and "broken" not in ours:
            said = f"{theirs['broken']['problem']}: {theirs['broken']['says']}"
            line = _line(public.source, said) or public.locate(theirs["id"], Exception())["line"]
            told = (
                f"check {theirs['id']!r} stops in the browser's Python ({said}) on the sample {path.name}; "
            )
            yield CourseError(source, f"{told}write it in another way. {_PLACE}", line)
            return
        if "broken" not in ours and ours != theirs:
            line = public.locate(ours["id"], Exception())["line"]
            yield CourseError(source, _told(ours, theirs, path), line)
            return


def _told(ours, theirs, path):
    key = next(key for key in ours if ours[key] != theirs.get(key))
    return (
        f"check {ours['id']!r}: on the sample {path.name} the page gives {key} {theirs.get(key)!r}, "
        f"the grader {ours[key]!r}; build on no order of a dict or set, and round with rounded()"
    )


def _line(source, said):
    """The line of the name that a message is about; ``None`` if it names none of the file's."""
    found = _ATTRIBUTE.search(said)
    name = found and (found[1] or found[2])
    for node in ast.walk(ast.parse(source)) if name else ():
        if getattr(node, "attr", None) == name or getattr(node, "id", None) == name:
            return getattr(node, "lineno", None)
    return None
