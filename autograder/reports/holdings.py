"""What a course folder holds, and about whom: for who asks what is kept of people on this computer."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from autograder.intake.roster import Roster
from autograder.lms import people
from autograder.store.course_folder import DESK, CourseFolder
from autograder.store.ledger import tables
from autograder.store.ledger.opening import readable

OF_EACH = ("submitted", "autograded", "feedback")  # rooms in which each learner has a folder
# Other places, and the word for what each holds of people. What is in none of them is the facilitator's own.
_PLACES = {
    "submitted": "hand_ins",
    "autograded": "copies",
    "feedback": "pages",
    "letters": "letters",
    "backups": "backups",
    DESK: "desk",
    "release": "course",
    "source": "course",
}
_ORDER = (
    "hand_ins", "copies", "pages", "grades", "letters", "dashboard", "desk", "backups", "course", "other",
)  # fmt: skip


@dataclass
class Held:
    """Of one learner: files and their bytes, rows of the ledger, lines of the history."""

    learner: str
    name: str = ""
    email: str = ""
    files: int = 0
    size: int = 0
    rows: int = 0
    lines: int = 0


def places(folder: CourseFolder) -> list[dict[str, Any]]:
    """``[{kind, files, size}, ...]`` of all that lies in the folder, by what it is."""
    files, sizes = Counter[str](), Counter[str]()
    for entry in _scanned(folder.root):
        kind = _kind(entry.name)
        for path in _files(entry):
            files[kind] += 1
            sizes[kind] += path.stat(follow_symlinks=False).st_size
    return [{"kind": kind, "files": files[kind], "size": sizes[kind]} for kind in _ORDER if files[kind]]


def _kind(name: str) -> str:
    if name.startswith("gradebook.db"):
        return "grades"
    if name == "dashboard.html":
        return "dashboard"
    return _PLACES.get(name, "other")


def of_people(folder: CourseFolder, roster: Roster | None) -> list[dict[str, Any]]:
    """Whom the folder holds something of, as ``Held`` in dicts, by name."""
    found: dict[str, Held] = {}
    for room in OF_EACH:
        for entry in _scanned(folder.root / room):
            if entry.is_dir(follow_symlinks=False):
                one = found.setdefault(entry.name, Held(entry.name))
                for path in _files(entry):
                    one.files += 1
                    one.size += path.stat(follow_symlinks=False).st_size
    if folder.is_made:
        _add_rows(folder, found)
    for known in people.roster_rows(roster):
        if known.learner in found:
            found[known.learner].name, found[known.learner].email = known.name, known.email
    return [
        asdict(one) for one in sorted(found.values(), key=lambda one: (one.name or one.learner).casefold())
    ]


def _add_rows(folder: CourseFolder, found: dict[str, Held]) -> None:
    with readable(folder) as database, database.reading() as connection:
        for table in (*tables.of_learners(), tables.history):
            counted = select(table.c.learner, func.count()).group_by(table.c.learner)
            for learner, count in connection.execute(counted.where(table.c.learner.is_not(None))):
                one = found.setdefault(learner, Held(learner))
                if table is tables.history:
                    one.lines += count
                else:
                    one.rows += count


def _scanned(place: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(place) as entries:
            return list(entries)
    except OSError:
        return []


def _files(entry: os.DirEntry[str]) -> Iterator[os.DirEntry[str]]:
    """All files of an entry; links are not followed."""
    if entry.is_dir(follow_symlinks=False):
        for one in _scanned(Path(entry.path)):
            yield from _files(one)
    elif entry.is_file(follow_symlinks=False):
        yield entry
