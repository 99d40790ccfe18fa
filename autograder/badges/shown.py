"""What a learner chose to show on a badge, and the rows of points that follow from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from autograder import messages
from autograder.notebook.wording import fill
from autograder.reports import record_page
from autograder.store.course_folder import CourseFolder
from autograder.store.results import current
from autograder.values import Points

WORDS = "badge.yml"


@dataclass(frozen=True)
class Shown:
    """``points``: of each module; ``record``: of each objective too, and what a person judged."""

    name: str = ""
    points: bool = False
    record: bool = False


@dataclass(frozen=True)
class Row:
    """A line of points. ``key``: what tells it from others, whatever the language."""

    key: str
    name: str
    earned: Points
    most: Points


@dataclass(frozen=True)
class Work:
    """What of a learner's work is on the badge: nothing, where nothing was chosen. ``done``: ISO text, when
    the last of it was handed in."""

    rows: tuple[Row, ...] = ()
    done: str = ""


def of(
    folder: CourseFolder,
    learner: str,
    points: Mapping[str, tuple[Points, Points]],
    titles: Mapping[str, str],
    shown: Shown,
) -> Work:
    """The work of a learner as far as it is shown. ``points``: earned and most, ``titles``: by assignment."""
    if not (shown.points or shown.record):
        return Work()
    if not shown.record:
        return Work(tuple(Row(one, titles[one], *both) for one, both in points.items()))
    graded = [(found, entry) for found, entry in current(folder, learner) if found.assignment in points]
    made = record_page.modules(graded, folder.language)
    rows: list[Row] = []
    for assignment, both in points.items():
        rows.append(Row(assignment, titles[assignment], *both))
        rows += [one for module, known in made if module["assignment"] == assignment
                 for one in _of_module(module, known, messages.words(folder.language, WORDS))]  # fmt: skip
    return Work(tuple(rows), max(entry.received for _, entry in graded))


def _of_module(module: dict[str, Any], known: dict[str, Any], said: Mapping[str, Any]) -> Iterator[Row]:
    """By objective, what open checks found; by exercise, what a person gave."""
    sentences = {one["id"]: one["sentence"] for one in known["objectives"]}
    titles = {one["slug"]: one["title"] for one in known["exercises"]}
    place = module["assignment"]
    for one in module["objectives"]:
        ident = one["objective"]
        yield Row(f"{place} {ident}", sentences[ident], one["earned"], one["points"])
    for one in module["judged"]:
        slug = one["exercise"]
        if one["points"] is not None:
            name = fill(said["row_judged"], exercise=titles.get(slug, slug))
            yield Row(f"{place} by a person {slug}", name, one["points"], one["of"])
