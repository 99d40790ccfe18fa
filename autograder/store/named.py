"""Whom of a course a facilitator means who names a learner."""

from autograder.intake import newcomers, roster
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing, jobs
from autograder.store.ledger.opening import readable


def learner(folder: CourseFolder, text: str, is_new: bool = False) -> str:
    """The id of the learner whom ``text`` names (see ``newcomers.named``).

    The list of the learners is the one that the last run of ``grade`` was given, as long as it is there.
    """
    with readable(folder) as database, database.reading() as connection:
        known = jobs.learners(connection)
    known |= {one for one, _ in excusing.of(folder)}
    path = folder.roster_file
    listed = roster.read(path) if path is not None and path.is_file() else None
    return newcomers.named(text, known, listed, is_new)
