"""What travels between the rooms: the three outcomes that are never confused, and points as numbers.

The results are dicts, because they are stored and sent as JSON; these types say what is in them.
"""

import functools
from typing import Any, Final, Literal, NotRequired, TypedDict

from localsdg.records import rounded

Status = Literal["graded", "needs_human", "ungraded"]
GRADED: Final = "graded"
NEEDS_HUMAN: Final = "needs_human"
UNGRADED: Final = "ungraded"
UNRUN = "unrun"  # why an answer has no score: its code was not run, for want of a sandbox
Points = int | float


class CheckResult(TypedDict):
    """What a check found, with its explanation."""

    id: str
    points: Points
    earned: Points
    text: str
    message: NotRequired[str]  # the key of the explanation's words
    details: NotRequired[dict[str, Any]]  # what stands in its places
    hidden: NotRequired[bool]  # learners read of these only the sum


class Fault(TypedDict):
    """A check that broke: a fault of the course."""

    check: str
    problem: str
    path: str
    line: int | None


class ExerciseResult(TypedDict):
    """What one exercise got. ``score`` is ``None`` unless it is graded: what is not judged is no zero."""

    id: str
    status: Status
    score: Points | None
    max_score: Points
    reason: str  # for the facilitator; "" where it is graded
    checks: list[CheckResult]
    faults: NotRequired[list[Fault]]
    why: NotRequired[str]  # a key of words for the learner
    stopped: NotRequired[dict[str, Any]]  # where code stopped, see ``sandbox.stops``
    saved: NotRequired[dict[str, Points]]  # ``score`` that the file shows, ``graded`` by the same checks now
    earlier: NotRequired[dict[str, Points | None]]  # the ``score`` of an answer that the newest file lacks
    comment: NotRequired[str]  # a person's
    by_person: NotRequired[bool]


class Judged(TypedDict):
    """What comes out of a worker for one hand-in."""

    reason: str | None  # why it cannot be graded at all
    notes: list[str]
    exercises: list[ExerciseResult]
    answers: dict[str, Any]  # by exercise, as JSON
    copy: str | None  # the autograded notebook


class Outcome(TypedDict):
    """What one hand-in got. ``score``: the sum, so far if it needs a human, ``None`` if it is ungraded."""

    learner: str
    assignment: str
    status: Status
    score: Points | None
    max_score: Points | None
    reason: str
    exercises: list[ExerciseResult]
    notes: NotRequired[list[str]]
    late: NotRequired[dict[str, Any] | None]  # see ``lateness``


class Entry(TypedDict):
    """What is kept of a hand-in beside its outcome. Times are ISO texts."""

    answers: dict[str, Any]
    digest: str
    received: str
    graded_at: str
    place: str


def as_points(number: float) -> Points:
    """2.0 as 2; 2.50 as 2.5."""
    number = rounded(float(number))
    return int(number) if number == int(number) else number


@functools.lru_cache(maxsize=4096)  # a class has the same few points again and again
def number(value: Points | None) -> str:
    """12.5 as ``12.5``, 12.0 as ``12``, ``None`` as ``–``."""
    return "–" if value is None else f"{rounded(value):.10g}"
