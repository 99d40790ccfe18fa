"""Feedback on its way back through Moodle: the zip for *Upload multiple feedback files in a zip*.

Moodle finds whose a file is by the name of its folder, which is that of its own download:
``Full name_123_assignsubmission_file_``. It splits the name at underscores and reads the number behind the
first one.
"""

import re
from collections.abc import Callable, Sequence

from autograder.errors import CourseFolderError
from autograder.lms import cells, moodle_worksheet, people
from autograder.lms.base import Say, feedback_page
from autograder.messages import message
from autograder.model import Outcome
from localsdg_build.zips import zipped

# What Moodle takes out of the folder's name, and what Windows forbids.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>&"`\'|:\\/*?]')


def write(
    outcomes: Sequence[Outcome],
    page: Callable[[Outcome], str],
    template: bytes | None,
    roster: people.Listed,
    say: Say,
) -> tuple[bytes, int]:
    """``(zip, number of pages)``, see ``Platform.back``; ``template``: the worksheet's bytes."""
    if template is None:
        raise CourseFolderError(moodle_worksheet.NEEDS_WORKSHEET)
    sheet = cells.Sheet(template, message("whole_worksheet"))
    places = moodle_worksheet.columns(sheet)
    rows = people.placed(outcomes, moodle_worksheet.rows(sheet, places), roster, say)
    pages = []
    for row, outcome in sorted(rows.items()):
        place = _folder(*moodle_worksheet.person(sheet, places, row))
        pages.append((f"{place}/{feedback_page(outcome.assignment)}", page(outcome)))
    return zipped(pages), len(rows)


def _folder(name: str, identifier: str) -> str:
    """The folder of a learner's feedback as Moodle's own download names it."""
    match = re.fullmatch(r"(.*?)\s*(\d+)", identifier)
    assert match, identifier  # it has been read as a worksheet's identifier
    word, number = match.groups()
    name = " ".join(_NOT_IN_NAMES.sub("", name or word).replace("_", " ").split())
    return f"{name or 'Participant'}_{number}_assignsubmission_file_"
