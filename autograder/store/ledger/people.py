"""What people gave (in formgrader, at the desk, or by ``override``): seen, and written into the history.

Points belong to the content that they were given for: they are kept beside a hash of that exercise's answer,
and come back when that answer does.

Formgrader writes into the database without telling us. So what we find changed there may as well have been
written by somebody with another program; the history says no more than that it was not done by a command.
"""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from autograder.model import ByHand
from autograder.store import by_hand
from autograder.store.by_hand import GivenTo
from autograder.store.ledger import history, jobs
from autograder.store.ledger.line import ByPerson, Line
from autograder.store.ledger.tables import given, given_for
from autograder.values import Json, Points, as_points
from localsdg.open_half import without_rating

FORMGRADER, OVERRIDE, IMPORTED, READ = "formgrader", "override", "imported", "read"
IN_FORMGRADER = "a person, in formgrader"
WHY = "points given by hand"
BACK = "the answer came back for which these points were given"
WAITS = "needs a human"


class Given(NamedTuple):
    """What a person gave for one exercise. ``is_open``: a person is asked to look again."""

    manual: Points | None = None
    extra: Points | None = None
    comment: str | None = None
    is_open: bool = False

    @property
    def content(self) -> tuple[Points | None, Points | None, str | None]:
        """Without what only says whether it still counts."""
        return self[:3]


NOTHING = Given()
Place = tuple[str, str, str]  # learner, assignment, exercise


def see(
    connection: Connection,
    at: str,
    who: str = IN_FORMGRADER,
    why: str = WHY,
    learner: str | None = None,
    origin: str = FORMGRADER,
) -> GivenTo:
    """Compare the gradebook with what we saw last; write each change into the history.

    ``origin``: how the points that are new came there. Returns what people gave, as ``by_hand.by_people``
    does.
    """
    now = by_hand.by_people(connection, learner)
    current = {
        (*place, exercise): as_given(found)
        for place, exercises in now.items()
        for exercise, found in exercises.items()
    }
    wanted = select(given) if learner is None else select(given).where(given.c.learner == learner)
    seen = {
        (row.learner, row.assignment, row.exercise): Given(
            row.manual, row.extra, row.comment, bool(row.is_open)
        )
        for row in connection.execute(wanted)
    }
    changes = []
    for place in sorted(set(seen) | set(current)):
        before, after = seen.get(place, NOTHING), current.get(place, NOTHING)
        if before == after:
            continue
        source = keep(connection, place, after, origin)
        if before.content == after.content and after.is_open:
            continue  # the answer has changed: that is told by the line of its grading
        beside = now.get(place[:2], {}).get(place[2])
        was, said = (_said(one, beside.auto if beside else None) for one in (before, after))
        exercise, by_person = place[2], {place[2]: as_entry(after, source)}
        moved = {exercise: was}, {exercise: said}
        changes.append(Line(at, who, place[0], place[1], why, *moved, by_hand=True, given=by_person))
    history.append(connection, changes)
    return now


def as_given(found: ByHand) -> Given:
    """What ``by_hand.by_people`` found for one exercise as a ``Given``."""
    has_points = found.manual is not None
    return Given(found.manual, found.extra, found.comment or None, has_points and found.open)


def as_entry(one: Given, origin: str) -> ByPerson:
    """A ``Given`` as the history tells of it."""
    return ByPerson(*one.content, origin)


def _said(one: Given, auto: Points | None) -> Points | str | None:
    """The points of an exercise: those that a person gave, else what the checks gave; with extra credit."""
    if one.is_open:
        return WAITS
    score = auto if one.manual is None else one.manual
    return None if score is None else as_points(score + (one.extra or 0))


# ---- The content that it was given for ------------------------------------------------------


def contents(exercises: Iterable[str], answers: Json, digest: str) -> dict[str, str]:
    """``{exercise: what makes its answer another one}``.

    ``answers``: ``{exercise: JSON}``, empty where the file could not be read: then the file's own ``digest``
    stands for the answer.
    """
    return {
        slug: jobs.sha(json.dumps(without_rating(answers.get(slug, {"file": digest})), sort_keys=True))
        for slug in exercises
    }


def for_contents(
    connection: Connection, learner: str, assignment: str, found: Mapping[str, str]
) -> dict[str, Given]:
    """``{exercise: Given}`` of those ``contents`` for which a person gave something."""
    mine = select(given_for).where(given_for.c.learner == learner, given_for.c.assignment == assignment)
    return {
        row.exercise: Given(row.manual, row.extra, row.comment)
        for row in connection.execute(mine)
        if found.get(row.exercise) == row.answer
    }


def keep(connection: Connection, place: Place, after: Given, origin: str) -> str:
    """Note what is there now, and the answer that it is for; its ``origin``, which may be older."""
    keys = dict(zip(("learner", "assignment", "exercise"), place, strict=True))
    connection.execute(delete(given).where(*_at(given, keys)))
    if after != NOTHING:
        connection.execute(insert(given), {**keys, **after._asdict()})
    if after.is_open:
        return origin
    if (counted := jobs.counted(connection, *place[:2])) is None:
        return origin
    answers = json.loads(counted.result)["answers"]
    keys["answer"] = contents([place[2]], answers, counted.digest)[place[2]]
    before = connection.execute(select(given_for).where(*_at(given_for, keys))).first()
    if before and Given(before.manual, before.extra, before.comment).content == after.content:
        return before.origin
    connection.execute(delete(given_for).where(*_at(given_for, keys)))
    if after != NOTHING:
        points = {"manual": after.manual, "extra": after.extra, "comment": after.comment}
        connection.execute(insert(given_for), {**keys, **points, "origin": origin})
    return origin


def _at(table, keys):
    return [table.c[name] == value for name, value in keys.items()]
