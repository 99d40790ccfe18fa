"""Results without names, for research or for a report: nothing in them is a text that a learner chose."""

import contextlib
import csv
import functools
import json
import re
import secrets
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.exercise_cache import spec
from autograder.model import Entry, Outcome
from autograder.store.course_folder import CourseFolder
from autograder.store.results import current
from localsdg import course, kinds

_RESULTS = ("learner", "assignment", "status", "score", "max_score", "received", "days_late")
_CHECKS = ("learner", "assignment", "exercise", "check", "hidden", "state", "earned", "points")
OTHER = "(other)"  # in place of a name that the course does not know
_OPEN = ["text", "rating"]  # the form of an open half, and of its writer's judgement
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|m-?\d{1,3}")  # also a month of a board's calendar


def write(folder: CourseFolder, out: Path | str, answers: bool = False) -> Iterator[str]:
    """Write ``results.csv`` and ``checks.csv`` (and ``answers.jsonl``) into ``out``; yields a name a row.

    A learner's number is drawn by lot and kept nowhere. Names, file names, comments and reasons (which may
    quote a file's name) are left out; times are rounded to the day. Of answers there are numbers, dates and
    the course's own words; of what a learner wrote only how long it is.
    """
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    numbers: dict[str, str] = {}
    known = set(folder.assignments())
    with (
        open(out / "results.csv", "w", newline="", encoding="utf-8") as results_file,
        open(out / "checks.csv", "w", newline="", encoding="utf-8") as checks_file,
    ):
        results, checks = csv.writer(results_file), csv.writer(checks_file)
        results.writerow(_RESULTS)
        checks.writerow(_CHECKS)
        for found, entry in _shuffled(folder):
            # An assignment that is none of the course's has its name from a learner's file.
            if found.assignment not in known:
                found = replace(found, assignment=OTHER)
            number = numbers.setdefault(found.learner, f"L{secrets.token_hex(5)}")
            results.writerow(_result(number, found, entry))
            yield "results.csv"
            for row in _checks(number, found):
                checks.writerow(row)
                yield "checks.csv"
            if answers:
                with open(out / "answers.jsonl", "a", encoding="utf-8") as lines:
                    given = {slug: answer(slug, value) for slug, value in entry.answers.items()}
                    kept = {"learner": number, "assignment": found.assignment, "answers": given}
                    lines.write(json.dumps(kept, ensure_ascii=False) + "\n")
                yield "answers.jsonl"


def _shuffled(folder: CourseFolder) -> list[tuple[Outcome, Entry]]:
    """In an order that says nothing: the ledger's is by name."""
    found = list(current(folder))
    secrets.SystemRandom().shuffle(found)
    return found


def _result(number: str, found: Outcome, entry: Entry) -> list[object]:
    late = found.late.days if found.late else 0
    received = entry.received[:10]
    return [number, found.assignment, found.status, found.score, found.max_score, received, late]


def _checks(number: str, found: Outcome) -> Iterator[list[object]]:
    for exercise in found.exercises:
        for record in exercise.checks:
            hidden = "yes" if record.hidden else "no"
            told = [record.id, hidden, record.state, record.earned, record.points]
            yield [number, found.assignment, exercise.id, *told]


# ---- Answers --------------------------------------------------------------------------------


def answer(slug: str, value: Any) -> Any:
    """An answer without what the learner wrote: ``{"characters": how many}`` stands for each such text."""
    return _without_texts(value, _own_words(slug))


@functools.lru_cache(maxsize=512)
def _own_words(slug: str) -> set[str]:
    """Every word of the exercise's parameters and of the form that its kind gives to answers."""
    words: set[str] = set()
    with contextlib.suppress(course.CourseError, KeyError):
        found = spec(slug)
        _collect([found.get("parameters"), found["rubric"], kinds.kind(found["kind"]).ANSWER, _OPEN], words)
    return words


def _collect(value: Any, words: set[str]) -> None:
    if isinstance(value, dict):
        words.update(map(str, value))
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            _collect(one, words)
    elif isinstance(value, str):
        words.add(value)


def _without_texts(value: Any, words: Collection[str]) -> Any:
    if isinstance(value, dict):
        return {
            name if name in words else f"{OTHER} {place}": _without_texts(one, words)
            for place, (name, one) in enumerate(value.items(), 1)
        }
    if isinstance(value, list):
        return [_without_texts(one, words) for one in value]
    if isinstance(value, str) and value not in words and not _DATE.fullmatch(value):
        return {"characters": len(value)}
    return value
