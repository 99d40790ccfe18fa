"""From an older form of the ledger's tables to the newest, step by step.

A course folder's ledger carries the number of steps that it has seen. A new step is a function at the end of
``STEPS``, and tables.py says what all of them lead to; a step that was once published is not changed. Each
runs in a transaction of its own, after a backup (see upgrading.py), and finds nothing to do where it was
done.
"""

from sqlalchemy import inspect

from autograder.gradebook import indexes
from autograder.ledger import tables


def create(connection):
    """All tables and indexes that are not there, in their newest form."""
    tables.metadata.create_all(connection)
    for index in indexes():
        index.create(connection, checkfirst=True)


def first(connection):
    """Commit 2714e8b and before, without a number: points by hand had no comment and no answer."""
    create(connection)
    add_columns(connection, tables.given, "comment", "is_open")


def excused(connection):
    """Form 1: nobody could be excused."""
    create(connection)


STEPS = (first, excused)


def add_columns(connection, table, *names):
    """Add those of a table's columns (they may be null) that it does not have yet."""
    there = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for name in names:
        if name not in there:
            kind = table.c[name].type.compile(connection.dialect)
            connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {name} {kind}")
