"""The database of a course: nbgrader's gradebook and our ledger in one. One transaction writes both."""

import contextlib
import functools
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from autograder.errors import CourseFolderError
from autograder.messages import message
from autograder.store.files import FULL

WAIT = 60.0  # seconds for another program's lock; the environment variable AUTOGRADER_WAIT sets another time
LOCKED = message("db_locked")
UNREACHABLE = message("db_unreachable")
NO_ADDRESS = message("db_no_address")
NO_DRIVER = message("db_no_driver")
ONE_WRITER = 0x10CA115D  # our number among the locks that programs on a PostgreSQL server agree upon


def waiting_time() -> float:
    """Seconds to wait for another program's lock."""
    return float(os.environ.get("AUTOGRADER_WAIT", WAIT))


class Database:
    """Short transactions on one SQL database (SQLite file or PostgreSQL).

    ``url`` is SQLAlchemy's: ``sqlite:////path/gradebook.db`` or ``postgresql://user@host/name``.
    ``wait``: seconds to wait for a lock. All failures are ``CourseFolderError`` with what to do.
    """

    def __init__(self, url: str, wait: float | None = None) -> None:
        self.url, self.wait = url, waiting_time() if wait is None else wait
        name = _kind(url)
        self.is_sqlite = name == "sqlite"
        connecting = {"timeout": self.wait} if self.is_sqlite else {"connect_timeout": 10}
        try:
            self.engine = create_engine(url, connect_args=connecting)
        except ImportError as problem:
            raise CourseFolderError(NO_DRIVER.format(place=self.place, why=str(problem))) from None
        settle, begin = {
            "sqlite": (_settle_sqlite, _begin_sqlite),
            "postgresql": (self._settle_postgresql, _begin_postgresql),
        }[name]
        event.listen(self.engine, "connect", settle)
        event.listen(self.engine, "begin", begin)

    @property
    def place(self) -> str:
        """The database's address without a password."""
        return shown(self.url)

    @functools.cached_property
    def may_write(self) -> bool:
        """Whether grades may be written; of an SQLite file that is asked before it is opened (store.py)."""
        if self.is_sqlite:
            return True
        with self.reading() as connection:
            may = "NOT current_setting('transaction_read_only')::bool"
            may += " AND has_table_privilege('localsdg_history', 'INSERT')"
            return bool(connection.exec_driver_sql(f"SELECT {may}").scalar())

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that may write: all of it is there afterwards, or nothing. One at a time."""
        with (
            failures_explained(self.url, self.wait),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    @property
    def file(self) -> Path:
        """The path of an SQLite database."""
        return Path(make_url(self.url).database or "")

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading."""
        with failures_explained(self.url, self.wait), self.engine.connect() as connection:
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def _settle_postgresql(self, connection, _):
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {max(1, int(self.wait * 1000))}")
        connection.commit()


def _kind(url: str) -> str:
    """``sqlite`` or ``postgresql``."""
    with contextlib.suppress(ArgumentError, NoSuchModuleError, ImportError):
        name = make_url(url).get_dialect().name
        if name in ("sqlite", "postgresql"):
            return name
    shown_url = url.partition("@")[2] or url.strip() or message("none_given")
    raise CourseFolderError(NO_ADDRESS.format(url=shown_url))


def shown(url: str) -> str:
    """A database's address without a password."""
    return make_url(url).render_as_string(hide_password=True)


def patient(url: str) -> str:
    """The address with which nbgrader waits for locks as long as we do (its own wait is 5 seconds)."""
    if _kind(url) != "sqlite":
        return url
    return make_url(url).update_query_dict({"timeout": str(waiting_time())}).render_as_string(False)


# ---- What goes wrong, in words --------------------------------------------------------------


@contextlib.contextmanager
def failures_explained(url: str, wait: float | None = None) -> Iterator[None]:
    """Turn a failure of the database at ``url`` into a ``CourseFolderError`` that says what to do."""
    try:
        yield
    except DBAPIError as problem:
        wait = waiting_time() if wait is None else wait
        raise CourseFolderError(_sentence(problem, shown(url), wait)) from problem


def _sentence(problem, place, wait):
    text = str(problem.orig)
    locked = isinstance(problem.orig, sqlite3.OperationalError) and "locked" in text
    if locked or "lock timeout" in text:
        return LOCKED.format(place=place, wait=wait)
    if any(words in text for words in ("disk is full", "No space left", "disk I/O error")):
        return FULL.format(place=message("gradebook_at", place=place))
    why = (text.strip().splitlines() or [message("db_no_reason")])[0]
    return UNREACHABLE.format(place=place, why=why)


# ---- SQLite and PostgreSQL ------------------------------------------------------------------


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


def _begin_postgresql(connection):
    # One grader writes at a time, as in SQLite: two that lock the same rows in another order would stop
    # each other. nbgrader and formgrader do not ask for this lock.
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_WRITER})")
