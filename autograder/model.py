"""What travels between the rooms: the three outcomes that are never confused.

The ledger keeps results as JSON, and workers send them so (``written.py``): each has ``as_json`` and is made
of that again by ``of_json``, which leaves aside what it does not know. What is usual is not written. Reasons
and notes are messages (``messages.py``), in older ledgers mere texts.
"""

import functools
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal, Self

from autograder import messages
from autograder.values import Json, Points, json_line

Status = Literal["graded", "needs_human", "ungraded", "excused"]
GRADED: Final = "graded"
NEEDS_HUMAN: Final = "needs_human"
UNGRADED: Final = "ungraded"
EXCUSED: Final = "excused"  # who need not hand in, and has not
UNRUN = "unrun"  # why an answer has no score: its code was not run, for want of a sandbox


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found, with its explanation.

    ``state``: ``met``, ``partly``, ``unmet``; or ``advice``, which is none of these and worth no points (in
    older ledgers a check without points is one of the first three).
    """

    id: str
    points: Points
    earned: Points
    text: str | None  # of an older ledger; else it is made where it is read, by ``wording.check_words``
    state: str
    message: str | None = None  # the key of the words that explain it
    details: Json = field(default_factory=dict)  # what stands in their places
    hidden: bool = False  # learners read of these only the sum

    @classmethod
    def of_json(cls, given: Json) -> Self:
        return cls(
            given["id"],
            given["points"],
            given["earned"],
            given.get("text"),
            given["state"],
            given.get("message"),
            given.get("details") or {},
            given.get("hidden", False),
        )

    @property
    def is_advice(self) -> bool:
        """Whether it only advises: there is nothing in it that a learner could have missed."""
        return self.state == "advice"

    def as_json(self) -> Json:
        made: Json = {"id": self.id, "points": self.points, "earned": self.earned}
        if self.message is not None:
            made["message"], made["details"] = self.message, self.details
        if self.text is not None:
            made["text"] = self.text
        made["state"] = self.state
        if self.hidden:
            made["hidden"] = True
        return made


@dataclass(frozen=True, slots=True)
class Fault:
    """A check that broke: a fault of the course."""

    check: str
    problem: str
    path: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Stopped:
    """Where a learner's code stopped: the cell's number and its line, from 1; ``error``: ``NameError: …``."""

    cell: int
    line: int | None
    error: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A ``score`` that the file shows, and ``graded``: what the same checks give now."""

    score: Points
    graded: Points | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer of an earlier file, which the newest lacks, got this."""

    score: Points | None


@dataclass(frozen=True, slots=True)
class ExerciseResult:
    """What one exercise got. ``score`` is ``None`` unless it is graded: what is not judged is no zero."""

    id: str
    status: Status
    score: Points | None
    max_score: Points
    reason: str = ""  # for the facilitator; "" where it is graded
    checks: tuple[CheckResult, ...] = ()
    faults: tuple[Fault, ...] = ()
    stopped: Stopped | None = None
    why: str = ""  # a key of words for the learner
    saved: Saved | None = None
    earlier: Earlier | None = None
    comment: str | None = None  # a person's; "" where one gave points without a word
    by_person: bool = False
    # Its JSON text, where that is known: in a class the same results come again and again.
    text: str | None = field(default=None, init=False, compare=False, repr=False)

    @property
    def counts(self) -> bool:
        """Whether there are points in it: not in own words that nobody reads, unless a person gave some."""
        return bool(self.max_score or self.score)

    @classmethod
    def of_json(cls, given: Json) -> Self:
        found = cls(
            given["id"],
            given["status"],
            given["score"],
            given["max_score"],
            messages.from_json(given["reason"]),
            tuple([CheckResult.of_json(one) for one in given["checks"]]),
        )
        for name in given.keys() & _SELDOM.keys():
            # Before anybody else has it: to make another one costs more than all the rest.
            object.__setattr__(found, name, _SELDOM[name](given[name]))
        return found

    def as_json(self) -> Json:
        made: Json = {"id": self.id, "status": self.status, "score": self.score, "max_score": self.max_score}
        if self.faults:
            made["faults"] = [asdict(one) for one in self.faults]
        made["reason"], made["checks"] = messages.to_json(self.reason), [one.as_json() for one in self.checks]
        for name in ("stopped", "why", "saved", "earlier"):
            if value := getattr(self, name):
                made[name] = value if isinstance(value, str) else asdict(value)
        if self.comment is not None:
            made["comment"] = self.comment
        if self.by_person:
            made["by_person"] = True
        return made

    @classmethod
    def of_text(cls, text: str) -> Self:
        """From ``as_text``. Of equal short texts it is one result, made once."""
        found = _result_of_text(text) if len(text) <= _SHORT else cls.of_json(json.loads(text))
        return found  # type: ignore[return-value]

    def as_text(self) -> str:
        """``as_json`` as a line of JSON."""
        return self.text or json_line(self.as_json())

    def with_text(self) -> Self:
        """The same, which knows its text."""
        object.__setattr__(self, "text", self.as_text())
        return self


_SHORT = 4000  # signs; results with longer texts are seldom alike, and take room


@functools.lru_cache(maxsize=2048)
def _result_of_text(text: str) -> ExerciseResult:
    return ExerciseResult.of_json(json.loads(text)).with_text()


_SELDOM: dict[str, Callable[[Any], object]] = {
    "faults": lambda given: tuple(Fault(**one) for one in given),
    "stopped": lambda given: Stopped(**given),
    "why": str,
    "saved": lambda given: Saved(**given),
    "earlier": lambda given: Earlier(**given),
    "comment": str,
    "by_person": bool,
}


@dataclass(frozen=True, slots=True)
class Late:
    """How late a hand-in came. Times are ISO texts; ``days`` are begun ones; ``text``: a message."""

    received: str
    due: str
    days: int
    percent: Points
    penalty: Points | None  # points taken off; ``None`` while there is no score
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one hand-in got. ``score``: the sum, so far if it needs a human, ``None`` if it is ungraded.

    ``late``, ``excused`` (the reason) and ``received`` (ISO text) are worked out anew whenever it is read.
    """

    learner: str
    assignment: str
    status: Status
    score: Points | None
    max_score: Points | None
    reason: str
    exercises: tuple[ExerciseResult, ...]
    notes: tuple[str, ...] = ()
    late: Late | None = None
    excused: str | None = None
    received: str | None = None
    language: str | None = None  # in which the learner reads of it, see ``Judged``

    @classmethod
    def of_json(cls, given: Json) -> Self:
        return cls(
            given["learner"],
            given["assignment"],
            given["status"],
            given["score"],
            given["max_score"],
            messages.from_json(given["reason"]),
            tuple([ExerciseResult.of_json(one) for one in given["exercises"]]),
            tuple(messages.from_json(given.get("notes") or [])),
            language=given.get("language"),
        )

    def as_json(self) -> Json:
        """What is kept of it."""
        made = self.head()
        made["exercises"] = [one.as_json() for one in self.exercises]
        return made | self.tail()

    def head(self) -> Json:
        """What of ``as_json`` comes before the exercises."""
        return {
            "learner": self.learner,
            "assignment": self.assignment,
            "status": self.status,
            "score": self.score,
            "max_score": self.max_score,
            "reason": messages.to_json(self.reason),
        }

    def tail(self) -> Json:
        """And what comes after them."""
        notes: Json = {"notes": messages.to_json(self.notes)}
        return notes | {"language": self.language} if self.language else notes


@dataclass(frozen=True, slots=True)
class ByHand:
    """What people gave for one exercise: points, extra credit, a comment; each may be ``None``.

    ``open``: a person is asked to look (again). ``auto``: the score of the checks beside it.
    """

    manual: Points | None
    extra: Points | None
    comment: str | None
    open: bool
    auto: Points | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of a hand-in beside its outcome. Times are ISO texts."""

    answers: Json
    digest: str
    received: str
    graded_at: str
    place: str
    firsts: Json = field(default_factory=dict)
    proposed: dict[str, str] = field(default_factory=dict)
    test: Json = field(default_factory=dict)
