"""Results in short (``written.Short``), beside their hand-ins: a class is listed without reading them all.

What people gave since and what lateness costs is added where it is read.
"""

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, select

from autograder import messages, outcome
from autograder.model import ByHand, Outcome
from autograder.store.ledger.tables import hand_in
from autograder.values import Points, json_line
from autograder.written import Short

_NAMES = tuple(one.name for one in fields(Short))


def columns() -> dict[str, BindParameter]:
    """What an ``update`` of the table ``hand_in`` sets; ``values``: what it is set to."""
    return {name: bindparam(f"short_{name}") for name in _NAMES}


def values(one: Short) -> dict[str, Any]:
    """For ``columns``."""
    told = {name: getattr(one, name) for name in _NAMES}
    told["reason"] = json_line(messages.to_json(one.reason)) if one.reason else None
    return {f"short_{name}": value for name, value in told.items()}


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
