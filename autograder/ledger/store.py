"""Open the ledger of a course."""

from contextlib import contextmanager

from autograder.database import Database
from autograder.ledger import tables


@contextmanager
def opened(folder):
    """The course's ``Database``, with the ledger's tables in it."""
    database = Database(folder.url)
    try:
        with database.writing() as connection:
            tables.metadata.create_all(connection)
        yield database
    finally:
        database.close()
