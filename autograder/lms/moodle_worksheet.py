"""The grading worksheet of a Moodle assignment: downloaded there, filled here, uploaded there again.

Moodle reads the columns Identifier, Grade, Last modified (grade) and the feedback comments (HTML), and finds
the learner by the identifier alone. It leaves out rows that were changed there after the download.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from autograder.errors import CourseFolderError
from autograder.lms import cells, comments, filling, headings, people, worksheet
from autograder.messages import chained, message
from autograder.model import Outcome

_IDS = (worksheet.EMAIL, "id number", "username")
NEEDS_WORKSHEET = message("moodle_needs")
NO_WORKSHEET = message("moodle_other")
OURS = message("the_worksheet")


def write(
    outcomes: Sequence[Outcome],
    template: bytes | None,
    roster: people.Listed,
    scale: bool,
    say: Callable[[str], object],
) -> str:
    """The worksheet's text. See ``export.write``."""
    if template is None:
        raise CourseFolderError(NEEDS_WORKSHEET)
    sheet = cells.Sheet(template, message("whole_worksheet"))
    places = columns(sheet)
    found = people.placed(outcomes, rows(sheet, places), roster, say)
    if worksheet.COMMENT not in places:
        say(message("moodle_no_comments"))
    factor = cells.factor(outcomes, _maximum(sheet, places, found), "Moodle", scale)
    mark = sheet.decimal_mark([places.get(worksheet.MAXIMUM), places[worksheet.GRADE]])
    told = filling.CellReport("Moodle", OURS)
    for row, outcome in found.items():
        _fill(sheet, places, row, outcome, cells.grade(outcome, factor, mark), told)
    told.say(say)
    _say_locked(sheet, places, found, say)
    _say_how_to_upload(sheet, say)
    return sheet.text()


def columns(sheet: cells.Sheet) -> dict[str, int]:
    """``{English heading: column}``, see ``worksheet.columns``. Raises ``CourseFolderError``."""
    heading, *others = [[cell.strip() for cell in row] for row in sheet.rows] or [[]]
    places = worksheet.columns(heading, [row for row in others if any(row)]) if any(heading) else {}
    if not {worksheet.IDENTIFIER, worksheet.GRADE} <= set(places):
        raise CourseFolderError(NO_WORKSHEET)
    return places


def rows(sheet: cells.Sheet, places: Mapping[str, int]) -> people.Rows:
    """``people.Rows`` of a worksheet."""
    found = people.Rows(OURS)
    for number in range(1, len(sheet.rows)):
        identifier = sheet.cell(number, places[worksheet.IDENTIFIER]).strip()
        digits = re.search(r"\d+$", identifier)
        if identifier:
            ids = [identifier, *(sheet.cell(number, places.get(name)) for name in _IDS)]
            found.add(number, person(sheet, places, number)[0], ids, digits.group() if digits else "")
    return found


def person(sheet: cells.Sheet, places: Mapping[str, int], row: int) -> tuple[str, str]:
    """``(full name or "", identifier)`` of a row."""
    parts = (sheet.cell(row, places.get(part)) for part in ("first name", "last name"))
    name = sheet.cell(row, places.get(worksheet.NAME)) or " ".join(parts)
    return name.strip(), sheet.cell(row, places[worksheet.IDENTIFIER]).strip()


def _fill(
    sheet: cells.Sheet,
    places: Mapping[str, int],
    row: int,
    outcome: Outcome,
    grade: str,
    told: filling.CellReport,
) -> None:
    """Grade and comment of one learner. What a marker gave stays where we have no grade to put there."""
    grade_at, comment_at = places[worksheet.GRADE], places.get(worksheet.COMMENT)
    old, comment = sheet.cell(row, grade_at), sheet.cell(row, comment_at)
    if outcome.excused:
        told.excused(outcome, old)
        sheet.set(row, grade_at, "")
        return
    if not grade and (old.strip() or not comments.is_ours(comment)):
        told.kept(outcome, old)
        return
    if not cells.same(old, grade):
        told.replaced(outcome, old, grade)
        sheet.set(row, grade_at, grade)
    if comment_at is not None:
        sheet.set(row, comment_at, comments.merged(comment, outcome))


def _maximum(sheet: cells.Sheet, places: Mapping[str, int], found: Mapping[int, Outcome]) -> float | None:
    """The points that Moodle gives at most; ``None`` if the worksheet does not say."""
    for row in found:
        text = sheet.cell(row, places.get(worksheet.MAXIMUM))
        if text.strip():
            maximum = worksheet.number(text)
            if maximum is None:
                raise CourseFolderError(message("moodle_scale", scale=text))
            return maximum
    return None


def _say_locked(sheet, places, found, say):
    locked = [
        row for row in found if headings.meaning(sheet.cell(row, places.get(worksheet.LOCK))) == headings.NO
    ]
    if locked:
        say(message("moodle_locked", count=len(locked)))


def _say_how_to_upload(sheet, say):
    """Moodle asks for both when the file is uploaded, and takes commas and UTF-8 unless it is told."""
    separator = {";": "Semicolon", "\t": "Tab"}.get(sheet.separator)
    encoding = None if sheet.encoding.codec == "utf-8" else sheet.encoding.name
    chosen = [message("moodle_separator", name=separator)] if separator else []
    chosen += [message("moodle_encoding", name=encoding)] if encoding else []
    if chosen:
        say(message("moodle_upload", chosen=chained("moodle_both", chosen)))
