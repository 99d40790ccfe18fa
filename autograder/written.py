"""Results as text: what a worker sends (``Judged``), what the ledger keeps (``Kept``), the same in ``Short``.

Both take the texts of the exercises' results as they are: in a class the same ones come again and again.
"""

import json
from dataclasses import dataclass, field, replace
from typing import Any, Self

from autograder import messages, outcome
from autograder.model import ExerciseResult, Outcome, Status
from autograder.values import Json, Points, is_empty, json_line


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
    test: Json = field(default_factory=dict)  # see ``notebook.before_after``

    @classmethod
    def of_text(cls, text: str) -> Self:
        rest, _, more = text.partition("\n")  # JSON on one line has no other line end
        given = json.loads(rest)
        *lines, copy = more.split("\n", given["exercises"])
        exercises = tuple(map(ExerciseResult.of_text, lines))
        kept = copy if given["copied"] else None
        reason, notes = messages.from_json(given["reason"]), tuple(messages.from_json(given["notes"]))
        beside = given["language"], given["firsts"], given["proposed"], given["test"]
        return cls(reason, notes, exercises, given["answers"], kept, *beside)

    def as_text(self) -> str:
        """A line of JSON, one for each exercise; then the copy: no text in JSON once more."""
        rest: Json = {"reason": messages.to_json(self.reason), "notes": messages.to_json(self.notes)}
        rest |= {"answers": self.answers, "language": self.language, "firsts": self.firsts}
        rest |= {"proposed": self.proposed, "test": self.test}
        rest |= {"exercises": len(self.exercises), "copied": self.copy is not None}
        lines = [json_line(rest), *(one.as_text() for one in self.exercises), self.copy or ""]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the ledger keeps of a hand-in that was judged. ``answers``, ``firsts``: by exercise, as JSON."""

    outcome: Outcome
    answers: Json
    firsts: Json = field(default_factory=dict)  # first tries, which no grade looks at
    proposed: dict[str, str] = field(default_factory=dict)  # a name for its writer, which no grade looks at
    test: Json = field(default_factory=dict)  # the before-and-after test, which no grade looks at

    @classmethod
    def of_text(cls, text: str) -> Self:
        given = json.loads(text)
        found = Outcome.of_json(given["outcome"])
        more = given.get("firsts"), given.get("proposed"), given.get("test")
        return cls(found, given["answers"], *(one or {} for one in more))

    def as_text(self) -> str:
        """``{"outcome", "answers"}``, and ``firsts``, ``proposed`` and ``test`` where there are some."""
        head, tail = json_line(self.outcome.head())[:-1], json_line(self.outcome.tail())[1:]
        exercises = ", ".join([one.as_text() for one in self.outcome.exercises])
        kept = [
            f'"outcome": {head}, "exercises": [{exercises}], {tail}',
            f'"answers": {json_line(self.answers)}',
        ]
        if self.firsts:
            kept.append(f'"firsts": {json_line(self.firsts)}')
        if self.proposed:
            kept.append(f'"proposed": {json_line(self.proposed)}')
        if self.test:
            kept.append(f'"test": {json_line(self.test)}')
        return f"{{{', '.join(kept)}}}"


@dataclass(frozen=True, slots=True)
class Short:
    """A result in short, as a class is listed. ``exercises``: JSON of their results, see ``results``."""

    status: Status
    score: Points | None
    max_score: Points | None
    reason: str
    is_empty: bool
    exercises: str

    @classmethod
    def of(cls, kept: Kept) -> Self:
        """It follows from the result alone."""
        found = outcome.with_people(kept.outcome, {})
        bare = [replace(one, checks=(), faults=()).as_json() for one in found.exercises]
        says_nothing = is_empty(kept.answers)
        return cls(found.status, found.score, found.max_score, found.reason, says_nothing, json_line(bare))

    @property
    def points(self) -> list[Any]:
        """All numbers and states that it tells."""
        found = [(one.id, one.status, one.score, one.max_score) for one in self.results]
        return [self.status, self.score, self.max_score, self.is_empty, *found]

    @property
    def results(self) -> tuple[ExerciseResult, ...]:
        """The exercises' results; none of them knows its checks."""
        return tuple([ExerciseResult.of_json(one) for one in json.loads(self.exercises)])
