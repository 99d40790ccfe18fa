"""Whom of a course a facilitator means who names a learner."""

from collections.abc import Iterable

from autograder.errors import CourseFolderError
from autograder.intake import newcomers, roster
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing, jobs
from autograder.store.ledger.opening import readable


def learner(folder: CourseFolder, text: str, is_new: bool = False) -> str:
    """The id of the learner whom ``text`` names (see ``newcomers.named``).

    The list of the learners is the one that the last run of ``grade`` was given, as long as it is there.
    """
    return newcomers.named(text, _known(folder), _listed(folder), is_new)


def meant(folder: CourseFolder, text: str) -> str:
    """``Did you mean …?`` for a learner whom the course folder does not know, or ``""``."""
    try:
        people = _listed(folder) or ()
    except CourseFolderError:  # the list was changed since; here it only helps
        people = ()
    return newcomers.suggested(text, _known(folder) - {text}, people)


def strangers(folder: CourseFolder, learners: Iterable[str]) -> list[str]:
    """Those of ``learners`` who have neither a hand-in nor an excuse in the course folder, sorted."""
    return sorted(set(learners) - _known(folder))


def _known(folder):
    """The ids of those who have a hand-in or an excuse."""
    with readable(folder) as database, database.reading() as connection:
        known = jobs.learners(connection)
    return known | {one for one, _ in excusing.of(folder)}


def _listed(folder):
    path = folder.roster_file
    return roster.read(path) if path is not None and path.is_file() else None
