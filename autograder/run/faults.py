"""Faults of the course in what judges: checks that break. They cost nobody points, and are named by line."""

import functools
from collections.abc import Iterable, Sequence
from typing import Any

from autograder.exercise_cache import spec
from autograder.messages import message
from autograder.model import CheckResult, Fault
from autograder.values import Points, as_points
from localsdg import course, judge, patience

PATIENCE = 5  # seconds that the checks of one exercise may take, as in the page; real ones take thousandths
BROKEN = message("check_broken")
ENDLESS = message("check_endless")
_ENDLESS = "does not end"


Found = tuple[tuple[CheckResult, ...], tuple[Fault, ...]]


def judged(slug: str, answer: Any, case: str | None = None, language: str = course.LANGUAGE) -> Found:
    """``(results, faults)`` of an answer: of the checks that work, public ones first, and of the others.

    ``language``: of the prompt that the answer was given to.
    """
    language = spec(slug, language)["language"]  # English, where the exercise is not translated
    if answer is None and case is None:  # whose it is makes no difference then
        return _unanswered(slug, course.root(), language)
    return _judged(slug, answer, case, language)


@functools.lru_cache(maxsize=512)
def _unanswered(slug, root, language):
    return _judged(slug, None, None, language)


def _judged(slug: str, answer: Any, case: str | None, language: str) -> Found:
    try:
        with patience.time_limit(PATIENCE):
            public, hidden = judge.judge_all(slug, answer, language, case=case, filled=False)
    except patience.TooLong as problem:
        return (), (Fault("", _ENDLESS, **judge.place(slug, problem, language)),)
    works = [_result(record) for record in public if "broken" not in record]
    works += [_result(record, hidden=True) for record in hidden if "broken" not in record]
    if len(works) == len(public) + len(hidden):
        return tuple(works), ()
    return tuple(works), tuple(_fault(record) for record in public + hidden if "broken" in record)


def _result(record: judge.Record, hidden: bool = False) -> CheckResult:
    """What is kept of a record: all but its sentence, which is made where it is read."""
    score = record["points"], record["earned"]
    return CheckResult(
        record["id"], *score, None, record["state"], record["message"], record["details"], hidden
    )


def _fault(record: judge.Record) -> Fault:
    """What is wrong with a check, without the exception's message: a learner's words may stand in it."""
    broken = record["broken"]
    return Fault(record["id"], broken["problem"], broken["path"], broken["line"])


def total(results: Iterable[CheckResult]) -> Points:
    """What checks earned together."""
    return as_points(sum([one.earned for one in results]))


def because(faults: Sequence[Fault]) -> str:
    """Why an exercise with such faults is ungraded, for the facilitator."""
    told = [f"{fault.path}, line {fault.line}: {fault.problem}" for fault in faults]
    sentence = ENDLESS if faults[0].problem == _ENDLESS else BROKEN
    return sentence.format(seconds=PATIENCE, places="; ".join(dict.fromkeys(told)))
