"""Outcomes of hand-ins as the grader gives them, made for tests of reports."""

from dataclasses import replace

from autograder.model import CheckResult, Entry, ExerciseResult, Outcome
from autograder.notebook import wording

NAME = "3-monitoring-reporting"


def told(result):
    """What the checks of an exercise's result say in English."""
    return wording.check_words(result.checks, result.id, "en")


def outcome(learner, score=9.5, status="graded", **more):
    """One exercise of the small course, worth 12 points."""
    check = CheckResult("who", 12, score or 0, "So.", "partly")
    exercise = ExerciseResult("zz-who-reports", status, score, 12, checks=(check,))
    return replace(Outcome(learner, NAME, status, score, 12, "", (exercise,)), **more)


def entry(answers=None):
    """What is kept beside it."""
    return Entry(answers or {}, "", "", "", "")


def with_first(found, **changes):
    """The outcome with another result of its first exercise; ``check``: what is other in that one's first."""
    first, *others = found.exercises
    if check := changes.pop("check", None):
        changes["checks"] = (replace(first.checks[0], **check), *first.checks[1:])
    return replace(found, exercises=(replace(first, **changes), *others))
