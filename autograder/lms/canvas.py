"""Canvas: names in its downloads, what its tables say of learners, and its gradebook."""

import re
from collections.abc import Callable, Collection, Sequence

from autograder.lms import canvas_comments, canvas_gradebook
from autograder.lms.base import FromLms, Platform, Row, Say
from autograder.lms.cells import Sheet
from autograder.lms.people import Listed, Rows
from autograder.messages import message
from autograder.model import Outcome

# "belloamina_LATE_12345_67890_work.ipynb": name, user, file; "_text.html" is what was typed into a box.
_NAME = re.compile(
    r"(?P<name>\w+?)(?P<late>_LATE)?_(?P<id>\d+)_(?:(?P<file>\d+)_(?P<rest>.+)|(?P<box>text|link)\.html)",
    re.I | re.S,
)
# The same, of somebody whose own name ends with an underscore and a number.
_NUMBERED = re.compile(
    r"(?P<name>(?:(?!_\d+_)\w)+_\d+)(?P<late>_LATE)?_(?P<id>\d+)_"
    r"(?:(?P<file>\d+)_(?P<rest>.+)|(?P<box>text|link)\.html)",
    re.I | re.S,
)
_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<name>anon)_(?P<id>[A-Za-z0-9]+)_"
    r"(?:(?P<file>\d+)_(?P<rest>.+)|(?P<box>text|link)\.html)",
    re.S,
)
_TEST_STUDENT = ("student", "test")  # whom a teacher looks through, at the end of each gradebook
_VERSION = re.compile(r"(?P<stem>.+?)(-(?P<number>\d+))?\.ipynb", re.I | re.S)


class Canvas(Platform):
    name, place = "canvas", 2
    numbers_people_for_good = numbers_versions = takes_grades = True
    takes_feedback = "FILE.csv"
    feedback_help = "the comments for Canvas as a table"
    feedback_told = message("done_returned_canvas")

    def readings(self, parts: Sequence[str], at: int = 0) -> list[FromLms]:
        """Canvas names files alone: it is the last of ``parts`` that is looked at.

        Canvas writes no number between underscores into a name, but a name may end with one: "bello_7".
        """
        first = _ANONYMOUS.fullmatch(parts[-1]) or _NAME.fullmatch(parts[-1])
        second = _NUMBERED.fullmatch(parts[-1])
        return [self._said(parts, match) for match in (first, second) if match]

    def _said(self, parts, match):
        return FromLms(
            self.name,
            match["name"],
            match["id"],
            tuple(parts[:-1]),
            (match["rest"] or parts[-1],),
            late=bool(match["late"]),
            box=bool(match["box"]),
            file=int(match["file"] or 0),
        )

    def version(self, file_name: str) -> tuple[str, int]:
        """``work-2.ipynb`` was handed in after ``work.ipynb``."""
        match = _VERSION.fullmatch(file_name)
        return (match["stem"], int(match["number"] or 0)) if match else (file_name, 0)

    def number(self, row: Row) -> str | None:
        return row["id"] if self.has_headings(row) and row.get("id", "").isdigit() else None

    def has_headings(self, found: Collection[str]) -> bool:
        """A name has one column or, by a setting, two."""
        return "id" in found and ("student" in found or {"lastname", "firstname", "section"} <= set(found))

    def is_no_learner(self, row: Row) -> bool:
        """The points that are possible, the empty row before them, and Canvas's own test student."""
        if not self.has_headings(row):
            return False
        parts = row["student"].split(",") if "student" in row else (row["lastname"], row["firstname"])
        name = tuple(part.strip().casefold() for part in parts)
        if name == _TEST_STUDENT:
            return not row.get("sis user id")  # a person of that name has one
        return not row.get("id") and (not any(name) or name[0].startswith("points possible"))

    def write(
        self,
        outcomes: Sequence[Outcome],
        template: bytes | None,
        roster: Listed,
        *,
        scale: bool,
        say: Say,
        column: str | None = None,
    ) -> str:
        return canvas_gradebook.write(outcomes, template, roster, scale, say, column)

    def rows(self, sheet: Sheet) -> Rows:
        return canvas_gradebook.rows(sheet)

    def grade_place(self, sheet: Sheet, assignment: str) -> int:
        return canvas_gradebook.grade_place(sheet, assignment)

    def back(
        self,
        outcomes: Sequence[Outcome],
        page: Callable[[Outcome], str],
        template: bytes | None,
        roster: Listed,
        *,
        say: Say,
    ) -> tuple[bytes, int]:
        return canvas_comments.write(outcomes, template, roster, say)


PLATFORM = Canvas()
