"""A result in short, beside its hand-in: a class is listed without reading ten thousand results.

It follows from the result alone (``of``); ``audit`` compares both. What people gave since and what lateness
costs is added where it is read.
"""

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, select

from autograder import messages, outcome
from autograder.model import ByHand, ExerciseResult, Outcome, Status
from autograder.store.ledger.tables import hand_in
from autograder.values import Points, is_empty, json_line
from autograder.written import Kept

_NAMES = ("status", "score", "max_score", "reason", "is_empty", "exercises")


@dataclass(frozen=True, slots=True)
class Short:
    """``exercises``: JSON of their results without checks, see ``results``."""

    status: Status
    score: Points | None
    max_score: Points | None
    reason: str
    is_empty: bool
    exercises: str

    def as_values(self) -> dict[str, Any]:
        """Values for ``columns``."""
        reason = json_line(messages.to_json(self.reason)) if self.reason else None
        values = self.status, self.score, self.max_score, reason, self.is_empty, self.exercises
        return {f"short_{name}": value for name, value in zip(_NAMES, values, strict=True)}

    @property
    def points(self) -> list[Any]:
        """All numbers and states that it tells."""
        found = [(one.id, one.status, one.score, one.max_score) for one in self.results]
        return [self.status, self.score, self.max_score, self.is_empty, *found]

    @property
    def results(self) -> tuple[ExerciseResult, ...]:
        """The exercises' results; none of them knows its checks."""
        return tuple([ExerciseResult.of_json(one) for one in json.loads(self.exercises)])


def columns() -> dict[str, BindParameter]:
    """What an ``update`` of the table ``hand_in`` sets."""
    return {name: bindparam(f"short_{name}") for name in _NAMES}


def of(kept: Kept) -> Short:
    """The ``Short`` of a result."""
    found = outcome.with_people(kept.outcome, {})
    bare = [replace(one, checks=(), faults=()).as_json() for one in found.exercises]
    says_nothing = is_empty(kept.answers)
    return Short(found.status, found.score, found.max_score, found.reason, says_nothing, json_line(bare))


def rows(connection: Connection) -> Iterator[tuple[Row, Short]]:
    """``(row, Short)`` of all results that count, by learner and assignment.

    A row has ``learner``, ``assignment`` and ``received``.
    """
    wanted = select(
        hand_in.c.learner, hand_in.c.assignment, hand_in.c.received, *(hand_in.c[name] for name in _NAMES)
    )
    wanted = wanted.where(hand_in.c.graded_key.is_not(None))
    for row in connection.execute(wanted.order_by(hand_in.c.learner, hand_in.c.assignment)):
        yield row, read(row)


def read(row: Row) -> Short:
    """What a row of the table ``hand_in`` says of its result."""
    reason = _reason(row.reason) if row.reason else ""
    score, most = _points(row.score), _points(row.max_score)
    return Short(row.status, score, most, reason, row.is_empty, row.exercises)


def as_outcome(learner: str, assignment: str, one: Short, given: Mapping[str, ByHand]) -> Outcome:
    """The outcome that it tells, with the points that people gave (see ``store.by_hand``).

    It has exercises, without checks, where people gave something, and no notes.
    """
    exercises = one.results if given else ()
    found = Outcome(learner, assignment, one.status, one.score, one.max_score, one.reason, exercises)
    return outcome.with_people(found, given) if given else found


@functools.lru_cache(maxsize=4096)  # most of a class have the same few
def _reason(text: str) -> str:
    return messages.from_json(json.loads(text))


def _points(number: float | None) -> Points | None:
    return int(number) if number is not None and number == int(number) else number
