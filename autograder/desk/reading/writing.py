"""Write down what a reader thinks of a text: at once, all of it or nothing, and nothing in silence.

Points and comment go where formgrader puts them, with a line of the history that has the reader's name. If
something changed since the page was shown, nothing is written, and the page is told what stands now.
"""

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection

from autograder import times
from autograder.desk.reading import readers
from autograder.errors import CourseFolderError
from autograder.model import ByHand
from autograder.store import by_hand
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import jobs, looking, people, readings
from autograder.store.ledger.opening import opened
from autograder.store.ledger.readings import DECISION, READING, Place, Reading, Standing
from autograder.values import Points, as_points
from autograder.written import Kept

_LONGEST = 20_000  # signs of a comment
WHY = {READING: "read with the rubric", DECISION: "decided between readings"}
TAKEN_BACK = "taken back"


class Changed(Exception):
    """Something else was written since the page was shown."""


class Gone(CourseFolderError):
    """The text is not there any more."""


class Unusable(ValueError):
    """What the page sent is no reading of this text."""


@dataclass(frozen=True)
class Rubric:
    """``{row: {level: points}}`` of an exercise, and the most that it is worth in this course."""

    rows: Mapping[str, Mapping[str, Points]]
    most: Points

    def points(self, levels: Mapping[str, str]) -> Points | None:
        """The sum of some levels; ``None`` while a row has none. Raises ``Unusable``."""
        if any(level not in self.rows.get(row, ()) for row, level in levels.items()):
            raise Unusable(str(levels))
        if set(levels) != set(self.rows):
            return None
        return as_points(min(self.most, sum(self.rows[row][level] for row, level in levels.items())))


@dataclass(frozen=True)
class Told:
    """What a reader says. ``seen``: the mark of what the page showed; ``filled``: fills a comment's gaps."""

    reader: str
    seen: str
    levels: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""
    kind: str = READING
    filled: Callable[[str, Mapping[str, str]], str] = lambda comment, _: comment


@dataclass(frozen=True)
class Written:
    """How it stands now, and ``before``: what ``undo`` needs to let it stand as before (JSON)."""

    standing: Standing
    before: dict[str, Any]


def save(folder: CourseFolder, place: Place, rubric: Rubric, told: Told) -> Written:
    """Write a reading down. Raises ``Changed``, ``Unusable``, ``CourseFolderError``."""
    if not told.reader.strip() or len(told.comment) > _LONGEST or told.kind not in WHY:
        raise Unusable(told.kind)
    points = rubric.points(told.levels)
    if told.kind == DECISION and points is None:
        raise Unusable("levels")  # a decision needs all of them
    with _standing(folder, place, told.seen) as (connection, now, again):
        counting = now.counting
        mine = counting is None or counting.reader == told.reader and counting.kind == READING
        counts = points is not None and (mine or told.kind == DECISION)
        comment = told.filled(told.comment, told.levels) if counts else ""
        one = Reading(told.reader, now.answer, told.levels, points, told.comment, counts, comment, told.kind)
        before = readings.whole(connection, place)
        if one.levels or one.comment:
            readings.put(connection, place, one)
        else:
            readings.remove(connection, place, told.reader, told.kind)
        if counts:
            _give(connection, place, now.given, points, comment or None)
            why = f"{WHY[told.kind]}: {', '.join(f'{row} {level}' for row, level in told.levels.items())}"
            people.see(connection, times.now(), readers.signature(told.reader), why, place[0], people.READ)
        readings.tell(connection, place, before, readers.signature(told.reader), WHY[told.kind])
        return Written(again(), _before(now))


def undo(folder: CourseFolder, place: Place, seen: str, reader: str, before: Mapping[str, Any]) -> Standing:
    """Let all stand as it stood ``before`` (see ``Written``). Raises as ``save`` does."""
    with _standing(folder, place, seen) as (connection, now, again):
        try:
            was = [Reading(**one) for one in before["readings"]]
            given = ByHand(**before["given"])
        except (TypeError, KeyError) as problem:
            raise Unusable(str(problem)) from None
        if any(one.answer != now.answer for one in was):
            raise Changed
        told = readings.whole(connection, place)
        readings.replace_all(connection, place, now.answer, was)
        if not by_hand.put(connection, *place, given):
            raise Gone(str(place))
        people.see(connection, times.now(), readers.signature(reader), TAKEN_BACK, place[0], people.READ)
        readings.tell(connection, place, told, readers.signature(reader), TAKEN_BACK)
        return again()


def _give(
    connection: Connection, place: Place, given: ByHand | None, points: Points | None, comment: str | None
) -> None:
    """Points and comment into the gradebook; extra credit that somebody gave there stays."""
    was = given or ByHand(None, None, None, True, None)
    if not by_hand.put(connection, *place, replace(was, manual=points, comment=comment, open=False)):
        raise Gone(str(place))


def _before(now: Standing) -> dict[str, Any]:
    given = now.given or ByHand(None, None, None, True, None)
    names = ("manual", "extra", "comment", "open", "auto")
    return {
        "given": {name: getattr(given, name) for name in names},
        "readings": [one.as_json() for one in now.readings],
    }


@contextmanager
def _standing(folder: CourseFolder, place: Place, seen: str):
    """``(connection, how it stands, how it stands then)`` in one transaction. Raises ``Changed``."""
    with opened(folder) as database, database.writing() as connection:
        counted = jobs.counted(connection, *place[:2])
        if counted is None:
            raise Gone(str(place))
        kept = Kept.of_text(counted.result)
        given = looking.see(connection, folder, place[0])

        def stands() -> Standing:
            found = by_hand.by_people(connection, place[0]).get(place[:2], {}).get(place[2])
            return readings.standing(connection, place, found, kept, counted.digest)

        now = readings.standing(
            connection, place, given.get(place[:2], {}).get(place[2]), kept, counted.digest
        )
        if now.mark == seen:
            yield connection, now, stands
            return
    # What formgrader gave meanwhile stands in the history now.
    raise Changed
