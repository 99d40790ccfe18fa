"""What a trainer can choose from: lessons, their exercises, and their opening questions as polls."""

import functools
import re
from pathlib import Path
from typing import Any

from localsdg import course
from localsdg_build import order, slide_places

_RECALL = re.compile(r"^```\{recall\}\n(.*?)^```", re.S | re.M)
_MARKS = re.compile(r"[*_`]|\{[a-z:-]+\}")


def spec(slug: str, language: str) -> dict[str, Any]:
    """An exercise as ``localsdg.course.exercise`` gives it. Do not change the dict: it is shared."""
    return _spec(course.root(), slug, language)


@functools.cache
def _spec(where: Path, slug: str, language: str) -> dict[str, Any]:
    return course.exercise(slug, language, where)


def catalog(language: str = course.LANGUAGE) -> list[dict[str, Any]]:
    """``[{title, lessons: [{title, page, slides, questions, exercises: [{slug, title, kind}]}]}]``.

    By module. ``slides``: the deck's address, ``""`` where there is none; ``questions``: what the lesson asks
    at its head. Do not change it: it is shared.
    """
    return _catalog(course.root(), language)


@functools.cache
def _catalog(where: Path, language: str) -> list[dict[str, Any]]:
    shown: dict[tuple[str, str], list[str]] = {}
    for slug, module, lesson in order.placed_exercises(where, language):
        shown.setdefault((module, lesson), []).append(slug)
    modules: dict[str, dict[str, Any]] = {}
    for module, lesson, path in order.lessons(where, language=language):
        front = order.in_language(where / "modules" / module, language)
        entry = modules.setdefault(module, {"title": order.title(front), "lessons": []})
        entry["lessons"].append(_lesson(where, path, language, shown.get((module, lesson), [])))
    return list(modules.values())


def _lesson(where: Path, path: Path, language: str, slugs: list[str]) -> dict[str, Any]:
    source = path.relative_to(where).with_suffix("")
    page = source if source.name == course.LANGUAGE else Path(source.name, source)
    return {
        "title": order.title(path),
        "page": f"/{page.as_posix()}.html",
        "slides": _slides(where, source) if slide_places.has_slides(where) else "",
        "questions": opening_questions(path.read_text(encoding="utf-8")),
        "exercises": [_exercise(slug, language) for slug in slugs],
    }


def _slides(where: Path, source: Path) -> str:
    """The address of a lesson's deck; ``source``: its page, in the language that it is in."""
    deck = slide_places.file(source.parts[1], source.parts[2])
    return f"/{deck}" if source.name == course.LANGUAGE else f"/{source.name}/{deck}"


def _exercise(slug, language):
    found = spec(slug, language)
    return {"slug": slug, "title": found["words"]["title"], "kind": found["kind"]}


def opening_questions(text: str) -> list[str]:
    """The questions from earlier lessons at a lesson's head, as plain text."""
    block = _RECALL.search(text)
    if not block:
        return []
    pieces = [piece.strip() for piece in block[1].split("\n\n")]
    asked = [piece.split("\n: ")[0] for piece in pieces if "\n: " in piece]
    return [" ".join(_MARKS.sub("", question).split()) for question in asked]
