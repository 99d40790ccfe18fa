"""Texts about others that name who is forgotten: notes, comments, reasons, feedback. The places are told."""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Connection, select

from autograder.errors import CourseFolderError
from autograder.intake import roster
from autograder.messages import chained, message
from autograder.store import by_hand
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger.leftovers import named_in
from autograder.store.ledger.tables import excused, history, job

UNKNOWN = message("forget_list_unknown")
OTHERS = message("forget_others")
_MOST_PLACES = 20  # that a sentence names


def names(folder: CourseFolder, learner: str) -> tuple[tuple[str, ...], list[str]]:
    """``(names, remarks)``: how a learner may be called, as the list says that ``grade`` was given last."""
    if folder.roster_file is None:
        return (learner,), []
    try:
        listed = roster.read(folder.roster_file)
    except (CourseFolderError, OSError):
        return (learner,), [UNKNOWN.format(path=folder.roster_file, learner=learner)]
    mine = [text for one in listed if one.id == learner for text in (one.given, one.name, one.email)]
    return tuple(dict.fromkeys([learner, *filter(None, mine)])), []


def remarks(folder: CourseFolder, connection: Connection, called: Collection[str]) -> list[str]:
    """A sentence on the places that still have one of the names ``called``, if there are any.

    To be asked when the learner's own rows and files are gone.
    """
    places = list(dict.fromkeys([*_in_rows(connection, called), *_in_feedback(folder, called)]))
    if not places:
        return []
    if len(places) > _MOST_PLACES:
        places[_MOST_PLACES:] = [message("more", count=len(places) - _MOST_PLACES)]
    return [OTHERS.format(names=chained("either", called), places=chained("also", places))]


def is_named(text: bytes, called: Iterable[str]) -> bool:
    return any(named_in(text, one) for one in called)


def _in_rows(connection: Connection, called: Collection[str]) -> Iterator[str]:
    for row in connection.execute(select(job.c.learner, job.c.assignment, job.c.result)):
        if row.result and is_named(row.result.encode(), called):
            yield message("named_result", learner=row.learner, assignment=row.assignment)
    for place, exercises in by_hand.by_people(connection).items():
        for slug, given in exercises.items():
            if given.comment and is_named(given.comment.encode(), called):
                yield message("named_comment", learner=place[0], assignment=place[1], exercise=slug)
    for one in connection.execute(select(excused)):
        if is_named(one.why.encode(), called):
            yield message("named_excused", learner=one.learner, assignment=one.assignment)
    lines = connection.execute(select(history.c.seq, history.c.content).order_by(history.c.seq))
    for seq, content in lines:
        if content and is_named(content.encode(), called):
            yield message("named_line", line=seq)


def _in_feedback(folder: CourseFolder, called: Collection[str]) -> Iterator[str]:
    """What the course itself says of somebody of this name is nobody's trace."""
    own = {path.stem for path in folder.releases() if is_named(path.read_bytes(), called)}
    for path in sorted((folder.root / "feedback").glob("*/*/*")):
        if path.parent.name not in own and path.is_file() and is_named(path.read_bytes(), called):
            yield str(path.relative_to(folder.root))
