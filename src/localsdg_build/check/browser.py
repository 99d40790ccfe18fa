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
from localsdg_build.check.odd_answers import swapped

_ATTRIBUTE = re.compile(r"no attribute '(\w+)'|name '(\w+)'")
_LINE = re.compile(r'File "[^"]*", line (\d+)')
# What the two Pythons are most likely to read in two ways; the tests try more (``odd_answers``).
_TWO_WAYS = ("\u00a0x\u3000", "ÄÖÜ ẞ", "İstanbul", "中文 调查", "１２", 55.35, 1 / 3)
_PLACE = "docs/browser-python.md says what it cannot do"


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
            answers += [(folder.name, told, answer) for told, answer in _answers(folder)]
    if not pages:
        return
    paths = [course / "exercises" / slug / "checks.py" for slug in pages]
    with tempfile.TemporaryDirectory() as room:
        out = micropython.folder(course, Path(room), pages)
        asked = [{"python": missing.program(paths)}]
        asked += [{"slug": slug, "answer": json.dumps(answer)} for slug, _, answer in answers]
        try:
            lacks, *replies = micropython.ask(node, out, asked)
        except micropython.Endless:
            yield CourseError(paths[0], "a check of these exercises does not end in the browser's Python")
            return
    lacking = list(missing.problems(paths, lacks))
    yield from lacking
    named = {problem.path for problem in lacking}
    for (slug, told, answer), reply in zip(answers, replies, strict=True):
        source = course / "exercises" / slug / "checks.py"
        if source not in named:  # what is missing is the reason; its line is named
            for problem in _difference(course, slug, told, answer, reply):
                yield problem
                named.add(source)


def _answers(folder):
    """``(what it is, answer)``: the samples, and the longest one with odd texts and numbers in it."""
    samples = {}
    for path in sorted((folder / "samples").glob("*.json")):
        samples[f"the sample {path.name}"] = json.loads(path.read_text(encoding="utf-8"))["answer"]
    yield from samples.items()
    longest = max(samples.values(), key=lambda answer: len(json.dumps(answer)), default=None)
    for odd in _TWO_WAYS:
        yield f"an answer with {odd!r} in it", swapped(longest, odd)


def _difference(course, slug, told, answer, reply):
    """The first difference between the two Pythons in one answer; ``told``: what that is."""
    public, _, words = judge.prepared(slug, sources.LANGUAGE, course)
    source = course / "exercises" / slug / "checks.py"
    if "raised" in reply:
        said = reply["raised"].strip().splitlines()[-1]
        lines = _LINE.findall(reply["raised"])
        stops = f"this file stops in the browser's Python ({said}); write it in another way. {_PLACE}"
        yield CourseError(source, stops, _line(public.source, said) or (int(lines[-1]) if lines else 1))
        return
    records = json.loads(json.dumps(feedback.explain(public.run(answer), words)))
    for ours, theirs in zip(records, reply["records"], strict=True):
        if "broken" in theirs and "broken" not in ours:
            said = f"{theirs['broken']['problem']}: {theirs['broken']['says']}"
            line = _line(public.source, said) or public.locate(theirs["id"], Exception())["line"]
            where = f"check {theirs['id']!r} stops in the browser's Python ({said}) on {told}"
            yield CourseError(source, f"{where}; write it in another way. {_PLACE}", line)
            return
        if "broken" not in ours and ours != theirs:
            line = public.locate(ours["id"], Exception())["line"]
            yield CourseError(source, _told(ours, theirs, told), line)
            return


def _told(ours, theirs, told):
    key = next(key for key in ours if ours[key] != theirs.get(key))
    return (
        f"check {ours['id']!r}: on {told} the page gives {key} {theirs.get(key)!r}, "
        f"the grader {ours[key]!r}; {_PLACE}"
    )


def _line(source, said):
    """The line of the name that a message is about; ``None`` if it names none of the file's."""
    found = _ATTRIBUTE.search(said)
    name = found and (found[1] or found[2])
    for node in ast.walk(ast.parse(source)) if name else ():
        if getattr(node, "attr", None) == name or getattr(node, "id", None) == name:
            return getattr(node, "lineno", None)
    return None
