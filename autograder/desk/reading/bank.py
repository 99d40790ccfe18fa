"""The comment bank: comments to use again, in a file of the course folder, with gaps that are filled.

Gaps: ``{name}``, ``{exercise}``, ``{points}``, ``{most}``; ``{strongest}`` and ``{weakest}``: titles of the
rubric's rows with the largest and the smallest share of their points.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.errors import CourseFolderError
from autograder.messages import filled, message
from autograder.store import files
from autograder.store.course_folder import CourseFolder

FILE = "comments.json"
GAPS = ("name", "exercise", "points", "most", "strongest", "weakest")
_LONGEST, _MOST = 4000, 500
BROKEN = message("bank_broken")
FULL = message("bank_full")


def read(folder: CourseFolder) -> list[dict[str, str]]:
    """``[{id, exercise, text}, ...]``; ``exercise`` is ``""`` where a comment fits all."""
    path = folder.root / FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except ValueError:
        raise CourseFolderError(BROKEN.format(path=str(path))) from None
    if not isinstance(found, list) or not all(_is_comment(one) for one in found):
        raise CourseFolderError(BROKEN.format(path=str(path)))
    return found


def _is_comment(one: Any) -> bool:
    return isinstance(one, dict) and all(
        isinstance(one.get(name), str) for name in ("id", "exercise", "text")
    )


def add(folder: CourseFolder, text: str, exercise: str = "") -> list[dict[str, str]]:
    """Keep a comment; the bank as it is then. One that is there already is not added."""
    text = text.strip()[:_LONGEST]
    with files.locked(folder.root / _LOCK):
        bank = read(folder)
        if text and not any((one["text"], one["exercise"]) == (text, exercise) for one in bank):
            if len(bank) >= _MOST:
                raise CourseFolderError(FULL.format(most=_MOST))
            bank.append({"id": secrets.token_hex(6), "exercise": exercise, "text": text})
            files.write_json(folder.root / FILE, bank)
    return bank


def remove(folder: CourseFolder, named: str) -> list[dict[str, str]]:
    """Take a comment out; the bank as it is then."""
    with files.locked(folder.root / _LOCK):
        bank = read(folder)
        left = [one for one in bank if one["id"] != named]
        if left != bank:
            files.write_json(folder.root / FILE, left)
    return left


_LOCK = ".comments"


def fill(comment: str, values: Mapping[str, str]) -> str:
    """A comment with its gaps filled; what is no gap of ours stays."""
    return filled(comment, {name: values[name] for name in GAPS if name in values})


def extremes(rows: Sequence[Mapping[str, Any]], levels: Mapping[str, str]) -> tuple[str, str]:
    """Ids of ``(the strongest row, the weakest)`` of a rubric; ``("", "")`` while none has a level."""
    shares = []
    for row in rows:
        points = {level["id"]: level["points"] for level in row["levels"]}
        most = max(points.values(), default=0)
        if most and levels.get(row["id"]) in points:
            shares.append((points[levels[row["id"]]] / most, row["id"]))
    if not shares:
        return "", ""
    return max(shares, key=lambda one: one[0])[1], min(shares, key=lambda one: one[0])[1]
