"""What is left of a learner whose rows and files were removed: reports, backups, pages of the database."""

import contextlib
import html
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from autograder.messages import chained, message
from autograder.store import files
from autograder.store.course_folder import BADGES
from autograder.store.database import Database
from autograder.store.ledger import backups

# Rooms in which each learner has a folder of their own, or which hold nothing of any learner.
_ROOMS = ("submitted", "autograded", "feedback", BADGES, "release", "source", backups.FOLDER)
_REPORT = b'name="generator" content="localsdg report"'  # stands in the dashboards that we write
_WAIT = 5.0  # seconds for another program to let go of the database
STILL_OPEN = message("forget_still_open")
MENTIONED = message("forget_mentioned")
NOT_VACUUMED = message("forget_not_vacuumed")
SERVERS_OWN = message("forget_servers_own")
LEFT = message("forget_left")


def named_in(data: bytes, learner: str) -> bool:
    """Whether bytes have a learner's name in them, as a word of its own."""
    spelled = {learner, html.escape(learner), json.dumps(learner)[1:-1]}
    words = b"|".join(re.escape(one.encode("utf-8", "replace")) for one in spelled)
    return re.search(rb"(?<!\w)(?:" + words + rb")(?!\w)", data) is not None


def is_name(learner: str) -> bool:
    """Whether a text can be a learner's name at all."""
    return Path(learner).name == learner and re.search(r"\w", learner) is not None


def remove_reports(root: Path, learner: str) -> list[str]:
    """Remove dashboards, letters, backups and logs that may name a learner; the names of those files."""
    removed = []
    for path in _others(root):
        is_report = path.name == "dashboard.html" or (path.suffix == ".html" and _REPORT in path.read_bytes())
        is_letter = path.parent == root / "letters"
        is_log = path.name == ".nbgrader.log" and named_in(path.read_bytes(), learner)
        if is_report or is_letter or is_log:
            removed.append(path)
    removed += [path for path in (root / backups.FOLDER).glob("*") if named_in(path.read_bytes(), learner)]
    with files.failures_explained(root):
        for path in removed:
            path.unlink()
    return [str(path.relative_to(root)) for path in removed]


def _others(root: Path) -> Iterator[Path]:
    """All files outside of the rooms but the database's own."""
    for path in sorted(root.rglob("*")):
        first = path.relative_to(root).parts[0]
        if first not in _ROOMS and not first.startswith("gradebook.db") and path.is_file():
            yield path


def left(root: Path, called: Iterable[str]) -> list[str]:
    """A sentence on files of the facilitator's that have one of the names ``called``, if there are any."""
    texts = ((path, path.read_bytes()) for path in _others(root))
    names = [
        str(path.relative_to(root)) for path, text in texts if any(named_in(text, one) for one in called)
    ]
    return [LEFT.format(learner=chained("either", called), names=names)] if names else []


def is_in_file(database: Database, learner: str) -> bool:
    """Whether an SQLite database's file, or its log, has a learner's name in it."""
    paths = [Path(f"{database.file}{end}") for end in ("", "-wal")]
    return any(path.is_file() and named_in(path.read_bytes(), learner) for path in paths)


# ---- Pages of the database ------------------------------------------------------------------


def overwrite(database: Database, learner: str) -> list[str]:
    """Overwrite what the database only marked as free; sentences on what could not be."""
    return _sqlite(database, learner) if database.is_sqlite else _postgresql(database, learner)


def _sqlite(database, learner):
    is_clean = False
    with contextlib.suppress(DBAPIError), database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(min(_WAIT, database.wait) * 1000)}")
        connection.exec_driver_sql("VACUUM")
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()[0]
        connection.exec_driver_sql("BEGIN")
        is_clean = not busy
    if not is_in_file(database, learner):
        return []
    return [(MENTIONED if is_clean else STILL_OPEN).format(learner=learner)]


def _postgresql(database, learner):
    said = [SERVERS_OWN.format(learner=learner)]
    try:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"SET lock_timeout = {int(min(_WAIT, database.wait) * 1000)}")
            tables = inspect(connection).get_table_names()
            wanted = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
            wanted += " AND NOT pg_has_role(current_user, tableowner, 'USAGE')"
            if connection.exec_driver_sql(wanted).scalar():
                return [_not_vacuumed(database, learner, message("forget_other_role")), *said]
            for name in tables:
                quoted = database.engine.dialect.identifier_preparer.quote(name)
                connection.exec_driver_sql(f"VACUUM (FULL) {quoted}")
    except DBAPIError as problem:
        reason = str(problem.orig).strip().splitlines()[0]
        return [_not_vacuumed(database, learner, reason), *said]
    return said


def _not_vacuumed(database, learner, problem):
    return NOT_VACUUMED.format(learner=learner, why=problem, place=database.place)
