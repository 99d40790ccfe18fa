"""What a facilitator does to one learner's grades: override, forget."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, delete

from autograder import times
from autograder.errors import CourseFolderError
from autograder.messages import chained, message, together
from autograder.model import UNGRADED
from autograder.notebook.released import Exercise
from autograder.store import by_hand, files, gradebook, named
from autograder.store.course_folder import BADGES, CourseFolder
from autograder.store.database import Database
from autograder.store.ledger import dropped, forgotten, history, jobs, leftovers, mentions, people, tables
from autograder.store.ledger.line import Line
from autograder.store.ledger.opening import opened
from autograder.suggesting import did_you_mean
from autograder.values import Points
from autograder.written import Kept

UNREAD = message("override_unread")


def override(
    folder: CourseFolder,
    learner: str,
    exercise: str,
    points: float,
    who: str,
    why: str,
    assignment: str | None = None,
) -> tuple[str, Points]:
    """Give points by hand; ``(assignment, most points)``. ``CourseFolderError`` says what does not fit."""
    name, most = checked(folder, exercise, points, why, assignment)
    give(folder, learner, exercise, points, who, why, name)
    return name, most


def give(
    folder: CourseFolder, learner: str, exercise: str, points: float, who: str, why: str, name: str
) -> None:
    """The same of what is ``checked``; ``name``: of the assignment."""
    with opened(folder) as database, database.writing() as connection:
        people.see(connection, times.now(), learner=learner)
        known = jobs.counted(connection, learner, name)
        if known is None or not _give(connection, known, (learner, name, exercise), points):
            meant = did_you_mean(learner, jobs.learners(connection) - {learner})
            told = message("override_no_hand_in", learner=learner, assignment=name)
            raise CourseFolderError(together(told, meant, message("override_listed")))
        people.see(connection, times.now(), who, why, learner, people.OVERRIDE)


def _give(connection: Connection, known: Row, place: tuple[str, str, str], points: float) -> bool:
    """Whether points could be given. ``known``: see ``jobs.counted``."""
    learner, name, _ = place
    if by_hand.give(connection, *place, points):
        return True
    if any(one.status != UNGRADED for one in Kept.of_text(known.result).outcome.exercises):
        return False
    # Of a file that cannot be read the gradebook has no rows so far.
    rows = gradebook.Scored(gradebook.cells(connection, name), learner, {}, received=_naive(known))
    gradebook.record(connection, [rows])
    return by_hand.give(connection, *place, points)


def _naive(known: Row) -> datetime:
    return datetime.fromisoformat(known.graded_received).astimezone(UTC).replace(tzinfo=None)


def checked(
    folder: CourseFolder, exercise: str, points: float, why: str, assignment: str | None = None
) -> tuple[str, Points]:
    """``(assignment, most points)`` of an exercise. ``CourseFolderError`` says what does not fit."""
    name, of = _exercise(folder, exercise, assignment)
    if of.is_open and not of.points:
        raise CourseFolderError(UNREAD.format(exercise=exercise, of=of.of or of.id))
    if not 0 <= points <= of.points:
        told = message("override_points", exercise=exercise, most=of.points, points=f"{points:g}")
        raise CourseFolderError(told)
    if not why.strip():
        raise CourseFolderError(message("say_why"))
    return name, of.points


def _exercise(folder: CourseFolder, exercise: str, assignment: str | None) -> tuple[str, Exercise]:
    having = {
        name: one
        for name, released in folder.assignments().items()
        for one in released.exercises
        if one.id == exercise and assignment in (None, name)
    }
    if len(having) != 1:
        known = sorted({one.id for released in folder.assignments().values() for one in released.exercises})
        told = message("override_several") if having else message("known_are", known=known)
        meant = "" if having else together(did_you_mean(exercise, known), _meant(folder, assignment))
        raise CourseFolderError(together(message("override_which", exercise=exercise), meant, told))
    return having.popitem()


def _meant(folder, assignment):
    return (
        did_you_mean(assignment, folder.assignments())
        if assignment not in (None, *folder.assignments())
        else ""
    )


@dataclass
class Forgotten:
    """What was removed, in a sentence; what the facilitator has to know or do besides."""

    removed: str
    remarks: list


def forget(folder: CourseFolder, learner: str, who: str) -> Forgotten:
    """Remove a learner's files and rows; ``Forgotten``. ``CourseFolderError`` if there is nothing."""
    rooms = [folder.root / room for room in ("submitted", "autograded", "feedback", BADGES)]
    places = [room / learner for room in rooms if files.holds_folder(room, learner)]
    called, unknown = mentions.names(folder, learner)
    on_desk = dropped.remove(folder, learner, called)
    with opened(folder) as database:
        with database.writing() as connection:
            count = _rows_removed(database, connection, learner, who, bool(places))
            # Inside the transaction: if a file cannot be removed the grades stay, and it can be tried again.
            with files.failures_explained(folder.root):
                for place in places:
                    shutil.rmtree(place)
        if not (count or places or on_desk):
            return _pages_removed(folder, database, learner)
        reports = leftovers.remove_reports(folder.root, learner)
        remarks = leftovers.overwrite(database, learner) + leftovers.left(folder.root, called)
        with database.reading() as connection:
            remarks += mentions.remarks(folder, connection, called) + unknown
    removed = [message("forget_rooms", folders=len(places), rows=count)]
    removed += [message("forget_reports", learner=learner, names=reports)] if reports else []
    removed += [message("forget_on_desk", names=on_desk)] if on_desk else []
    return Forgotten(chained("also", removed), remarks)


def _pages_removed(folder: CourseFolder, database: Database, learner: str) -> Forgotten:
    """Who has no rows and files may still have pages in the database's file, that could not be cleaned."""
    if not (database.is_sqlite and leftovers.is_name(learner) and leftovers.is_in_file(database, learner)):
        told = message("forget_nothing", learner=learner)
        raise CourseFolderError(together(told, named.meant(folder, learner)))
    remarks = leftovers.overwrite(database, learner)
    if remarks:
        raise CourseFolderError(message("forget_nothing_but", learner=learner, remarks=together(*remarks)))
    return Forgotten(message("forget_pages"), [])


def _rows_removed(database: Database, connection: Connection, learner: str, who: str, has_files: bool) -> int:
    """Remove the rows of a learner who has some, or files; how many of the ledger there were."""
    if database.is_sqlite:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    count, files_of = 0, forgotten.marks_of(connection, learner)
    for table in tables.of_learners():
        count += connection.execute(delete(table).where(table.c.learner == learner)).rowcount
    if not (count or has_files):
        return 0
    gradebook.forget(connection, learner)
    if history.holds(connection, learner):
        entry = Line(times.now(), who, None, None, "a learner was forgotten", files=tuple(files_of))
        history.forget(connection, learner, entry)
    return count
