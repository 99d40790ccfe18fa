"""Moodle: names in its downloads, what its tables say of learners, and its grading worksheet."""

import re
from collections.abc import Callable, Sequence

from autograder.lms import moodle_feedback, moodle_worksheet, worksheet
from autograder.lms.base import FromLms, Platform, Row, Say
from autograder.lms.cells import Sheet
from autograder.lms.people import Listed, Rows
from autograder.messages import message
from autograder.model import Outcome

# "Amina Bello_12345_assignsubmission_file_" is a folder, or the beginning of a file's name.
# Where teams hand in together it is "Group A_501_…", and without a number for all who are in no group.
_OWN = re.compile(r"_assign(?P<what>[a-z]+_[a-z]+)_?(?P<rest>.*)", re.S)
_NAME = re.compile(r"(?P<name>.+?)(?:_(?P<id>\d+))?", re.S)
_PARTICIPANT = re.compile(r"\D*?(\d+)")  # "Participant 12345"


class Moodle(Platform):
    name, place = "moodle", 1
    names_folders = has_teams = takes_grades = True
    received = worksheet.SUBMITTED
    takes_feedback = "FILE.zip"
    feedback_help = "a zip for Moodle's Upload multiple feedback files"
    feedback_told = message("done_returned_moodle")

    def readings(self, parts: Sequence[str], at: int = 0) -> list[FromLms]:
        """A folder's name ends with Moodle's pattern, a file's goes on as the learner likes."""
        name = parts[at]
        ends = [found.start() for found in re.finditer("_assign", name)]
        found = [one for end in ends if (one := self._ending(parts, at, end))]
        return found[-1:] if at + 1 < len(parts) else found

    def _ending(self, parts, at, end):
        """What ``parts[at]`` says if Moodle's pattern begins at ``end``, else ``None``."""
        own, match = _OWN.fullmatch(parts[at], end), _NAME.fullmatch(parts[at], 0, end)
        if not own or not match:
            return None
        rest = tuple([own["rest"]] if own["rest"] else []) + tuple(parts[at + 1 :])
        told = {"box": own["what"] != "submission_file", "feedback": own["what"].startswith("feedback")}
        before = tuple(parts[:at])
        return FromLms(self.name, match["name"], match["id"] or "", before, rest or (parts[at],), **told)

    def forms(self, name: str) -> list[str]:
        """Moodle may put a group's name before the learner's: "Group 1-Amina Bello"."""
        parts = name.split("-")
        return [name, *("-".join(parts[place:]) for place in range(1, len(parts)))]

    def number(self, row: Row) -> str | None:
        match = _PARTICIPANT.fullmatch(row.get("identifier", ""))
        return match[1] if match else None

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
        return moodle_worksheet.write(outcomes, template, roster, scale, say)

    def rows(self, sheet: Sheet) -> Rows:
        return moodle_worksheet.rows(sheet, moodle_worksheet.columns(sheet))

    def grade_place(self, sheet: Sheet, assignment: str) -> int:
        return moodle_worksheet.columns(sheet)[worksheet.GRADE]

    def back(
        self,
        outcomes: Sequence[Outcome],
        page: Callable[[Outcome], str],
        template: bytes | None,
        roster: Listed,
        *,
        say: Say,
    ) -> tuple[bytes, int]:
        return moodle_feedback.write(outcomes, page, template, roster, say)


PLATFORM = Moodle()
