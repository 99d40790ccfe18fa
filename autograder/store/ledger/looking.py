"""What changed outside of our own commands since we looked last: points by hand, rules for late work."""

from sqlalchemy import Connection

from autograder import times
from autograder.store import by_hand
from autograder.store.by_hand import GivenTo
from autograder.store.course_folder import CourseFolder
from autograder.store.database import Database
from autograder.store.ledger import penalties, people, rules


def look(database: Database, folder: CourseFolder, learner: str | None = None) -> GivenTo:
    """Write it into the history; what people gave, as ``by_hand.by_people`` does.

    Where the database can only be read, nothing is written.
    """
    if not database.may_write:
        with database.reading() as connection:
            return by_hand.by_people(connection, learner)
    with database.writing() as connection:
        return see(connection, folder, learner)


def see(connection: Connection, folder: CourseFolder, learner: str | None = None) -> GivenTo:
    """The same inside the caller's transaction."""
    now = times.now()
    if rules.see(connection, folder, now):
        penalties.renew(connection, folder, now)
    return people.see(connection, now, learner=learner)
