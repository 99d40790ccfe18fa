"""Points that people gave (in formgrader, or by ``override``): seen, and written into the history."""

from sqlalchemy import delete, insert, select

from autograder import gradebook
from autograder.ledger import history
from autograder.ledger.tables import given
from autograder.released import plain

IN_FORMGRADER = "a person, in formgrader"
WHY = "points given by hand"


def see(connection, at, who=IN_FORMGRADER, why=WHY, learner=None):
    """Compare the gradebook with what we saw last; write each change into the history.

    Returns what people gave, as ``gradebook.by_people`` does.
    """
    now = gradebook.by_people(connection, learner)
    wanted = select(given) if learner is None else select(given).where(given.c.learner == learner)
    seen = {(row.learner, row.assignment, row.exercise): row for row in connection.execute(wanted)}
    current = {
        (*place, exercise): (points["manual"], points["extra"])
        for place, exercises in now.items()
        for exercise, points in exercises.items()
        if points["manual"] is not None or points["extra"] is not None
    }
    changes = []
    for place in sorted(set(seen) | set(current)):
        before = (seen[place].manual, seen[place].extra) if place in seen else (None, None)
        after = current.get(place, (None, None))
        if before != after:
            auto = now.get(place[:2], {}).get(place[2], {}).get("auto")
            changes.append(_entry(place, (before, after), auto, at, who, why))
            _keep(connection, place, after)
    history.append(connection, changes)
    return now


def _entry(place, change, auto, at, who, why):
    learner, assignment, exercise = place
    was, now = (_said(points, auto) for points in change)
    points = {"at": at, "who": who, "learner": learner, "assignment": assignment, "why": why}
    return {**points, "by_hand": True, "was": {exercise: was}, "now": {exercise: now}}


def _said(points, auto):
    """The points of an exercise: those that a person gave, else what the checks gave; with extra credit."""
    manual, extra = points
    score = auto if manual is None else manual
    return None if score is None else plain(score + (extra or 0))


def _keep(connection, place, after):
    mine = (given.c.learner == place[0], given.c.assignment == place[1], given.c.exercise == place[2])
    connection.execute(delete(given).where(*mine))
    if after != (None, None):
        names = ("learner", "assignment", "exercise", "manual", "extra")
        connection.execute(insert(given).values(dict(zip(names, (*place, *after), strict=True))))
