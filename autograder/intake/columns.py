"""What a row of any table known here says of a learner: id, name, address, platforms' numbers, groups."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from autograder.intake import naming
from autograder.lms import base, headings
from autograder.lms.base import Row
from autograder.lms.tables import TableError
from autograder.messages import message

# Columns that hold a learner's id in a list made for this purpose, the best one first; then those of
# Moodle's and Canvas's own tables, which may have gaps.
_OWN_IDS = (
    "learner", "learner id", "id", "username", "user name", "user", "login", "student id", "student number",
)  # fmt: skip
_PLATFORM_IDS = ("sis login id", "sis user id", "id number", "idnumber")
_NAMES = ("name", "full name", "fullname", "student", "student name", "learner name", "display name")
_FIRST = ("first name", "firstname", "given name", "given names", "first")
_LAST = ("last name", "lastname", "surname", "family name", "last")
_EMAILS = ("email", "email address", "e-mail", "e-mail address", "mail")

NO_ID = message("list_no_id")


def id_column(
    path: Path | str, titles: Sequence[str], rows: Sequence[tuple[int, Row]]
) -> Callable[[Row], str]:
    """The function that takes a learner's id from a row; ``TableError`` if no column tells who is who."""
    is_gradebook = any(platform.has_headings(titles) for platform in base.platforms())
    own = [column for column in _OWN_IDS if column in titles and not is_gradebook]
    if own:
        return lambda row: row.get(own[0], "")
    for column in (*_PLATFORM_IDS, *(["id"] if is_gradebook else [])):
        values = [row.get(column, "") for _, row in rows]
        if values and all(values) and len(set(values)) == len(values):
            return lambda row: row[column]
    if any(lms_ids_of(row) for _, row in rows):
        return _named(rows)
    addresses = [email_of(row).casefold() for _, row in rows]
    if all(addresses) and len(set(addresses)) == len(addresses):
        return email_of
    raise TableError(path, 1, NO_ID)


def _named(rows: Sequence[tuple[int, Row]]) -> Callable[[Row], str]:
    """Moodle's own table may hold no id: the name then is one.

    Where two share it, it is their address, which is the same in all assignments, or else the name with the
    number, which is not.
    """
    counts = Counter(naming.learner_id(name_of(row)) for _, row in rows)
    addresses = Counter(email_of(row).casefold() for _, row in rows)

    def id_of(row):
        name, address = name_of(row), email_of(row)
        if name and counts[naming.learner_id(name)] == 1:
            return name
        if address and addresses[address.casefold()] == 1:
            return address
        return "_".join([name or "Participant", *(number for _, number in lms_ids_of(row))])

    return id_of


def is_no_learner(row: Row) -> bool:
    """Rows that platforms put among the learners."""
    return any(platform.is_no_learner(row) for platform in base.platforms())


def other_ids(row: Row, given: str) -> tuple[str, ...]:
    """Further texts of a row that are ids, beside the one that is ``given``; sorted."""
    return tuple(sorted({row.get(column, "") for column in (*_OWN_IDS, *_PLATFORM_IDS)} - {"", given}))


def staff(rows: Sequence[tuple[int, Row]]) -> list[Row]:
    """The rows of a platform's list of participants that are no learners' by their roles.

    ``rows``: ``[(line, row), ...]``. Only where others are learners by their role: else these are roles of
    another kind, of a list of one's own.
    """
    roles = {
        line: {headings.role(one) for one in row.get("roles", "").replace("،", ",").split(",")}
        for line, row in rows
    }
    if not any(headings.LEARNER in found for found in roles.values()):
        return []
    return [row for line, row in rows if roles[line] == {headings.STAFF}]


def name_of(row: Row) -> str:
    """A learner's full name from a row of any table known here."""
    whole = _first(row, _NAMES)
    if whole:
        last, comma, first = whole.partition(",")
        return f"{first.strip()} {last.strip()}" if comma and first.strip() else whole
    return " ".join(part for part in (_first(row, _FIRST), _first(row, _LAST)) if part)


def email_of(row: Row) -> str:
    return _first(row, _EMAILS)


def lms_ids_of(row: Row) -> tuple[tuple[str, str], ...]:
    """``((platform, number), ...)``: the numbers that platforms know a learner by."""
    platforms = base.platforms()
    found = [(one.name, number) for one in platforms if (number := one.number(row))]
    found += [(one.name, number) for one in platforms if (number := row.get(f"{one.name} id"))]
    return tuple(dict.fromkeys(found))


def teams(row: Row) -> tuple[str, ...]:
    """The group of a grading worksheet; the groups of a list of participants, and all of them together."""
    text = row.get("group", "")
    parts = [part.strip() for part in text.split(",")]
    return tuple(dict.fromkeys(part for part in (text, *parts) if part))


def _first(row: Row, columns: Iterable[str]) -> str:
    return next((row[column] for column in columns if row.get(column)), "")
