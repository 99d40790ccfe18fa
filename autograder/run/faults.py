"""Faults of the course in what judges: checks that break. They cost nobody points, and are named by line."""

import functools
from typing import Any

from autograder.model import CheckResult, Fault
from localsdg import checks, course, judge, patience

PATIENCE = 5  # seconds that the checks of one exercise may take, as in the page; real ones take thousandths
BROKEN = "A check of this exercise is broken: a fault of the course ({places})."
ENDLESS = (
    "The checks of this exercise did not end within {seconds} seconds ({places}). Unless the answer is far "
    "larger than any honest one, that is a fault of the course."
)
_ENDLESS = "does not end"


def judged(slug: str, answer: Any, case: str | None = None) -> tuple[list[CheckResult], list[Fault]]:
    """``(records, faults)`` of an answer: explained records of the checks that work, public ones first.

    Those of hidden checks have ``hidden: true``. ``faults``: ``{check, problem, path, line}`` of the others.
    """
    if answer is None and case is None:  # whose it is makes no difference then
        records, faults = _unanswered(slug, course.root())
        return list(records), list(faults)
    return _judged(slug, answer, case)


@functools.lru_cache(maxsize=512)
def _unanswered(slug, root):
    return _judged(slug, None, None)


def _judged(slug, answer, case):
    try:
        with patience.time_limit(PATIENCE):
            records, hidden = judge.judge_all(slug, answer, case=case)
    except patience.TooLong as problem:
        return [], [{"check": "", "problem": _ENDLESS, **judge.place(slug, problem)}]
    records += [{**record, "hidden": True} for record in hidden]
    if not checks.is_broken(records):
        return records, []
    faults = [_fault(record) for record in records if "broken" in record]
    return [record for record in records if "broken" not in record], faults


def _fault(record):
    """What is wrong with a check, without the exception's message: a learner's words may stand in it."""
    broken = record["broken"]
    return {"check": record["id"], **{key: broken[key] for key in ("problem", "path", "line")}}


def because(faults: list[Fault]) -> str:
    """Why an exercise with such faults is ungraded, for the facilitator."""
    told = [f"{fault['path']}, line {fault['line']}: {fault['problem']}" for fault in faults]
    sentence = ENDLESS if faults[0]["problem"] == _ENDLESS else BROKEN
    return sentence.format(seconds=PATIENCE, places="; ".join(dict.fromkeys(told)))
