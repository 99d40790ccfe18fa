"""A dataset's table as its description says: columns, cells, keys. Names the row."""

import csv
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from localsdg.course import CourseError, data
from localsdg_build.check.lines import place_line

TYPES = ("string", "integer", "number", "boolean", "date", "year", "any")
MOST_BYTES = 300_000  # of a table: readers download it, and it stays in the history of the course for ever
_MOST_ROWS = 3  # rows that are named; with more of them the table was made in a wrong way


def problems(folder: Path, resource: dict, number: int) -> Iterator[CourseError]:
    """What of the table of ``resource`` (place ``number`` in ``datapackage.json``) is not as described."""
    about, file = folder / "datapackage.json", folder / resource["path"]
    if not file.is_file():
        line = place_line(about, "resources", number, "path")
        told = f"there is no {resource['path']}; mend the path or run the dataset's build.py"
        yield CourseError(about, told, line)
        return
    if file.stat().st_size > MOST_BYTES:
        told = (
            f"this table has {file.stat().st_size:,} bytes; keep what the course uses, at most {MOST_BYTES:,}"
        )
        yield CourseError(file, told, 1)
    fields = resource["schema"]["fields"]
    with open(file, encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        head = list(_head_problems(file, next(reader, []), [field["name"] for field in fields]))
        yield from head
        if not head:
            key = resource["schema"].get("primaryKey") or []
            yield from _row_problems(file, reader, fields, [key] if isinstance(key, str) else key)


def _head_problems(file, found, described):
    if len(found) == 1 and len(described) > 1 and (";" in found[0] or "\t" in found[0]):
        told = "the columns are not separated by commas; save the table with commas, and numbers with points"
        yield CourseError(file, told, 1)
        return
    for name in found:
        if name not in described:
            told = f"column {name!r} is not described; describe it in datapackage.json or leave it out"
            yield CourseError(file, told, 1)
    for name in described:
        if name not in found:
            told = f"column {name!r} of datapackage.json is not in this table; write it or remove it there"
            yield CourseError(file, told, 1)
    if sorted(found) == sorted(described) and found != described:
        told = f"the columns stand in another order; write: {','.join(described)}"
        yield CourseError(file, told, 1)


def _row_problems(file, reader, fields, key):
    wrong = rows = 0
    seen: dict[Any, Any] = {}
    for cells in reader:
        rows += 1
        for problem in _cells_problems(file, cells, fields, key, seen, reader.line_num):
            wrong += 1
            if wrong <= _MOST_ROWS:
                yield problem
            break
    if wrong > _MOST_ROWS:
        yield CourseError(
            file, f"{wrong} rows of this table are wrong, not only those above; mend build.py", 1
        )
    if not rows:
        yield CourseError(file, "the table has no rows; run the dataset's build.py", 1)


def _cells_problems(file, cells, fields, key, seen, line):
    try:
        row = data.read_row(cells, fields, file, line)
    except CourseError as problem:
        yield problem
        return
    for field in fields:
        name, value = field["name"], row[field["name"]]
        told = _told_of_value(field, value)
        if told:
            yield CourseError(file, f"column {name!r} {told}", line)
    if key:
        names = tuple(row.get(name) for name in key)
        if names in seen:
            told = f"{', '.join(key)}: the same as in line {seen[names]}, but it is to name one row"
            yield CourseError(file, f"{told}; remove one", line)
        seen.setdefault(names, line)


def _told_of_value(field, value):
    limits = field.get("constraints") or {}
    if value is None:
        return "is empty; write a value" if limits.get("required") else None
    if field["type"] == "date" and not _is_date(value):
        return f"holds {value!r}; write a date such as 2026-05-31"
    known = limits.get("enum")
    if known and value not in known and str(value) not in [str(one) for one in known]:
        return f"holds {value!r}; write one of: {', '.join(map(str, known))}"
    return None


def _is_date(value):
    try:
        return bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False
