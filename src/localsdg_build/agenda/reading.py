"""A plan that somebody changed in a spreadsheet: a CSV file as rows, with the line of each."""

import csv
import io
from typing import Any

from localsdg.course import CourseError
from localsdg_build.agenda import rules

NEEDED = ("day", "start", "minutes", "what")


def rows(path: Any, facts: dict[str, Any], words: dict[str, Any]) -> tuple[list[dict[str, Any]], list[int]]:
    """``(rows, lines)``: what ``checking`` takes, and in which line of the file each row stands.

    Separator (comma, semicolon, tab), a mark at the beginning and the order of columns are as the spreadsheet
    left them. A row whose ``kind`` or ``lesson`` is empty is told by what it is called. Raises
    ``CourseError`` where the file cannot be read as such a table.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise CourseError(path, f"cannot be read: {problem.strerror}") from None
    except UnicodeDecodeError:
        raise CourseError(path, "is no text in UTF-8; save it as CSV in UTF-8") from None
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    table, ends = [], []
    for cells in reader:
        table.append(cells)
        ends.append(reader.line_num)
    names = [name.strip().casefold() for name in (table[0] if table else [])]
    for name in NEEDED:
        if name not in names:
            told = f"has no column {name!r}; write the columns {', '.join(NEEDED)} into the first line"
            raise CourseError(path, told, 1)
    found, lines = [], []
    for place, cells in enumerate(table[1:], 1):
        if any(cell.strip() for cell in cells):
            values = dict(zip(names, [_bare(cell) for cell in cells], strict=False))
            found.append(_row(values, facts, words))
            lines.append(ends[place - 1] + 1)
    return found, lines


def _bare(cell):
    """A cell without the apostrophe that ``files`` puts before what would be a formula."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell


def _row(values, facts, words):
    what = values.get("what", "")
    kind, lesson = values.get("kind", "").casefold(), values.get("lesson", "")
    by_title = {one["title"].casefold(): one["id"] for one in facts["lessons"]}
    by_word = {words[f"kind_{kind}"].casefold(): kind for kind in rules.KINDS}
    by_word[words["kind_meal"].casefold()] = rules.LUNCH
    if not kind and not lesson:
        lesson = by_title.get(what.casefold(), "")
        kind = by_word.get(what.casefold(), rules.OTHER)
    if lesson:
        kind = rules.LESSON
    elif kind == rules.LESSON:
        lesson = by_title.get(what.casefold(), what)
    return {
        "day": _number(values.get("day", "")),
        "start": rules.minute_of(values.get("start", "")),
        "minutes": _number(values.get("minutes", "")),
        "kind": kind if kind in rules.KINDS else rules.OTHER,
        "lesson": lesson,
        "what": what,
    }


def _number(text):
    return int(text) if text.isdecimal() and len(text) < 6 else -1
