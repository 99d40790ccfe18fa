"""The rules about ``book/references.bib``: it can be read, and what ages has been looked up lately.

A source that ages, such as a count of members, says ``perishable = {yes}``; the day on which somebody last
compared it with what the course says stands in ``checked = {2026-11-28}``. Lists of sources show neither.
"""

import datetime
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from pybtex.database import BibliographyDataError, parse_string
from pybtex.exceptions import PybtexError

from localsdg.course import CourseError

MONTHS = 18  # after so many months a source that ages is looked up again
_FILE = Path("book", "references.bib")
_MARK = "yes"


def bibliography(course: Path) -> Iterator[CourseError]:
    """``references.bib`` can be read, and each of its sources has what lists of sources and warnings need."""
    path = course / _FILE
    if not path.is_file():
        return
    found = _keys(path, path.stat().st_mtime_ns)
    seen: dict = {}
    for key, line in found:
        if key in seen:
            yield CourseError(path, f"{key!r} stands twice, here and in line {seen[key]}; remove one", line)
        seen[key] = line
    if len(seen) < len(found):
        return
    try:
        entries = _parsed(path)
    except (PybtexError, BibliographyDataError) as problem:
        line = re.search(r"line (\d+)", str(problem))
        told = "a brace, a quote or a comma is missing in this entry or the one above"
        yield CourseError(path, told, int(line[1]) if line else 1)
        return
    for key, line in found:
        if key in entries:
            yield from (CourseError(path, told, line) for told in _wrong(key, entries[key].fields))


def _wrong(key, fields):
    if "title" not in fields:
        yield f"{key!r} has no title; write title = {{…}},"
    if fields.get("perishable", _MARK) != _MARK:
        told = f"{key!r}: perishable is {fields['perishable']!r}; "
        yield f"{told}write perishable = {{{_MARK}}}, or leave it out"
    if "checked" in fields and not _day(fields["checked"]):
        yield f"{key!r}: checked is {fields['checked']!r}; write the day as checked = {{2026-11-28}},"
    elif "checked" in fields and _day(fields["checked"]) > _today() + datetime.timedelta(days=1):
        yield f"{key!r}: checked is {fields['checked']}, a day that is still to come; mend it"


def remarks(course: Path) -> list[str]:
    """Which sources that age were last looked up too long ago, or never: ``file:line`` and what to do."""
    path, today = course / _FILE, _today()
    try:
        entries = _parsed(path)
    except (OSError, PybtexError, BibliographyDataError):
        return []  # a problem, which is named as one
    found = []
    for key, line in _keys(path, path.stat().st_mtime_ns):
        fields = entries[key].fields if key in entries else {}
        if fields.get("perishable") == _MARK and (why := _aged(fields.get("checked", ""), today)):
            what = "look it up, correct what has changed in the course, and write"
            found.append(f"{_FILE}:{line}: {key!r} ages and {why}; {what} checked = {{{today}}},")
    return found


def _aged(checked, today):
    day = _day(checked)
    if not day:
        return "has no day on which it was checked"
    months = 12 * (today.year - day.year) + today.month - day.month
    if months > MONTHS or (months == MONTHS and today.day > day.day):
        return f"was last checked on {day}, more than {MONTHS} months ago"
    return ""


def _day(text):
    """The day that ``text`` names as year, month and day; else None."""
    try:
        return datetime.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _today():
    return datetime.datetime.now(datetime.UTC).date()


def sources(course: Path) -> set[str]:
    """The keys of ``references.bib``."""
    path = course / _FILE
    return {key for key, _ in _keys(path, path.stat().st_mtime_ns)} if path.is_file() else set()


def _parsed(path):
    return parse_string(path.read_text(encoding="utf-8"), "bibtex").entries


@functools.lru_cache(maxsize=4)
def _keys(path, changed):
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if match := re.match(r"\s*@(?!comment|string|preamble)\w+\s*\{\s*([^,\s]+)\s*,", line, re.IGNORECASE):
            found.append((match[1], number))
    return tuple(found)
