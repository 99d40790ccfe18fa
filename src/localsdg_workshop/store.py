"""One SQLite file with all that a workshop keeps. Nothing is acknowledged before it is on the disk.

A thread of its own writes: all that came while the last transaction reached the disk goes into the next one
(group commit), so that a room of hundreds costs a few transactions a second. Readers have connections of
their own.
"""

import asyncio
import contextlib
import json
import os
import queue
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

FILE = "workshop.db"
LOCK = "workshop.lock"
Statement = tuple[str, Sequence[Any]]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS people (
  id INTEGER PRIMARY KEY AUTOINCREMENT, token BLOB UNIQUE NOT NULL, name TEXT NOT NULL, team TEXT NOT NULL,
  language TEXT NOT NULL, joined REAL NOT NULL);
CREATE TABLE IF NOT EXISTS work (
  person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE, key TEXT NOT NULL, text TEXT NOT NULL,
  at REAL NOT NULL, PRIMARY KEY (person, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS work_by_key ON work (key);
CREATE TABLE IF NOT EXISTS questions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  is_named INTEGER NOT NULL, text TEXT NOT NULL, at REAL NOT NULL, is_done INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS visits (
  id INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  came REAL NOT NULL, seen REAL NOT NULL);
"""


class InUse(Exception):
    """Another server has this workshop open."""


def hold(folder: Path) -> sqlite3.Connection:
    """Have the workshop in ``folder`` to oneself, until this is closed or the process ends, however it ends.

    A server keeps in memory who there is: a second one would know others. Raises ``InUse``.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection = sqlite3.connect(folder / LOCK, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as problem:
        connection.close()
        if problem.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise InUse from None
        raise
    return connection


def connect(folder: Path) -> sqlite3.Connection:
    """A connection to the workshop's file in ``folder``, which is made for its owner alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / FILE
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    connection = sqlite3.connect(path, timeout=30, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.executescript(_SCHEMA)
    return connection


def setting(connection: sqlite3.Connection, name: str, default: Any = None) -> Any:
    """A kept setting (JSON), ``default`` where there is none."""
    row = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return json.loads(row[0]) if row else default


def to_set(name: str, value: Any) -> Statement:
    """The statement that keeps a setting (JSON)."""
    return ("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, json.dumps(value, ensure_ascii=False)))


class Store:
    """The file, open: one writer, and reading in the caller's thread."""

    def __init__(self, folder: Path) -> None:
        self.reader = connect(folder)
        self._writer = connect(folder)
        self._jobs: queue.SimpleQueue[tuple[list[Statement], asyncio.Future[int]] | None] = (
            queue.SimpleQueue()
        )
        self._thread = threading.Thread(target=self._write_all, name="workshop-store", daemon=True)
        self._thread.start()

    async def write(self, statements: Iterable[Statement]) -> int:
        """Keep all of these, or none. Returns when they are on the disk: the last id that was given.

        Raises ``sqlite3.Error``: then nothing of it is kept.
        """
        done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._jobs.put((list(statements), done))
        return await done

    def close(self) -> None:
        """Write what waits, put all into the one file, and close it."""
        self._jobs.put(None)
        self._thread.join()
        with contextlib.suppress(sqlite3.Error):
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._writer.close()
        self.reader.close()

    def _write_all(self):
        is_open = True
        while is_open:
            jobs = [self._jobs.get()]
            while len(jobs) < 1000:
                try:
                    jobs.append(self._jobs.get_nowait())
                except queue.Empty:
                    break
            is_open = None not in jobs
            self._write_group([job for job in jobs if job is not None])

    def _write_group(self, jobs):
        results: list[int | Exception] = []
        try:
            self._writer.execute("BEGIN IMMEDIATE")
            results = [self._write_one(statements) for statements, _ in jobs]
            self._writer.execute("COMMIT")
        except sqlite3.Error as problem:
            with contextlib.suppress(sqlite3.Error):
                self._writer.execute("ROLLBACK")
            results = [problem] * len(jobs)
        for (_, done), result in zip(jobs, results, strict=True):
            with contextlib.suppress(RuntimeError):  # the loop has ended: nobody waits
                done.get_loop().call_soon_threadsafe(_settle, done, result)

    def _write_one(self, statements):
        self._writer.execute("SAVEPOINT one")
        try:
            last: int | sqlite3.Error = 0
            for sql, values in statements:
                last = self._writer.execute(sql, values).lastrowid or last
        except (sqlite3.IntegrityError, UnicodeError, OverflowError) as problem:
            self._writer.execute("ROLLBACK TO one")  # of one job alone; other errors are of the whole file
            last = sqlite3.DataError(str(problem))
        self._writer.execute("RELEASE one")
        return last


def _settle(done, result):
    if done.done():  # who waited has gone
        return
    if isinstance(result, Exception):
        done.set_exception(result)
    else:
        done.set_result(result)
