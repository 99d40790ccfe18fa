"""What a page needs to know of the course to show how far a learner has come: one small file for all pages.

``book/static/exercises/progress.js`` reads it; what the learner has done is known to the browser alone.
"""

import itertools
from pathlib import Path
from typing import Any

from localsdg import course as sources
from localsdg.course import public
from localsdg_build import order
from localsdg_build.words import interface

NAME = "progress.json"
_WORDS = "progress_"
_VERSION = 4  # characters of an exercise's version: enough to tell it from the one before
_OPTIONAL = "code"  # exercises of this kind may be left out


def facts(root: Path, language: str = sources.LANGUAGE) -> dict[str, Any]:
    """``{words, modules: [{name, lessons: [{name, minutes, exercises}]}]}`` in reading order.

    ``minutes`` are those of a learner who leaves out what may be left out. An exercise that several lessons
    show belongs to the first. Each is ``[slug, points that a page can give, its version's beginning]``,
    followed by ``True`` if it may be left out.
    """
    shown: dict[tuple[str, str], list[str]] = {}
    for slug, module, lesson in order.placed_exercises(root, language):
        shown.setdefault((module, lesson), []).append(slug)
    modules = itertools.groupby(order.lessons(root, language=language), key=lambda one: one[0])
    return {
        "words": {key: text for key, text in interface(language).items() if key.startswith(_WORDS)},
        "modules": [
            {
                "name": module,
                "lessons": [
                    _lesson(root, lesson, shown.get((module, lesson), []), path)
                    for _, lesson, path in lessons
                ],
            }
            for module, lessons in modules
        ],
    }


def _lesson(root, name, slugs, path):
    found = [(slug, public.exercise(slug, course=root)) for slug in slugs]
    front, _ = sources.read_words(path)
    minutes = (front.get("lesson") or {}).get("minutes") or {}
    optional = sum(spec["minutes"] for _, spec in found if spec["kind"] == _OPTIONAL)
    return {
        "name": name,
        "minutes": sum(minutes.values()) - optional,
        "exercises": [_exercise(slug, spec) for slug, spec in found],
    }


def _exercise(slug, spec):
    points = sum(worth for _, worth in sources.check_points(spec))
    known = [slug, points, spec["version"][:_VERSION]]
    return [*known, True] if spec["kind"] == _OPTIONAL else known
