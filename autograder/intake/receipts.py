"""When the learning platform received a hand-in, from a table: a file's own time stamp proves nothing."""

from pathlib import Path
from zoneinfo import ZoneInfo

from autograder.intake import columns, naming, roster
from autograder.lms import base, dates, tables
from autograder.lms.tables import TableError

UTC = ZoneInfo("UTC")
COLUMNS = (
    "The table needs the columns learner and received (and assignment, if there are several), or must be "
    "Moodle's grading worksheet with its column Last modified (submission)."
)


def read(path, learners=None, zone=UTC, assignments=()):
    """``{(learner, assignment or None): time with zone}``; ``None``: for whatever assignment is graded.

    ``learners``: a ``Roster`` that turns names into ids. ``zone``: of times that name none.
    ``assignments``: the known names; Moodle's table is of the one that its file is named after. Raises
    ``TableError``.
    """
    path = Path(path)
    headings, rows = tables.read(path)
    for platform in base.platforms():
        if platform.received and platform.received in headings:
            return _of_platform(platform, path, rows, learners, zone, assignments)
    if not {"learner", "received"} <= set(headings):
        raise TableError(path, 1, COLUMNS)
    read_of = _times(path, rows, "received", zone)
    times, lines = {}, {}
    for line, row in rows:
        key = (_learner(path, line, row, learners), _assignment(path, line, row, assignments))
        if key in times:
            raise TableError(
                path, line, f"{key[0]} stands in line {lines[key]} already, for the same assignment."
            )
        times[key], lines[key] = read_of[row.get("received", "")], line
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


def _times(path, rows, column, zone, nothing=()):
    """``{text: time with zone}`` of a column, read as a whole."""
    texts = {row.get(column, ""): line for line, row in reversed(rows) if row.get(column, "") not in nothing}
    try:
        found = dates.read(sorted(texts, key=texts.get))
    except dates.Unreadable as problem:
        raise TableError(path, texts[problem.text], str(problem)) from None
    return {text: time if time.tzinfo else time.replace(tzinfo=zone) for text, time in found.items()}


# ---- A platform's own table -----------------------------------------------------------------


def _of_platform(platform, path, rows, learners, zone, assignments):
    """Those who handed in something; who is not on the list is left to the hand-in, which says so."""
    named = [name for name in assignments if name.casefold() in path.stem.casefold()]
    assignment = named[0] if len(named) == 1 else None
    own = learners or roster.read(path)
    read_of = _times(path, rows, platform.received, zone, dates.NOTHING)
    times = {}
    for _, row in rows:
        text = row.get(platform.received, "")
        if text in dates.NOTHING:
            continue
        numbers = dict(columns.lms_ids_of(row))
        names = [name for name in (row.get("id number"), columns.email_of(row), columns.name_of(row)) if name]
        found = own.look_up(names or ["?"], numbers.get(platform.name), platform.name)
        if isinstance(found, roster.Match):
            times[found.id, assignment] = read_of[text]
    return times
