"""Canvas's gradebook as CSV: exported there, one assignment's column filled here, imported there again.

Canvas takes an empty cell for *no grade*, and finds learners by ID, SIS ids or name.
"""

import re
from collections.abc import Callable, Sequence

from autograder.errors import CourseFolderError
from autograder.lms import cells, filling, people, worksheet
from autograder.messages import message
from autograder.model import Outcome

_IDS = ("ID", "SIS User ID", "SIS Login ID")
NEEDS_GRADEBOOK = message("canvas_needs")
OURS = message("the_gradebook")
_NO_ASSIGNMENT = re.compile(
    r".*\b(Current|Final|Override) (Score|Points|Grade|Status)\b.*|Integration ID|Root Account|Notes"
)
_NAMES = ("LastName", "FirstName")
_POINTS = "Points Possible"
EXCUSED = "EX"  # what Canvas takes for a learner who is excused from the assignment


def write(
    outcomes: Sequence[Outcome],
    template: bytes | None,
    roster: people.Listed,
    scale: bool,
    say: Callable[[str], object],
    column: str | None = None,
) -> str:
    """The gradebook's text. See ``export.write``."""
    if template is None:
        raise CourseFolderError(NEEDS_GRADEBOOK)
    sheet = cells.Sheet(template, message("whole_gradebook"))
    heading = check(sheet)
    place = _column(heading, outcomes[0].assignment, column)
    factor = cells.factor(outcomes, _points_possible(sheet, place), "Canvas", scale)
    found = people.placed(outcomes, rows(sheet), roster, say)
    mark = sheet.decimal_mark([place])
    told = filling.CellReport("Canvas", OURS)
    for row, outcome in found.items():
        _fill(sheet, place, row, outcome, cells.grade(outcome, factor, mark), told)
    told.say(say)
    return sheet.text()


def check(sheet: cells.Sheet) -> list[str]:
    """The gradebook's headings. Raises ``CourseFolderError`` if it is none."""
    heading = sheet.rows[0] if sheet.rows else []
    if not (
        {"ID", "Section"} <= set(heading) and ({"Student"} <= set(heading) or set(_NAMES) <= set(heading))
    ):
        raise CourseFolderError(message("canvas_other"))
    return heading


def _fill(
    sheet: cells.Sheet, place: int, row: int, outcome: Outcome, grade: str, told: filling.CellReport
) -> None:
    """One learner's cell. Who is excused there, and a grade where we have none, stay."""
    old = sheet.cell(row, place)
    if outcome.excused:
        if old.strip().upper() != EXCUSED:
            told.excused(outcome, old)
            sheet.set(row, place, EXCUSED)
    elif old.strip() and (not grade or old.strip().upper() == EXCUSED):
        told.kept(outcome, old)
    elif not cells.same(old, grade):
        told.replaced(outcome, old, grade)
        sheet.set(row, place, grade)


def _column(heading: list[str], assignment: str, wanted: str | None) -> int:
    """Where the assignment stands. Its heading is ``Title (id)``; wanted is the whole of it or the title."""
    titles = {
        place: re.sub(r" \(\d+\)$", "", cell)
        for place, cell in enumerate(heading)
        if place > heading.index("Section") and not _NO_ASSIGNMENT.fullmatch(cell)
    }
    name = people.fold(wanted or assignment)
    found = [
        place for place, title in titles.items() if name in (people.fold(heading[place]), people.fold(title))
    ]
    if len(found) == 1:
        return found[0]
    listed = [f"“{heading[place]}”" for place in titles] or message("nothing_there")
    told = message("canvas_columns") if found else message("canvas_no_column")
    raise CourseFolderError(told.format(wanted=wanted or assignment, listed=listed))


def grade_place(sheet: cells.Sheet, assignment: str) -> int:
    """The column of the assignment. Raises ``CourseFolderError`` where there is none, or several."""
    return _column(check(sheet), assignment, None)


def _is_points(row):
    return bool(row) and _POINTS in row[0]


def _points_possible(sheet: cells.Sheet, place: int) -> float | None:
    for row in sheet.rows[1:4]:
        if _is_points(row) and place < len(row):
            return worksheet.number(row[place])
    return None


def rows(sheet: cells.Sheet) -> people.Rows:
    """``people.Rows`` of a gradebook. Canvas writes a name in one column or in two, as its settings say."""
    found = people.Rows(OURS)
    for number in range(1, len(sheet.rows)):
        name, *ids = person(sheet, number)
        if name and not _is_points(sheet.rows[number]):
            found.add(number, name, ids, ids[0])
    return found


def person(sheet: cells.Sheet, row: int) -> list[str]:
    """``[name, Canvas's number, SIS user id, SIS login]`` of a row."""
    heading = sheet.rows[0]
    names = [heading.index(name) for name in ("Student", *_NAMES) if name in heading]
    name = ", ".join(filter(None, (sheet.cell(row, place).strip() for place in names)))
    return [name, *(sheet.cell(row, heading.index(one) if one in heading else None) for one in _IDS)]
