"""Open the ledger of a course."""

from contextlib import contextmanager

from sqlalchemy import inspect

from autograder.database import Database
from autograder.gradebook import indexes
from autograder.ledger import tables


@contextmanager
def opened(folder):
    """The course's ``Database``, with the ledger's tables in it."""
    database = Database(folder.url)
    try:
        if not _is_complete(database):
            with database.writing() as connection:
                tables.metadata.create_all(connection)
                for index in indexes():
                    index.create(connection, checkfirst=True)
        yield database
    finally:
        database.close()


def _is_complete(database):
    """Whether all tables are there; asked first, so that reading needs no lock."""
    with database.reading() as connection:
        return set(tables.metadata.tables) <= set(inspect(connection).get_table_names())
