"""The questions *In your municipality* of the lessons, and the exercise in which notes become a dossier.

The lessons' pages have a field below each question; a module's dossier is an exercise with the parameter
``notes``. Pure: reads files.
"""

import re
from pathlib import Path
from typing import Any

from localsdg import course as sources
from localsdg.course import lesson_text
from localsdg_build import order

CLASS = "lsdg-town"
_ITEM = re.compile(r"^\s*[-*]\s+(.*)")
_CITED = re.compile(r"\s*\{cite(?::\w+)?\}`[^`]*`")
_ROLE = re.compile(r"\{[\w:-]+\}`([^`<]*?)(?: <[^`>]*>)?`")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def of_module(course: Path, module: str, language: str = sources.LANGUAGE) -> list[dict[str, Any]]:
    """``[{lesson: "<module>/<lesson>", title, questions}]`` of a module's lessons in reading order."""
    return [
        {
            "lesson": f"{module}/{lesson}",
            "title": order.title(path),
            "questions": questions(path.read_text(encoding="utf-8")),
        }
        for _, lesson, path in order.lessons(course, module, language)
    ]


def questions(text: str) -> list[str]:
    """The questions of a lesson's text as plain Markdown: without roles, sources and addresses."""
    found: list[str] = []
    for block in lesson_text.read(text).blocks:
        if not block.has_class(CLASS):
            continue
        begun = False
        for line in block.lines:
            item = _ITEM.match(line)
            if item:
                found.append(item[1].strip())
            elif begun and line.strip():
                found[-1] += f" {line.strip()}"
            begun = bool(item) or (begun and bool(line.strip()))
    return [_plain(one) for one in found]


def _plain(text):
    return _LINK.sub(r"\1", _ROLE.sub(r"\1", _CITED.sub("", text)))


def dossier_of(course: Path, module: str) -> str | None:
    """The exercise in which the notes on a module's lessons become a dossier; ``None`` if it has none."""
    for slug in sources.exercise_ids(course):
        settings = sources.read_yaml(Path(course) / "exercises" / slug / "exercise.yml")
        if settings.get("module") == module and takes_notes(settings):
            return slug
    return None


def takes_notes(settings: dict[str, Any]) -> bool:
    """Does an exercise (its ``exercise.yml``, or its spec) take the notes over?"""
    return bool((settings.get("parameters") or {}).get("notes"))
