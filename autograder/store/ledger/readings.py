"""How people at the desk read texts: the level of each row of the rubric, a comment, who, and which text.

What counts is nbgrader's: points and a comment in its gradebook, which formgrader shows and changes too. Here
stands how they came about, and what a second reader thinks. A reading belongs to the answer that was read.

The history tells of each that is whole, with a level for every row, whether it counts or not (``tell``); what
somebody has only begun is nobody's judgement yet, and stands in no history.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from sqlalchemy import Connection, Row, delete, insert, select, update

from autograder import times
from autograder.model import ByHand
from autograder.store.ledger import history, jobs, people
from autograder.store.ledger.line import Line
from autograder.store.ledger.tables import hand_in, job
from autograder.store.ledger.tables import reading as table
from autograder.values import Json, Points, as_points
from autograder.written import Kept

Place = people.Place  # learner, assignment, exercise
READING, DECISION = "reading", "decision"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reader's levels (``{row: level}``) and comment (with its gaps) for one answer.

    ``points``: ``None`` while a row is without a level. ``counts``: these are the ones that were given, with
    the comment as ``written``.
    ``kind``: a ``READING``, or a ``DECISION`` between readings. ``answer``: see ``people.contents``.
    """

    reader: str
    answer: str
    levels: Mapping[str, str] = field(default_factory=dict)
    points: Points | None = None
    comment: str = ""
    counts: bool = False
    written: str = ""
    kind: str = READING

    @classmethod
    def of_row(cls, row: Row) -> Self:
        levels = json.loads(row.levels)
        points = None if row.points is None else as_points(row.points)
        counts = bool(row.counts)
        return cls(row.reader, row.answer, levels, points, row.comment, counts, row.written, row.kind)

    def stands(self, given: ByHand | None) -> bool:
        """Whether what was given is this one's: nobody changed it elsewhere, and nobody has to look again."""
        if not self.counts or given is None or given.open:
            return False
        return (given.manual, given.comment or "") == (self.points, self.written)

    def as_json(self) -> dict[str, Any]:
        """What tells one reading from another."""
        names = ("reader", "answer", "points", "comment", "counts", "written", "kind")
        return {"levels": dict(self.levels), **{name: getattr(self, name) for name in names}}


@dataclass(frozen=True, slots=True)
class Standing:
    """How an answer stands: what people gave, as the gradebook has it, and how it was read."""

    given: ByHand | None
    answer: str
    readings: tuple[Reading, ...] = ()

    @property
    def mark(self) -> str:
        """A text that changes with whatever a reader has to know of before writing."""
        content = people.as_given(self.given)._asdict() if self.given else None
        told = [content, self.answer, [one.as_json() for one in self.readings]]
        return jobs.sha(json.dumps(told, sort_keys=True))[:16]

    @property
    def counting(self) -> Reading | None:
        """The reading whose points stand; ``None`` where others do, as formgrader's, or none."""
        return next((one for one in self.readings if one.stands(self.given)), None)

    def of(self, reader: str) -> Reading | None:
        """What this reader thinks so far."""
        return next((one for one in self.readings if one.kind == READING and one.reader == reader), None)


def standing(connection: Connection, place: Place, given: ByHand | None, kept: Kept, digest: str) -> Standing:
    """``given``: see ``by_hand.by_people``; ``kept`` and ``digest``: of the hand-in that counts."""
    answer = people.contents([place[2]], kept.answers, digest)[place[2]]
    rows = connection.execute(select(table).where(*_at(place)).order_by(table.c.kind, table.c.reader))
    readings = tuple(Reading.of_row(row) for row in rows if row.answer == answer)
    return Standing(given, answer, readings)


def put(connection: Connection, place: Place, one: Reading) -> None:
    """Write down one reading in place of this reader's earlier one; if it counts, no other does."""
    if one.counts:
        connection.execute(update(table).where(*_at(place)).values(counts=False))
    remove(connection, place, one.reader, one.kind)
    row = dict(zip(("learner", "assignment", "exercise"), place, strict=True))
    row |= {**one.as_json(), "levels": json.dumps(dict(one.levels), sort_keys=True), "at": times.now()}
    connection.execute(insert(table), row)


def remove(connection: Connection, place: Place, reader: str, kind: str = READING) -> None:
    """Take a reading out."""
    connection.execute(delete(table).where(*_at(place), table.c.reader == reader, table.c.kind == kind))


def replace_all(connection: Connection, place: Place, answer: str, readings: list[Reading]) -> None:
    """Let these be the readings of an answer, whatever they were."""
    connection.execute(delete(table).where(*_at(place), table.c.answer == answer))
    for one in readings:
        put(connection, place, one)


def whole(connection: Connection, place: Place) -> list[Json]:
    """All whole readings of a place as the history tells of them, those of earlier answers too."""
    rows = connection.execute(select(table).where(*_at(place)).order_by(table.c.kind, table.c.reader))
    return _told(Reading.of_row(row) for row in rows)


def whole_of_all(connection: Connection) -> dict[Place, list[Json]]:
    """The same by place, where there is one."""
    found = {place: _told(readings) for place, readings in of_all(connection).items()}
    return {place: told for place, told in found.items() if told}


def _told(readings: Iterable[Reading]) -> list[Json]:
    return [one.as_json() for one in readings if one.points is not None]


def tell(connection: Connection, place: Place, before: list[Json], who: str, why: str) -> None:
    """Write into the history how a place was read, if that is not as ``before`` (see ``whole``)."""
    now = whole(connection, place)
    if now != before:
        history.append(connection, [Line(times.now(), who, *place[:2], why, read={place[2]: now})])


def of_all(connection: Connection) -> dict[Place, list[Reading]]:
    """All readings, those of earlier answers too, by place."""
    found: dict[Place, list[Reading]] = {}
    for row in connection.execute(select(table).order_by(table.c.kind, table.c.reader)):
        found.setdefault((row.learner, row.assignment, row.exercise), []).append(Reading.of_row(row))
    return found


def graded_keys(connection: Connection) -> dict[tuple[str, str], str]:
    """``{(learner, assignment): key of the job whose result counts}``, by learner and assignment."""
    wanted = select(hand_in.c.learner, hand_in.c.assignment, hand_in.c.graded_key)
    wanted = wanted.where(hand_in.c.graded_key.is_not(None))
    rows = connection.execute(wanted.order_by(hand_in.c.learner, hand_in.c.assignment))
    return {(row.learner, row.assignment): row.graded_key for row in rows}


def kept(connection: Connection, keys: list[str]) -> dict[str, tuple[str, Kept]]:
    """``{key of a job: (digest of the file, what is kept of its result)}``."""
    found = {}
    for start in range(0, len(keys), 500):
        some = job.c.key.in_(keys[start : start + 500])
        for row in connection.execute(select(job.c.key, job.c.digest, job.c.result).where(some)):
            found[row.key] = row.digest, Kept.of_text(row.result)
    return found


def _at(place):
    names = ("learner", "assignment", "exercise")
    return [table.c[name] == value for name, value in zip(names, place, strict=True)]
