"""Open the ledger of a course."""

from contextlib import contextmanager

from autograder.database import Database
from autograder.ledger import upgrading


@contextmanager
def opened(folder):
    """The course's ``Database``, with the ledger's tables in it in their newest form."""
    database = Database(folder.url)
    try:
        upgrading.bring_up(database, folder)
        yield database
    finally:
        database.close()
