"""What lies in the course folder's ``submitted``: its folders say whose it is."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from dateutil import parser, tz

from autograder.errors import Unreadable
from autograder.intake import disk, naming
from autograder.intake.submission import Submission

TIME = "timestamp.txt"  # nbgrader's exchange writes it
_LONGEST = 1000  # characters of a file of one line


class Keeping(Protocol):
    """What keeps hand-ins (``store.course_folder.CourseFolder``)."""

    def submitted(self, learner: str, assignment: str) -> Path: ...


def submission(folder: Keeping, learner: str, assignment: str) -> Submission:
    """The ``Submission`` in ``submitted/<learner>/<assignment>``, refused if it is no readable file."""
    path = folder.submitted(learner, assignment)
    place = naming.shown(str(path))
    try:
        return Submission(learner, assignment, place, disk.read(path))
    except Unreadable as problem:
        return Submission(learner, assignment, place, reason=str(problem))


def submitted_at(folder: Keeping, learner: str, assignment: str, place: str) -> datetime | None:
    """When nbgrader's exchange got a hand-in (aware ``datetime``); ``None`` where it came another way.

    ``place``: where it came from, as its submission says.
    """
    path = folder.submitted(learner, assignment)
    if place != naming.shown(str(path)) or not (text := line(path.with_name(TIME))):
        return None
    try:
        moment = parser.parse(text, tzinfos=_zone)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(moment, datetime.now(UTC))
    except (ValueError, OverflowError):
        return None


def _zone(name, seconds):
    return tz.gettz(name) if seconds is None else seconds


def line(path: Path) -> str:
    """What stands in a file of one line, ``""`` if it is no such file. A learner may have written it."""
    try:
        text = disk.read(path).decode("utf-8").strip()
    except (Unreadable, UnicodeDecodeError):
        return ""
    return text if text.isprintable() and len(text) <= _LONGEST else ""
