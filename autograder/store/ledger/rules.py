"""The rules of a course (``course.yml``): a change of them changes grades, so the history tells of it."""

from sqlalchemy import Connection, delete, insert, select

from autograder import lateness
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import history
from autograder.store.ledger.line import Line, Rules
from autograder.store.ledger.tables import noted

WHO = "whoever wrote the file"
_LAST_RUN = f"{lateness.FILE} of the last run"
WHY = f"{lateness.FILE} changed: the rules for late work, or who reads own words"


def see(connection: Connection, folder: CourseFolder, at: str) -> bool:
    """Compare the rules with those that we saw last; write a change into the history. Is there one?"""
    path = folder.root / lateness.FILE
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None
    if text == last(connection):
        return False
    connection.execute(delete(noted).where(noted.c.name == lateness.FILE))
    connection.execute(insert(noted), {"name": lateness.FILE, "value": text})
    history.append(connection, [Line(at, WHO, None, None, WHY, rules=Rules(text))])
    return True


def last(connection: Connection) -> str | None:
    """The text that we saw last, ``None`` if there was no file."""
    return connection.execute(select(noted.c.value).where(noted.c.name == lateness.FILE)).scalar()


def of_last_run(connection: Connection) -> str | None:
    """The text at the end of the last run that graded; before any run, as ``last``."""
    kept = connection.execute(select(noted.c.value).where(noted.c.name == _LAST_RUN)).first()
    return last(connection) if kept is None else kept.value


def keep_for_next_run(connection: Connection) -> None:
    """Let the text that we saw last be that ``of_last_run``."""
    connection.execute(delete(noted).where(noted.c.name == _LAST_RUN))
    connection.execute(insert(noted), {"name": _LAST_RUN, "value": last(connection)})
