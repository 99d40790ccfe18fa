"""Learners who need not hand in an assignment: neither a zero nor missing."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import delete, insert, select

from autograder import times
from autograder.errors import CourseFolderError
from autograder.messages import message, together
from autograder.model import EXCUSED, Entry, Outcome
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import history
from autograder.store.ledger.line import Line
from autograder.store.ledger.opening import opened, readable
from autograder.store.ledger.tables import excused
from autograder.store.results import current
from autograder.suggesting import did_you_mean


def excuse(
    folder: CourseFolder, learner: str, assignment: str, who: str, why: str, take_back: bool = False
) -> bool:
    """Excuse a learner from an assignment, or take that back; whether anything changed.

    ``learner``: an id (see ``named.learner``). Raises ``CourseFolderError`` if there is no such assignment,
    or no reason.
    """
    if assignment not in folder.assignments():
        known = list(folder.assignments())
        told = message("excuse_no_assignment", assignment=assignment, known=known)
        raise CourseFolderError(together(told, did_you_mean(assignment, known)))
    if not why.strip():
        raise CourseFolderError(message("say_why"))
    mine = (excused.c.learner == learner, excused.c.assignment == assignment)
    with opened(folder) as database, database.writing() as connection:
        was = connection.execute(select(excused.c.why).where(*mine)).scalar()
        if (was is None) == take_back:
            return False
        connection.execute(delete(excused).where(*mine))
        if not take_back:
            row = {"learner": learner, "assignment": assignment, "why": why}
            connection.execute(insert(excused), row)
        before, now = {EXCUSED: was and EXCUSED}, {EXCUSED: None if take_back else EXCUSED}
        line = Line(times.now(), who, learner, assignment, why, before, now, by_hand=True)
        history.append(connection, [line])
    return True


def of(folder: CourseFolder) -> dict[tuple[str, str], str]:
    """``{(learner, assignment): why}`` of all who are excused."""
    with readable(folder) as database, database.reading() as connection:
        return {(row.learner, row.assignment): row.why for row in connection.execute(select(excused))}


def marked(folder: CourseFolder, learner: str | None = None) -> Iterator[tuple[Outcome, Entry | None]]:
    """``(outcome, entry)`` as ``results.current`` gives them, and of those who are excused without a hand-in.

    The outcome of who is excused has ``excused``: the reason. Without a hand-in ``entry`` is ``None``.
    """
    left = {place: why for place, why in of(folder).items() if learner in (None, place[0])}
    for found, entry in current(folder, learner):
        why = left.pop((found.learner, found.assignment), None)
        yield (found if why is None else replace(found, excused=why)), entry
    released = folder.assignments()
    for (name, assignment), why in sorted(left.items()):
        most = released[assignment].max_score if assignment in released else None
        found = Outcome(name, assignment, EXCUSED, None, most, why, (), excused=why)
        yield replace(found, language=folder.language), None
