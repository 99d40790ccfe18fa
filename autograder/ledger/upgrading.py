"""Which form a ledger's tables have; make them, or bring them from an older form to the newest."""

import logging

from sqlalchemy import insert, inspect, select, update

from autograder import files, modes
from autograder.files import CourseFolderError
from autograder.ledger import backups, migrations, tables

LOCK = ".upgrading"
NEWER = (
    "{place} was made by a newer version of this program (its ledger has form {found}; this version knows 1 "
    "to {known}). Nothing was changed. Get the newer version (for example: git pull, then make build)."
)
UPGRADED = "The ledger of %s was brought from form %s to form %s. The ledger as it was before is kept in %s."
CLOSED = "%s could be read by everybody on this computer; now only its owner and group can."
_log = logging.getLogger(__name__)


def newest():
    return len(migrations.STEPS)


def form(connection):
    """The number of steps that a ledger has seen, ``None`` where there is no ledger."""
    there = inspect(connection)
    if there.has_table(tables.schema.name):
        return connection.execute(select(tables.schema.c.version)).scalar()
    return 0 if there.has_table(tables.job.name) else None


def bring_up(database, folder):
    """Make the ledger's tables, or bring them to the newest form, with a backup before each step.

    An interrupted step has changed nothing and is repeated by the next one who opens the ledger. Raises
    ``CourseFolderError`` if a newer version of the program made them.
    """
    with database.reading() as connection:
        found = form(connection)
    if found == newest():
        return
    if found is not None and found > newest():
        raise CourseFolderError(NEWER.format(place=folder.root, found=found, known=newest()))
    if found is None:
        _make(database)
        return
    with files.told(folder.root), files.locked(folder.root / LOCK):
        if found == 0 and modes.close_to_others(folder.root):
            _log.warning(CLOSED, folder.root)
        while (found := _step(database, folder)) < newest():
            pass


def _make(database):
    with database.writing() as connection:
        if form(connection) is None:
            migrations.create(connection)
            connection.execute(insert(tables.schema), {"version": newest()})


def _step(database, folder):
    """One step; the form that the ledger has then."""
    with database.reading() as connection:
        before = form(connection)
    if before >= newest():  # another program did it while we waited for the lock
        return before
    backup = backups.make(database, folder, before)
    with database.writing() as connection:
        if form(connection) != before:
            return before
        migrations.STEPS[before](connection)
        if connection.execute(update(tables.schema).values(version=before + 1)).rowcount == 0:
            connection.execute(insert(tables.schema), {"version": before + 1})
    _log.warning(UPGRADED, folder.root, before, before + 1, backup)
    return before + 1
