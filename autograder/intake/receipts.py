"""When the learning platform received a hand-in, from a table: a file's own time stamp proves nothing."""

import datetime
import re
from pathlib import Path
from zoneinfo import ZoneInfo

from autograder.intake import naming, roster, tables
from autograder.intake.lms import MOODLE
from autograder.intake.tables import TableError

UTC = ZoneInfo("UTC")
_MODIFIED = "last modified (submission)"
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
# "Tuesday, 3 November 2026, 10:15 PM"
_BY_MOODLE = re.compile(
    r"(?:[^\W\d]+,?\s+)?(\d{1,2}) ([^\W\d]+) (\d{4}),? (\d{1,2}):(\d{2})\s*([ap]m)?", re.I
)

COLUMNS = (
    "The table needs the columns learner and received (and assignment, if there are several), or must be "
    "Moodle's grading worksheet with its column Last modified (submission)."
)
TIME = "{text!r} is no time. Write it as 2026-11-03 22:15 or, with a time zone, 2026-11-03T22:15+01:00."


def read(path, learners=None, zone=UTC, assignments=()):
    """``{(learner, assignment or None): time with zone}``; ``None``: for whatever assignment is graded.

    ``learners``: a ``Roster`` that turns names into ids. ``zone``: of times that name none.
    ``assignments``: the known names; Moodle's table is of the one that its file is named after. Raises
    ``TableError``.
    """
    path = Path(path)
    headings, rows = tables.read(path)
    if _MODIFIED in headings:
        return _from_moodle(path, rows, learners, zone, assignments)
    if not {"learner", "received"} <= set(headings):
        raise TableError(path, 1, COLUMNS)
    times, lines = {}, {}
    for line, row in rows:
        key = (_learner(path, line, row, learners), _assignment(path, line, row, assignments))
        if key in times:
            raise TableError(
                path, line, f"{key[0]} stands in line {lines[key]} already, for the same assignment."
            )
        times[key], lines[key] = _time(path, line, row.get("received", ""), zone), line
    return times


def of(times, learner, assignment):
    """The time for one hand-in, ``None`` if the table has none."""
    return times.get((learner, assignment)) or times.get((learner, None))


def _learner(path, line, row, learners):
    name = row.get("learner", "")
    if not name:
        raise TableError(path, line, "This row names no learner.")
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
        raise TableError(path, line, f"There is no assignment {name}; there is: {', '.join(assignments)}.")
    return known or name


def _time(path, line, text, zone):
    try:
        time = datetime.datetime.fromisoformat(text)
    except ValueError:
        time = _moodle_time(text)
    if time is None:
        raise TableError(path, line, TIME.format(text=text))
    return time if time.tzinfo else time.replace(tzinfo=zone)


# ---- Moodle ---------------------------------------------------------------------------------


def _from_moodle(path, rows, learners, zone, assignments):
    """Those who handed in something; who is not on the list is left to the hand-in, which says so."""
    named = [name for name in assignments if name.casefold() in path.stem.casefold()]
    assignment = named[0] if len(named) == 1 else None
    own = learners or roster.read(path)
    times = {}
    for line, row in rows:
        text = row.get(_MODIFIED, "")
        if text in ("", "-"):
            continue
        numbers = dict(roster.lms_ids_of(row))
        names = [name for name in (row.get("id number"), roster.email_of(row), roster.name_of(row)) if name]
        found = own.look_up(names or ["?"], numbers.get(MOODLE), MOODLE)
        if isinstance(found, roster.Match):
            times[found.id, assignment] = _time(path, line, text, zone)
    return times


def _moodle_time(text):
    match = _BY_MOODLE.fullmatch(text.replace("\u202f", " ").strip())
    if not match or match[2].casefold() not in _MONTHS:
        return None
    day, month, year, hour, minute = match[1], match[2], match[3], int(match[4]), int(match[5])
    if match[6]:
        hour = hour % 12 + (12 if match[6].casefold() == "pm" else 0)
    try:
        return datetime.datetime(int(year), _MONTHS.index(month.casefold()) + 1, int(day), hour, minute)
    except ValueError:
        return None
