"""Grades as CSV: quoted, safe to open in a spreadsheet, one row a hand-in."""

import csv
import io

from autograder.table import number

_STEERING = ("=", "+", "-", "@", "\t", "\r")


def as_csv(outcomes):
    """CSV text (RFC 4180). Columns: learner, assignment, status, score, max_score, reason, each exercise.

    A score that is not known is an empty cell, never 0. A text that a spreadsheet would take for a
    formula gets an apostrophe in front.
    """
    outcomes = list(outcomes)
    exercises = _exercise_columns(outcomes)
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["learner", "assignment", "status", "score", "max_score", "reason", *exercises])
    for outcome in outcomes:
        scores = {exercise["id"]: exercise["score"] for exercise in outcome["exercises"]}
        fixed = [outcome[key] for key in ("learner", "assignment", "status", "score", "max_score", "reason")]
        writer.writerow([_cell(value) for value in fixed + [scores.get(slug) for slug in exercises]])
    return stream.getvalue()


def _exercise_columns(outcomes):
    """Every exercise once, in the order in which the assignments hold them."""
    found = []
    for outcome in outcomes:
        found += [exercise["id"] for exercise in outcome["exercises"] if exercise["id"] not in found]
    return found


def _cell(value):
    """A cell's text; what people or files named is made harmless, numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return number(value)
    text = str(value).replace("\x00", "")
    return "'" + text if text.lstrip(" ").startswith(_STEERING) else text


FORMATS = {"csv": as_csv}
