"""The database of a course: nbgrader's gradebook and our ledger in one. One transaction writes both."""

import contextlib
import sqlite3

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from autograder.files import CourseFolderError

WAIT = 60  # seconds for another program's lock
LOCKED = (
    "The gradebook {place} is locked by another program for more than {wait} seconds. Close what uses it "
    "(nbgrader, formgrader, a database browser) and run the same command again: nothing is lost."
)
FULL = (
    "There is no space left for the gradebook {place}. Make room and run the same command again: what was "
    "recorded is safe, the rest is graded then."
)
UNREACHABLE = "The database {place} cannot be used: {problem}"


class Database:
    """Short transactions on one SQL database (SQLite file or PostgreSQL).

    ``url`` is SQLAlchemy's: ``sqlite:////path/gradebook.db`` or ``postgresql://user@host/name``.
    ``wait``: seconds to wait for a lock. All failures are ``CourseFolderError`` with what to do.
    """

    def __init__(self, url, wait=WAIT):
        self.url, self.wait = url, wait
        self.is_sqlite = url.startswith("sqlite")
        connecting = {"timeout": wait} if self.is_sqlite else {"connect_timeout": 10}
        self.engine = create_engine(url, connect_args=connecting)
        if self.is_sqlite:
            event.listen(self.engine, "connect", _settle_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    @property
    def place(self):
        """The database's address without a password."""
        return self.engine.url.render_as_string(hide_password=True)

    @contextlib.contextmanager
    def writing(self):
        """One transaction that may write: all of it is there afterwards, or nothing."""
        with (
            self._told(),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextlib.contextmanager
    def reading(self):
        """A connection for reading."""
        with self._told(), self.engine.connect() as connection:
            yield connection

    def close(self):
        self.engine.dispose()

    @contextlib.contextmanager
    def _told(self):
        try:
            yield
        except DBAPIError as problem:
            raise CourseFolderError(self._sentence(problem)) from problem

    def _sentence(self, problem):
        text = str(problem.orig)
        if isinstance(problem.orig, sqlite3.OperationalError) and "locked" in text:
            return LOCKED.format(place=self.place, wait=self.wait)
        if "disk is full" in text or "No space left" in text:
            return FULL.format(place=self.place)
        if isinstance(problem, OperationalError) and "disk I/O error" in text:
            return FULL.format(place=self.place)
        return UNREACHABLE.format(place=self.place, problem=text.strip().splitlines()[0])


def _settle_sqlite(connection, _):
    connection.isolation_level = None  # we say BEGIN ourselves, see below
    cursor = connection.cursor()
    # Readers (formgrader) do not hold up the writer. After a power cut the newest grades may be missing,
    # never torn: the next run grades them again.
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _begin_sqlite(connection):
    # A transaction that reads before it writes must hold the lock from the start: else SQLite refuses the
    # write at once, without waiting, when another program has written in between.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
