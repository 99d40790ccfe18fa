"""A module's before-and-after test: two parallel forms, each with one question for each objective.

``modules/<module>/before-after/test.yml`` holds the questions' settings, ``<language>.md`` beside it their
words. A learner takes one form before the module and the other after it; nobody gets points for it.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localsdg.course.files import LANGUAGE, CourseError, read_words, read_yaml
from localsdg.typed import as_number

FOLDER = "before-after"
SETTINGS = "test.yml"
FORMS = ("a", "b")
UNKNOWN = "unknown"  # the option "I do not know yet", which every question with options has


@dataclass(frozen=True)
class Question:
    """A question; ``type``: ``single`` (with ``options``) or ``number`` (with ``tolerance``, ``unit``)."""

    type: str
    right: Any
    options: tuple[str, ...] = ()
    tolerance: float = 0
    unit: str = ""

    @property
    def version(self) -> str:
        """A short hash of what an answer to it means; other words do not change it."""
        content = [self.type, self.right, list(self.options), self.tolerance, self.unit]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:8]

    def is_right(self, given: Any) -> bool:
        """Whether an answer (any JSON) is right; ``is_right`` in ``before-after-kept.js`` says the same."""
        if self.type == "single":
            return isinstance(given, str) and given == self.right
        number = as_number(given)
        return number is not None and abs(number - self.right) <= self.tolerance + 1e-9


@dataclass(frozen=True)
class Item:
    """The two questions on one objective, by form."""

    objective: str
    forms: dict[str, Question]


def folder(course: Path, module: str) -> Path:
    """Where a module's test is; a module may have none."""
    return Path(course) / "modules" / module / FOLDER


def has_one(course: Path, module: str) -> bool:
    """Has this module a test?"""
    return (folder(course, module) / SETTINGS).is_file()


def items(course: Path, module: str) -> list[Item]:
    """The items of a module's test in their order, ``[]`` where it has none.

    Raises ``CourseError`` where the file is not as it should be: ``localsdg check`` says more.
    """
    path = folder(course, module) / SETTINGS
    if not path.is_file():
        return []
    try:
        return [
            Item(one["objective"], {form: _question(one[form]) for form in FORMS})
            for one in read_yaml(path)["items"]
        ]
    except (KeyError, TypeError) as problem:
        raise CourseError(path, f"this is no test ({problem}); 'localsdg check' says what to write") from None


def _question(given):
    return Question(
        given["type"],
        given["right"],
        tuple(given.get("options") or ()),
        given.get("tolerance") or 0,
        given.get("unit") or "",
    )


def words(course: Path, module: str, language: str = LANGUAGE) -> dict[str, Any]:
    """``{questions, options, why, units}`` of a module's test; English's where there are no others."""
    path = folder(course, module) / f"{language}.md"
    return read_words(path if path.is_file() else path.with_name(f"{LANGUAGE}.md"))[0]
