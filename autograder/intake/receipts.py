"""When the learning platform received a hand-in, from a table: a file's own time stamp proves nothing."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from autograder.intake import columns, naming, roster
from autograder.lms import base, dates, tables
from autograder.lms.tables import TableError
from autograder.messages import message, together

UTC = ZoneInfo("UTC")
COLUMNS = message("receipts_columns")
TWICE = message("receipts_twice")
NO_TIME = message("receipts_no_time")
UNUSED = message("receipts_unused")
_MOST = 20  # rows with a fault that are named


def read(
    path: Path | str,
    learners: roster.Roster | None = None,
    zone: ZoneInfo = UTC,
    assignments: Collection[str] = (),
    tell: Callable[[str], object] = lambda sentence: None,
) -> dict[tuple[str, str | None], datetime]:
    """``{(learner, assignment or None): time with zone}``; ``None``: for whatever assignment is graded.

    ``learners``: a ``Roster`` that turns names into ids. ``zone``: of times that name none.
    ``assignments``: the known names; Moodle's table is of the one that its file is named after. ``tell`` gets
    a sentence for each row that cannot be used. Raises ``TableError`` if none can.
    """
    path = Path(path)
    headings, rows = tables.read(path)
    for platform in base.platforms():
        if platform.received and platform.received in headings:
            return _of_platform(platform, path, rows, learners, zone, assignments, tell)
    if not {"learner", "received"} <= set(headings):
        raise TableError(path, 1, COLUMNS)
    read_of, problems = _times(path, rows, "received", zone)
    told: dict[tuple[str, str | None], dict[datetime, int]] = {}  # with the lines
    for line, row in rows:
        if (text := row.get("received", "")) not in read_of:
            continue
        try:
            key = (_learner(path, line, row, learners), _assignment(path, line, row, assignments))
            told.setdefault(key, {}).setdefault(read_of[text], line)
        except TableError as problem:
            problems.append(problem)
    for key, times in told.items():
        if len(times) > 1:
            first, last = list(times.values())[:2]
            problems.append(TableError(path, last, TWICE.format(learner=key[0], line=first)))
    found = {key: next(iter(times)) for key, times in told.items() if len(times) == 1}
    if not found:
        raise problems[0] if problems else TableError(path, None, NO_TIME)
    _tell(problems, tell)
    return found


def _tell(problems, tell):
    for problem in problems[:_MOST]:
        tell(together(str(problem), UNUSED))
    if len(problems) > _MOST:
        tell(together(message("receipts_more", count=len(problems) - _MOST), UNUSED))


def of(times: Mapping[tuple[str, str | None], datetime], learner: str, assignment: str) -> datetime | None:
    """The time for one hand-in, ``None`` if the table has none."""
    return times.get((learner, assignment)) or times.get((learner, None))


def _learner(path, line, row, learners):
    name = row.get("learner", "")
    if not name:
        raise TableError(path, line, message("receipts_nobody"))
    if learners is None:
        return naming.learner_id(name)
    found = learners.look_up((name,))
    if isinstance(found, roster.Match):
        return found.id
    raise TableError(path, line, found.reason)


def _assignment(path, line, row, assignments):
    name = row.get("assignment", "")
    if not name:
        return None
    known = naming.known(name, assignments)
    if known is None and assignments:
        told = message("receipts_assignment", name=name, known=list(assignments))
        raise TableError(path, line, told)
    return known or name


def _times(path, rows, column, zone):
    """``({text: time with zone}, [TableError, ...])`` of a column: what is no time spoils no other."""
    texts = {
        row.get(column, ""): line for line, row in reversed(rows) if row.get(column, "") not in dates.NOTHING
    }
    problems = []
    while True:
        try:
            found = dates.read(sorted(texts, key=lambda text: texts[text]))
        except dates.Unreadable as problem:
            problems.append(TableError(path, texts.pop(problem.text), str(problem)))
            if len(problems) > _MOST:
                raise problems[0] from None  # it is the table, not a row
            continue
        return {
            text: time if time.tzinfo else time.replace(tzinfo=zone) for text, time in found.items()
        }, problems


# ---- A platform's own table -----------------------------------------------------------------


def _of_platform(platform, path, rows, learners, zone, assignments, tell):
    """Those who handed in something; who is not on the list is left to the hand-in, which says so."""
    named = [name for name in assignments if name.casefold() in path.stem.casefold()]
    assignment = named[0] if len(named) == 1 else None
    own = learners or roster.read(path)
    read_of, problems = _times(path, rows, platform.received, zone)
    if problems and not read_of:
        raise problems[0]
    _tell(problems, tell)
    times = {}
    for _, row in rows:
        text = row.get(platform.received, "")
        if text not in read_of:
            continue
        numbers = dict(columns.lms_ids_of(row))
        names = [name for name in (row.get("id number"), columns.email_of(row), columns.name_of(row)) if name]
        found = own.look_up(names or ["?"], numbers.get(platform.name), platform.name)
        if isinstance(found, roster.Match):
            times[found.id, assignment] = read_of[text]
    return times
