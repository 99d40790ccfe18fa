"""What a facilitator does to one learner's grades: override, forget."""

import shutil

from sqlalchemy import delete

from autograder import files, gradebook, times
from autograder.files import CourseFolderError
from autograder.ledger import history, jobs, people, tables
from autograder.ledger.store import opened
from autograder.suggesting import did_you_mean


def override(folder, learner, exercise, points, who, why, assignment=None):
    """Give points by hand; ``(assignment, most points)``. ``CourseFolderError`` says what does not fit."""
    name, most = checked(folder, exercise, points, why, assignment)
    with opened(folder) as database, database.writing() as connection:
        people.see(connection, times.now(), learner=learner)
        known = jobs.counted(connection, learner, name)
        if known is None or not gradebook.give(connection, learner, name, exercise, points):
            meant = did_you_mean(learner, jobs.learners(connection) - {learner})
            raise CourseFolderError(
                f"{learner} has no graded hand-in for {name}.{meant} Learners with one: autograder export."
            )
        people.see(connection, times.now(), who, why, learner, people.OVERRIDE)
    return name, most


def checked(folder, exercise, points, why, assignment=None):
    """``(assignment, most points)`` of an exercise. ``CourseFolderError`` says what does not fit."""
    name, of = _exercise(folder, exercise, assignment)
    if not 0 <= points <= of.points:
        raise CourseFolderError(
            f"{exercise} is worth 0 to {of.points:g} points; {points:g} is not among them."
        )
    if not why.strip():
        raise CourseFolderError('Say why: --because "…". It stands in the history.')
    return name, of.points


def _exercise(folder, exercise, assignment):
    having = {
        name: one
        for name, released in folder.assignments().items()
        for one in released.exercises
        if one.id == exercise and assignment in (None, name)
    }
    if len(having) != 1:
        known = sorted({one.id for released in folder.assignments().values() for one in released.exercises})
        told = (
            "Several assignments have it: say --assignment." if having else f"There are: {', '.join(known)}."
        )
        meant = "" if having else did_you_mean(exercise, known) + _meant(folder, assignment)
        raise CourseFolderError(f"Which exercise is {exercise}?{meant} {told}")
    return having.popitem()


def _meant(folder, assignment):
    return (
        did_you_mean(assignment, folder.assignments())
        if assignment not in (None, *folder.assignments())
        else ""
    )


def forget(folder, learner, who):
    """Remove a learner's files and rows; says what was removed. ``CourseFolderError`` if there is nothing."""
    rooms = [folder.root / room for room in ("submitted", "autograded", "feedback")]
    places = [room / learner for room in rooms if files.holds_folder(room, learner)]
    with opened(folder) as database, database.writing() as connection:
        entry = {
            "at": times.now(),
            "who": who,
            "assignment": None,
            "why": "a learner was forgotten",
            "was": {},
            "now": {},
        }
        count = 0
        for table in tables.of_learners():
            count += connection.execute(delete(table).where(table.c.learner == learner)).rowcount
        if not count and not places:
            meant = did_you_mean(learner, jobs.learners(connection))
            raise CourseFolderError(f"The course folder holds nothing of {learner}.{meant}")
        gradebook.forget(connection, learner)
        history.forget(connection, learner, entry)
        # Inside the transaction: if a file cannot be removed the grades stay, and it can be tried again.
        for place in places:
            shutil.rmtree(place)
        if (folder.root / "letters").is_dir():  # they are written anew as a whole
            shutil.rmtree(folder.root / "letters")
    if database.is_sqlite:
        _wipe(folder)
    return f"{len(places)} folders of files, {count} rows of the ledger, the grades"


def _wipe(folder):
    """Overwrite what SQLite only marked as free."""
    with opened(folder) as database, database.reading() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
