"""The dashboard's part about own words: who wrote, who judged them, what waits for a person."""

from typing import Any

from autograder.reports import items
from autograder.reports.sums import Assignment, Half
from autograder.reports.words import Words


def of(words: Words, one: Assignment) -> dict[str, Any]:
    """One assignment's open halves, a row for each."""
    return {"title": one.title, "rows": [_row(words, half) for half in one.halves.values()]}


def columns(words: Words) -> list[str]:
    """The heads of these rows."""
    heads = ("own_exercise", "own_wrote", "own_rated", "own_waiting", "own_given", "own_points")
    return [words[head] for head in heads]


def _row(words: Words, half: Half) -> list[object]:
    mean = items.facility(half.shares)
    given = words["own_nobody"] if mean is None else f"{words.percent(mean)} ({len(half.shares)})"
    points = words.number(half.points) if half.points else words["own_unread"]
    return [half.name, half.wrote, half.rated, half.waiting, given, points]
