"""Copies of the ledger that are made before its tables change, in the course folder's ``backups``."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import MetaData, Table, create_engine, insert, inspect, select

from autograder import times
from autograder.store import files
from autograder.store.database import Database

FOLDER = "backups"
_PORTION = 500  # rows that are copied at a time


def make(database: Database, root: Path, version: int) -> Path:
    """Back up the ledger of the course folder ``root``, which has form ``version``; the path of the backup.

    It is an SQLite file. Of an SQLite database it holds the whole gradebook; of one on a server the ledger's
    own tables, for a change of form touches nothing else.
    """
    moment = datetime.fromisoformat(times.now()).strftime("%Y%m%dT%H%M%S")
    path = root / FOLDER / f"ledger-{version}-{moment}.db"
    with files.failures_explained(path), files.replacing(path) as unfinished:
        if database.is_sqlite:
            with closing(sqlite3.connect(unfinished)) as copy, database.reading() as connection:
                if original := connection.connection.driver_connection:  # which is there while it is open
                    original.backup(copy)
        else:
            _copy_tables(database, unfinished)
    return path


def _copy_tables(database: Database, path: str) -> None:
    copy = create_engine(f"sqlite:///{path}")
    metadata = MetaData()
    try:
        with database.reading() as connection, copy.begin() as into:
            for name in inspect(connection).get_table_names():
                if name.startswith("localsdg_"):
                    table = Table(name, metadata, autoload_with=connection)
                    table.create(into)
                    rows = connection.execute(select(table).execution_options(yield_per=_PORTION))
                    for part in rows.mappings().partitions():
                        into.execute(insert(table), [dict(row) for row in part])
    finally:
        copy.dispose()
