"""Forms that show what a workshop changed: questions with their kinds, and the words that they say.

``book/forms.yml`` holds the questions, ``book/<language>/forms.yml`` the words. Paper, report and the table
to fill are made of these two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localsdg import course
from localsdg.course import CourseError

SETTINGS = "book/forms.yml"
WORDS = "forms.yml"
SCALE, LEVEL, CHOICE, NUMBER, TEXT = "scale", "level", "choice", "number", "text"
KINDS = (SCALE, LEVEL, CHOICE, NUMBER, TEXT)
RANGES = {SCALE: (1, 5), LEVEL: (0, 3)}


@dataclass(frozen=True)
class Question:
    """A question of a form; ``options`` are ids, of a ``choice`` alone."""

    id: str
    kind: str
    options: tuple[str, ...] = ()


def forms(root: Path) -> dict[str, list[Question]]:
    """``{form: questions}`` in their order. Raises ``CourseError``."""
    found = course.read_yaml(root / SETTINGS)
    return {
        name: [Question(one["id"], one["kind"], tuple(one.get("options", ()))) for one in questions]
        for name, questions in found.items()
    }


def words(root: Path, language: str = course.LANGUAGE) -> dict[str, Any]:
    """What forms and report say; in English where a language lacks it."""
    spoken = (course.LANGUAGE, language)  # a course put together in one language has that alone, and whole
    there = [path for one in spoken if (path := root / "book" / one / WORDS).is_file()]
    return {key: said for path in there for key, said in course.read_yaml(path).items()}


def problems(root: Path) -> Iterator[CourseError]:
    """Each question has a known kind and says something; so does each option. Nothing without a question."""
    said, path = course.read_yaml(root / "book" / course.LANGUAGE / WORDS), root / "book" / course.LANGUAGE
    for name, questions in forms(root).items():
        told = said.get(name) or {}
        for one in questions:
            if one.kind not in KINDS:
                known = ", ".join(KINDS)
                yield CourseError(
                    root / SETTINGS, f"{name}.{one.id}: kind is {one.kind!r}; write one of: {known}"
                )
            options = (told.get("options") or {}).get(one.id) or {}
            if one.id not in (told.get("questions") or {}):
                yield CourseError(path / WORDS, f"{name}.questions.{one.id} is missing; write the question")
            if (one.kind == CHOICE) != bool(one.options):
                yield CourseError(root / SETTINGS, f"{name}.{one.id}: a choice has options, nothing else has")
            for option in one.options:
                if option not in options:
                    yield CourseError(path / WORDS, f"{name}.options.{one.id}.{option} is missing; write it")
        for extra in set(told.get("questions") or {}) - {one.id for one in questions}:
            yield CourseError(
                path / WORDS, f"{name}.questions.{extra}: {SETTINGS} has no such question; remove it"
            )
