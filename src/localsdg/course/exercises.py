"""The exercises: which there are, their settings with their words, their checks."""

import functools
import json
import re
from pathlib import Path
from typing import Any

from localsdg import kinds
from localsdg.course import cases, data, lesson_marks, translations
from localsdg.course.files import (
    LANGUAGE,
    CourseError,
    direction,
    interface_words,
    read_text,
    read_words,
    read_yaml,
    root,
)

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def exercise_ids(course: Path | None = None) -> list[str]:
    """The names of all exercise folders, sorted."""
    folder = (course or root()) / "exercises"
    return sorted(path.parent.name for path in folder.glob("*/exercise.yml"))


def exercise(slug: str, language: str = LANGUAGE, course: Path | None = None) -> dict[str, Any]:
    """One exercise, ready for a widget: ``exercise.yml`` plus ``words`` (title, prompt, labels, feedback …).

    The result's ``language`` is the one that its words are in: English where the exercise is not translated,
    or its English has changed since. ``ui``, the interface's words, are in the one asked for.
    Raises ``CourseError`` if there is none of that name or its files cannot be read. The dict is the
    caller's own copy. It holds all that the course knows; what others receive, ``public.exercise`` says.
    """
    return json.loads(json.dumps(_exercise((course or root()).resolve(), slug, language)))


@functools.lru_cache(maxsize=256)
def _exercise(course: Path, slug: str, language: str) -> dict[str, Any]:
    folder = course / "exercises" / slug
    if not _SLUG.match(slug) or not (folder / "exercise.yml").is_file():
        known = ", ".join(exercise_ids(course)) or "none"
        raise CourseError(folder, f"there is no exercise {slug!r}; there are: {known}")
    settings = read_yaml(folder / "exercise.yml")
    spoken = translations.spoken(course, slug, language)
    words, prompt = read_words(folder / f"{spoken}.md")
    rubric = folder / "rubric.yml"
    parameters = settings.get("parameters") or {}
    return {
        **settings,
        "parameters": parameters,
        # An exercise in which each learner works on a row of their own.
        **({"cases": cases.shown(parameters, course)} if "draw" in parameters else {}),
        **({"codes": codes} if (codes := _codes(parameters, course)) else {}),
        "checks": settings.get("checks") or [],
        "rubric": read_yaml(rubric)["rows"] if rubric.is_file() else [],
        "texts": kinds.texts(settings),
        "language": spoken,
        **({"direction": "rtl"} if direction(spoken) == "rtl" else {}),
        "words": {
            "labels": {},
            "feedback": {},
            **words,
            "prompt": prompt,
            "ui": interface_words(language, course),
        },
    }


def _codes(parameters, course):
    """``{list: [[code, title], ...]}`` of the lists that are made from a table, in the table's order."""
    made = {name: of for name, of in (parameters.get("lists") or {}).items() if isinstance(of, dict)}
    return {
        name: [[row[of["code"]], row[of["title"]]] for row in data.rows(of["table"], course)]
        for name, of in made.items()
    }


def checks_source(slug: str, course: Path | None = None) -> str:
    """The text of the exercise's public ``checks.py``; ``""`` if a human judges all of it."""
    path = (course or root()) / "exercises" / slug / "checks.py"
    return read_text(path) if path.is_file() else ""


def hidden_checks_source(slug: str, course: Path | None = None) -> str:
    """The text of ``hidden_checks.py``; ``""`` where there is none, as in every copy a learner receives."""
    path = (course or root()) / "exercises" / slug / "hidden_checks.py"
    return read_text(path) if path.is_file() else ""


def check_parameters(slug: str, spec: dict[str, Any], course: Path | None = None) -> dict[str, Any]:
    """What checks of an exercise get as ``params``: its parameters, and as ``tables`` its tables' rows.

    ``prompt`` is what the learner reads, so that a check can tell a copy of it from an answer; ``language``
    is that of the words, in which a typed number is read; ``texts`` says where free texts lie
    (``localsdg.closed``), and where there are any, ``lesson`` tells a copy of it (``localsdg.taken``).
    ``parameters.tables`` maps a name to ``dataset/resource``; a table is a list of dicts.
    """
    tables = spec["parameters"].get("tables") or {}
    return {
        **spec["parameters"],
        "prompt": spec["words"].get("prompt", ""),
        "language": spec["language"],
        "texts": spec["texts"],
        **({"lesson": lesson_marks.of_exercise(slug, spec["language"], course)} if spec["texts"] else {}),
        "tables": {name: data.rows(place, course) for name, place in tables.items()},
    }


def check_points(spec: dict[str, Any]) -> list[list[Any]]:
    """``[[check id, points], ...]`` of the public checks, as ``localsdg.checks.run`` takes it."""
    return [[check["id"], check["points"]] for check in spec["checks"]]


def hidden_points(spec: dict[str, Any]) -> list[list[Any]]:
    """The same for the hidden checks."""
    return [[check["id"], check["points"]] for check in spec.get("hidden_checks") or []]
