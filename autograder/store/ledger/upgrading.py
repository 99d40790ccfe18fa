"""Which form a ledger's tables have; make them, or bring them from an older form to the newest."""

import logging
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, select, update

from autograder.errors import CourseFolderError
from autograder.messages import message
from autograder.store import files, modes
from autograder.store.database import Database
from autograder.store.ledger import backups, migrations, tables

LOCK = ".upgrading"
NEWER = message("ledger_newer")
UPGRADED = "The ledger of %s was brought from form %s to form %s. The ledger as it was before is kept in %s."
CLOSED = "%s could be read by everybody on this computer; now only its owner and group can."
_log = logging.getLogger(__name__)


def newest() -> int:
    return len(migrations.STEPS)


def form(connection: Connection) -> int | None:
    """The number of steps that a ledger has seen, ``None`` where there is no ledger."""
    there = inspect(connection)
    if there.has_table(tables.schema.name):
        return connection.execute(select(tables.schema.c.version)).scalar()
    return 0 if there.has_table(tables.job.name) else None


def bring_up(database: Database, root: Path, is_kept: bool = True) -> None:
    """Make the ledger's tables, or bring them to the newest form, with a backup before each step.

    ``root``: the course folder. ``is_kept``: false for a mere copy, which needs no backup and no word.

    An interrupted step has changed nothing and is repeated by the next one who opens the ledger. Raises
    ``CourseFolderError`` if a newer version of the program made them.
    """
    with database.reading() as connection:
        found = form(connection)
    if found == newest():
        return
    if found is not None and found > newest():
        raise CourseFolderError(NEWER.format(place=root, found=found, known=newest()))
    if found is None:
        _make(database)
        return
    with files.failures_explained(root), files.locked(root / LOCK):
        if found == 0 and is_kept and modes.close_to_others(root):
            _log.warning(CLOSED, root)
        while found < newest():
            found = _step(database, root, is_kept)


def _make(database: Database) -> None:
    with database.writing() as connection:
        if form(connection) is None:
            migrations.complete(connection)
            connection.execute(insert(tables.schema), {"version": newest()})


def _step(database: Database, root: Path, is_kept: bool) -> int:
    """One step; the form that the ledger has then."""
    with database.reading() as connection:
        before = form(connection) or 0
    if before >= newest():  # another program did it while we waited for the lock
        return before
    backup = backups.make(database, root, before) if is_kept else None
    with database.writing() as connection:
        if form(connection) != before:
            return before
        migrations.STEPS[before](connection)
        if connection.execute(update(tables.schema).values(version=before + 1)).rowcount == 0:
            connection.execute(insert(tables.schema), {"version": before + 1})
    if is_kept:
        _log.warning(UPGRADED, root, before, before + 1, backup)
    return before + 1
