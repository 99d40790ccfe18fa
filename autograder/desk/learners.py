"""The list of the learners, to look at; to change where it is a plain list and no platform's table."""

import csv
import hashlib
import io
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from autograder.desk import lists
from autograder.desk.desk import Desk
from autograder.intake import naming
from autograder.lms.cells import safe

NAME = "learners.csv"
_COLUMNS = ("id", "name", "email")
_MOST = 20_000  # rows of a list
_LONGEST = 200  # letters of a cell


@dataclass(frozen=True)
class Saved:
    """``errors``: ``{number of a row, from 1: word}``; ``is_stale``: the list changed since it was shown."""

    errors: dict[int, str] = field(default_factory=dict)
    is_stale: bool = False
    version: str = ""


def shown(desk: Desk) -> dict[str, Any]:
    """``{rows: [[id, name, email]], name, version, may_change}``. ``name``: of the table, ``""``: none."""
    found = desk.lists()
    rows = [[one.given, one.name, one.email] for one in found.roster or ()]
    return {
        "rows": rows,
        "name": found.roster_path.name if found.roster_path else "",
        "version": _version(rows),
        "may_change": _may_change(found),
    }


def _may_change(found: lists.Lists) -> bool:
    """A platform's table knows more of people than these columns: it is changed there, and dropped anew."""
    if found.roster_path is None:
        return True
    of = next((one for one in found.tables if one.dropped.path == found.roster_path), None)
    return of is not None and of.kind == lists.LEARNERS and _has_only_ours(found)


def _has_only_ours(found: lists.Lists) -> bool:
    return all(not (one.lms_ids or one.teams or one.other_ids) for one in found.roster or ())


def _version(rows: list[list[str]]) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def save(desk: Desk, version: str, rows: Any) -> Saved:
    """Write ``rows`` as the list that counts, in place of the plain list of before."""
    now = shown(desk)
    if now["version"] != version or not now["may_change"]:
        return Saved(is_stale=True, version=now["version"])
    wanted = [[_cell(one) for one in row[:3]] for row in rows if isinstance(row, list) and len(row) == 3]
    wanted = [row for row in wanted[:_MOST] if any(row)]
    if errors := dict(_errors(wanted)):
        return Saved(errors, version=version)
    old = [one.dropped.id for one in desk.lists().tables if one.kind == lists.LEARNERS]
    stream = io.StringIO()
    csv.writer(stream).writerows([_COLUMNS, *wanted])
    if wanted:
        with desk.inbox.coming(f"{time.time_ns() // 1_000_000:013}-9999", NAME) as file:
            file.write(stream.getvalue().encode())
    for one in old:
        desk.inbox.remove(one)
    return Saved(version=shown(desk)["version"])


def _cell(value: Any) -> str:
    return " ".join(value.split())[:_LONGEST] if isinstance(value, str) else ""


def _errors(rows: list[list[str]]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for number, (given, _, email) in enumerate(rows, 1):
        one = naming.learner_id(given)
        if not given:
            yield number, "learners_no_id"
        elif one in seen:
            yield number, "learners_twice"
        elif safe(given) != given:
            yield number, "learners_bad_id"
        elif email and "@" not in email:
            yield number, "learners_bad_email"
        seen.add(one)
