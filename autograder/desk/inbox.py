"""What was dropped on the page, in a private folder of the course folder, until it is graded or removed.

``one-<stamp>/<folder>/<file>`` is a single file: the folder says whose it is, ``NOBODY`` that nobody said so.
``folder-<stamp>/<name>/…`` is a folder as it was dropped. Stamps sort by time: what is later counts before.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from autograder.errors import CourseFolderError
from autograder.intake import archives, naming
from autograder.messages import message
from autograder.store import files, modes
from autograder.store.course_folder import DESK, CourseFolder

LARGEST = 4 << 30  # bytes of one file: a class of thousands in one zip
MOST_FILES = 200_000  # of one folder
NOBODY = "uploads"  # a folder's name that is no learner's (``intake.sorting``)
_ID = re.compile(r"(one|folder)-\d{13}-\d{4}")
STAMP = re.compile(r"\d{13}-\d{4}")
_LOCK = ".lock"
_PART = ".part"  # ends the name of a file that is still coming in
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f]" if os.name == "posix" else r'[\x00-\x1f\x7f<>:"|?*]')
_LONGEST = 240  # bytes of a name: file systems allow 255, and ours adds an ending meanwhile


class Busy(CourseFolderError):
    """Another grader reads what was dropped, for this desk or another one of the same course."""


class BadName(ValueError):
    """A file's name cannot be used, or its stamp is none."""


@dataclass(frozen=True)
class Dropped:
    """A file or folder that was dropped. ``path``: what the grader is given; ``size``: bytes."""

    id: str
    name: str
    path: Path
    size: int
    changed: int  # when, in nanoseconds
    is_folder: bool
    learner: str  # whom somebody named; "" where nobody did


class Inbox:
    """The files of one course folder that are not graded yet, and its tables."""

    def __init__(self, folder: CourseFolder) -> None:
        self.folder, self.place = folder, folder.root / DESK

    def all(self) -> list[Dropped]:
        """Everything that came in whole, in the order in which it was dropped."""
        try:
            names = [name for name in os.listdir(self.place) if _ID.fullmatch(name)]
        except FileNotFoundError:
            return []
        found = [self.get(name) for name in sorted(names, key=lambda name: name.partition("-")[2])]
        return [one for one in found if one is not None]

    def get(self, named: str) -> Dropped | None:
        """One of them; ``None`` if there is none of that id."""
        if not _ID.fullmatch(named):
            return None
        with contextlib.suppress(OSError):  # another desk may have removed it this moment
            is_folder = named.startswith("folder")
            above = next((one for one in (self.place / named).iterdir() if one.is_dir()), None)
            path = above if is_folder or above is None else next(_whole(above), None)
            if path is not None and above is not None:
                size, changed = _measured(path)
                learner = "" if is_folder or above.name == NOBODY else above.name
                return Dropped(named, naming.shown(path.name), path, size, changed, is_folder, learner)
        return None

    @contextlib.contextmanager
    def coming(self, stamp: str, name: str) -> Iterator[IO[bytes]]:
        """A file to write to; it is there under its name when all is written, or not at all.

        ``name``: with the folders that it was dropped in. Raises ``BadName``, ``CourseFolderError``.
        """
        if not STAMP.fullmatch(stamp):
            raise BadName(stamp)
        parts = [_NOT_IN_NAMES.sub("_", part) for part in archives.parts_of(name)]
        if not parts or any(len(os.fsencode(part)) > _LONGEST for part in parts):
            raise BadName(name)
        above = [f"folder-{stamp}"] if len(parts) > 1 else [f"one-{stamp}", NOBODY]
        path = self.place.joinpath(*above, *parts)
        self.folder.make()
        with files.failures_explained(path):
            modes.make_folders(path.parent)
            part = path.with_name(path.name + _PART)
            try:
                with open(part, "wb") as stream:
                    yield stream
                os.chmod(part, modes.of_new(path.parent) & 0o666)
                os.replace(part, path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise

    def name_learner(self, named: str, learner: str) -> None:
        """Say whose a single notebook is; ``""``: nobody's. Raises ``CourseFolderError``."""
        found = self.get(named)
        if found is None or found.is_folder:
            raise CourseFolderError(message("desk_gone"))
        above = naming.learner_id(learner) if learner.strip() else NOBODY
        with files.failures_explained(found.path):
            if above != found.path.parent.name:
                os.rename(found.path.parent, found.path.parent.with_name(above))

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Meanwhile nobody else grades or removes what was dropped, on any desk. Raises ``Busy``."""
        with contextlib.ExitStack() as stack:
            try:
                modes.make_folders(self.place)
                stack.enter_context(files.locked(self.place / _LOCK, wait=0))
            except CourseFolderError as problem:
                raise Busy(str(problem)) from None
            yield

    def remove(self, named: str) -> bool:
        """Remove one of them for good; whether it was there."""
        if not _ID.fullmatch(named) or not (self.place / named).is_dir():
            return False
        with files.failures_explained(self.place):
            shutil.rmtree(self.place / named, ignore_errors=True)
        return True

    def shorter(self, sentence: str) -> str:
        """A sentence of the grader without the way to our folder."""
        way = re.escape(f"{self.place}{os.sep}")
        return re.sub(rf"{way}(one-{STAMP.pattern}/[^/]+/|folder-{STAMP.pattern}/)", "", sentence)


def _whole(folder: Path) -> Iterator[Path]:
    return (one for one in sorted(folder.iterdir()) if one.is_file() and not one.name.endswith(_PART))


def _measured(path: Path) -> tuple[int, int]:
    """``(bytes, last change in nanoseconds)`` of a file, or of all in a folder."""
    if path.is_file():
        told = path.stat()
        return told.st_size, told.st_mtime_ns
    told_all = [
        os.stat(os.path.join(here, name)) for here, _, names in os.walk(path) for name in names[:MOST_FILES]
    ]
    return sum(one.st_size for one in told_all), max((one.st_mtime_ns for one in told_all), default=0)
