"""What checks know of the lesson that shows an exercise: a mark of each of its longer sentences.

By these ``localsdg.taken`` sees a text that was copied from there. In the course's sources the marks are made
of the lessons; learners receive them as one small file, for the lessons are no part of what they install.
Nothing in a lesson can stop a check: what cannot be read has no marks.
"""

import functools
import json
import re
from collections.abc import Iterable
from pathlib import Path

from localsdg import kinds, taken
from localsdg.course import lesson_text
from localsdg.course.files import LANGUAGE, read_yaml, root

FILE = "exercises/lessons.json"  # {language: {exercise: marks}}
_NEW_LINE = re.compile(r"\s*(?:$|#|[-*+>|]\s|\||\d+[.)]\s|:\w)")  # begins a heading, an item, a row, a quote


def of_exercise(slug: str, language: str, course: Path | None = None) -> str:
    """Marks, a blank before each; ``""`` where no lesson shows the exercise.

    ``language``: of the lesson; where it is not translated, its English counts.
    """
    course = (course or root()).resolve()
    if not (course / "modules").is_dir():
        received = _received(course)
        known = received.get(language) or received.get(LANGUAGE) or {}
        return known.get(slug, "")
    return _made(course, slug, language)


def content(course: Path, slugs: Iterable[str], languages: Iterable[str]) -> bytes:
    """The file that learners receive, for those of ``slugs`` that ask for texts; else it is empty."""
    course = course.resolve()
    if not (course / "modules").is_dir():
        return (course / FILE).read_bytes() if (course / FILE).is_file() else b""
    asking = [slug for slug in slugs if kinds.texts(read_yaml(course / "exercises" / slug / "exercise.yml"))]
    made = {language: {slug: _made(course, slug, language) for slug in asking} for language in languages}
    return json.dumps(made, sort_keys=True).encode() if asking else b""


@functools.lru_cache(maxsize=32)
def _received(course: Path) -> dict[str, dict[str, str]]:
    path = course / FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _made(course, slug, language):
    texts = [text for text in map(_read, _lessons(course, language)) if slug in text]
    found = [mark for shown, marks in map(_told, texts) if slug in shown for mark in marks]
    return "".join(f" {mark}" for mark in sorted(set(found)))


def _lessons(course, language):
    for folder in sorted((course / "modules").glob("*/*")):
        path = folder / f"{language}.md"
        yield path if path.is_file() else folder / f"{LANGUAGE}.md"


def _read(path):
    return _text(path, path.stat().st_mtime_ns) if path.is_file() else ""


@functools.lru_cache(maxsize=256)
def _text(path, version):
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def of_text(text: str) -> list[str]:
    """The marks of all that a learner reads in the text of a lesson: not of code, not of trainer's notes."""
    return _told(text)[1]


@functools.lru_cache(maxsize=256)
def _told(text):
    """``(exercises that a lesson shows, its marks)``: several exercises of one lesson ask for them."""
    read, lines = lesson_text.read(text), list[str]()
    for line in read.texts:
        if lines and lines[-1].strip() and not _NEW_LINE.match(line):
            lines[-1] += f" {line}"  # a paragraph may run over several lines
        else:
            lines.append(line)
    return read.shown_exercises, taken.marks("\n".join(lines))
