"""A database on a server belongs to one course folder: two that write into one would mix their grades."""

import os
import secrets
from pathlib import Path

from sqlalchemy import inspect, select, update

from autograder.errors import CourseFolderError
from autograder.messages import message, together
from autograder.store import files
from autograder.store.database import Database
from autograder.store.ledger import tables, upgrading

MARK = ".course"  # a file with the course folder's own mark, which its database has too
TAKEN = message("db_taken")
GONE = message("db_taken_gone")


def claim(database: Database, root: Path) -> None:
    """Make the database that of the course folder ``root``; ``CourseFolderError`` if it is another's."""
    if database.is_sqlite or check(database, root) or not os.access(root, os.W_OK):
        return
    mine = _mark(root)
    if mine is None:
        mine = secrets.token_hex(8)
        files.write(root / MARK, mine + "\n")
    with database.writing() as connection:
        free = update(tables.schema).where(tables.schema.c.course.is_(None))
        connection.execute(free.values(course=mine))
    check(database, root)  # another folder may have been quicker


def check(database: Database, root: Path) -> bool:
    """Whether the database is known to be that of ``root``; ``CourseFolderError`` if it is another's."""
    if database.is_sqlite:
        return True
    with database.reading() as connection:
        has_schema = inspect(connection).has_table(tables.schema.name)
        owner = connection.execute(select(tables.schema.c.course)).scalar() if has_schema else None
        # Before there were marks: what is there belongs to a folder that was made already.
        is_old = upgrading.form(connection) == 0 and not any((root / "release").glob("*"))
    if is_old or owner not in (None, _mark(root)):
        gone = GONE.format(root=root, mark=owner, file=MARK) if owner else ""
        raise CourseFolderError(together(TAKEN.format(place=database.place), gone))
    return owner is not None


def _mark(root: Path) -> str | None:
    path = root / MARK
    return path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else None
