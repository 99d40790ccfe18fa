"""Open the ledger of a course."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from autograder.errors import CourseFolderError
from autograder.messages import message
from autograder.store import files
from autograder.store.course_folder import CourseFolder
from autograder.store.database import Database, waiting_time
from autograder.store.ledger import belonging, history, upgrading

ONLY_READ = message("ledger_only_read")


@contextmanager
def opened(folder: CourseFolder) -> Iterator[Database]:
    """The course's ``Database``, with the ledger's tables in it in their newest form.

    ``CourseFolderError`` where the folder can only be read.
    """
    database = Database(folder.url)
    try:
        if not _may_write(database):
            raise CourseFolderError(ONLY_READ.format(place=folder.root))
        belonging.check(database, folder.root)
        upgrading.bring_up(database, folder.root)
        belonging.claim(database, folder.root)
        yield database
    finally:
        database.close()


@contextmanager
def readable(folder: CourseFolder) -> Iterator[Database]:
    """The same for those who only look. Where the folder can only be read, a copy that is gone afterwards."""
    with Database(folder.url) as database:
        only_read = not _may_write(database)
    if not only_read:
        with opened(folder) as database:
            yield database
        return
    with files.failures_explained(tempfile.gettempdir()), files.scratch("reading") as place:
        copy = Path(place) / database.file.name
        _copy(database.file, copy)
        with Database(f"sqlite:///{copy}") as database:
            upgrading.bring_up(database, Path(place), is_kept=False)
            yield database


def history_head(folder: CourseFolder) -> tuple[int, str]:
    """``(number of lines, hash of the last)`` of the history."""
    with readable(folder) as database, database.reading() as connection:
        return history.head(connection)


def _may_write(database: Database) -> bool:
    if not database.is_sqlite:
        return True
    path = database.file
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _copy(source: Path, target: Path) -> None:
    """Copy an SQLite database that we may not write to, with what stands only in its log so far."""
    try:
        address = f"file:{quote(str(source))}?mode=ro"
        with (
            closing(sqlite3.connect(address, uri=True, timeout=waiting_time())) as original,
            closing(sqlite3.connect(target)) as copy,
        ):
            original.backup(copy)
    except sqlite3.OperationalError:
        # SQLite needs a file of its own beside the database, and may not make it. So nobody has made it,
        # nobody has the database open, and the files can be copied as they are.
        for end in ("", "-wal"):
            if Path(f"{source}{end}").exists():
                shutil.copyfile(f"{source}{end}", f"{target}{end}")
