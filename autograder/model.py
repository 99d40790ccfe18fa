"""What travels between the rooms: the three outcomes that are never confused.

The ledger keeps results as JSON, and workers send them so: each has ``as_json`` and is made of that again by
``of_json``, which leaves aside what it does not know. What is usual is not written. Reasons and notes are
messages (``messages.py``), in older ledgers mere texts.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal, Self

from autograder import messages
from autograder.values import Json, Points

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
class Judged:
    """What comes out of a worker for one hand-in."""

    reason: str | None = None  # why it cannot be graded at all
    notes: tuple[str, ...] = ()
    exercises: tuple[ExerciseResult, ...] = ()
    answers: Json = field(default_factory=dict)  # by exercise, as JSON
    copy: str | None = None  # the autograded notebook
    language: str | None = None  # that the notebook was made in, if it says one of the course's
    firsts: Json = field(default_factory=dict)  # first tries by exercise, see ``notebook.answers.Answer``
    proposed: dict[str, str] = field(default_factory=dict)  # see ``notebook.proposed``

    @classmethod
    def of_text(cls, text: str) -> Self:
        rest, is_there, copy = text.partition("\n")  # JSON on one line has no other line end
        given = json.loads(rest)
        exercises = tuple([ExerciseResult.of_json(one) for one in given["exercises"]])
        kept = copy if is_there else None
        reason, notes = messages.from_json(given["reason"]), tuple(messages.from_json(given["notes"]))
        answers, firsts = given["answers"], given["firsts"]
        return cls(reason, notes, exercises, answers, kept, given["language"], firsts, given["proposed"])

    def as_text(self) -> str:
        """A line of JSON; after it the copy, whose text would else be written as a text in JSON once more."""
        rest: Json = {"reason": messages.to_json(self.reason), "notes": messages.to_json(self.notes)}
        rest |= {"answers": self.answers, "language": self.language, "firsts": self.firsts}
        rest["proposed"] = self.proposed
        rest["exercises"] = [one.as_json() for one in self.exercises]
        text = json.dumps(rest, ensure_ascii=False)
        return text if self.copy is None else f"{text}\n{self.copy}"


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
        return {
            "learner": self.learner,
            "assignment": self.assignment,
            "status": self.status,
            "score": self.score,
            "max_score": self.max_score,
            "reason": messages.to_json(self.reason),
            "exercises": [one.as_json() for one in self.exercises],
            "notes": messages.to_json(self.notes),
            **({"language": self.language} if self.language else {}),
        }


@dataclass(frozen=True, slots=True)
class Kept:
    """What the ledger keeps of a hand-in that was judged. ``answers``, ``firsts``: by exercise, as JSON."""

    outcome: Outcome
    answers: Json
    firsts: Json = field(default_factory=dict)  # first tries, which no grade looks at
    proposed: dict[str, str] = field(default_factory=dict)  # a name for its writer, which no grade looks at

    @classmethod
    def of_text(cls, text: str) -> Self:
        given = json.loads(text)
        found, more = Outcome.of_json(given["outcome"]), (given.get("firsts"), given.get("proposed"))
        return cls(found, given["answers"], *(one or {} for one in more))

    def as_text(self) -> str:
        kept: Json = {"outcome": self.outcome.as_json(), "answers": self.answers}
        if self.firsts:
            kept["firsts"] = self.firsts
        if self.proposed:
            kept["proposed"] = self.proposed
        return json.dumps(kept, ensure_ascii=False)


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
