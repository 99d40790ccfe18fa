"""Feedback on its way back to the learners through a platform: a zip for Moodle, comments for Canvas.

Moodle's *Upload multiple feedback files in a zip* finds whose a file is by the name of its folder, which is
that of its own download: ``Full name_123_assignsubmission_file_``. It splits the name at underscores and
reads the number behind the first one. Canvas takes no comments in its gradebook, so they are a table to copy
from, or for a program that talks to Canvas.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from autograder.errors import CourseFolderError
from autograder.lms import base, canvas_gradebook, cells, comments, moodle, moodle_worksheet, people
from autograder.lms.base import Say
from autograder.model import Entry, Outcome
from autograder.notebook.released import Released
from autograder.reports import export, feedback

_HEADINGS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Assignment", "Grade", "Comment")
_SAME_TIME = (1980, 1, 1, 0, 0, 0)  # the same pages make the same zip


def for_moodle(
    found: Iterable[tuple[Outcome, Entry | None]],
    assignments: Mapping[str, Released],
    assignment: str | None,
    template: bytes | None,
    roster: people.Listed = None,
    say: Say | None = None,
) -> tuple[bytes, int]:
    """The zip as bytes, and how many pages are in it.

    ``found``: ``(outcome, entry)`` of hand-ins; ``assignments``: ``{name: Released}``; ``assignment``: the
    one that the ``template`` (the worksheet's bytes) belongs to, if there are several. ``roster`` and
    ``say``: see ``export.write``. Raises ``CourseFolderError``.
    """
    if template is None:
        raise CourseFolderError(moodle_worksheet.NEEDS_WORKSHEET)
    entries, outcomes = _of_one(found, assignment)
    sheet = cells.Sheet(template, "The worksheet")
    places = moodle_worksheet.columns(sheet)
    rows = people.placed(outcomes, moodle_worksheet.rows(sheet, places), roster, say or (lambda text: None))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for row, outcome in sorted(rows.items()):
            name = outcome.assignment
            page = feedback.page_of(outcome, entries[outcome.learner], assignments.get(name))
            place = moodle.feedback_folder(*moodle_worksheet.person(sheet, places, row))
            path = f"{place}/{base.feedback_page(name)}"
            archive.writestr(zipfile.ZipInfo(path, _SAME_TIME), page, zipfile.ZIP_DEFLATED)
    return stream.getvalue(), len(rows)


def for_canvas(
    found: Iterable[tuple[Outcome, Entry | None]],
    assignment: str | None,
    template: bytes | None = None,
    roster: people.Listed = None,
    say: Say | None = None,
) -> tuple[str, int]:
    """The comments as CSV text, and how many there are. ``template``: Canvas's gradebook, for its numbers."""
    _, outcomes = _of_one(found, assignment)
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(_HEADINGS)
    count = 0
    for outcome, ids in _people_of_canvas(outcomes, template, roster, say or (lambda text: None)):
        told = [outcome.assignment, cells.grade(outcome), comments.as_text(outcome)]
        writer.writerow([cells.safe(value) for value in [*ids, *told]])
        count += 1
    return stream.getvalue(), count


def _people_of_canvas(
    outcomes: Iterable[Outcome], template: bytes | None, roster: people.Listed, say: Say
) -> Iterator[tuple[Outcome, list[str]]]:
    """``(outcome, [name, Canvas's number, SIS ids])`` of each."""
    if template is None:
        known = people.listed(roster)
        for outcome in outcomes:
            person = known.get(people.fold(outcome.learner)) or people.Person("")
            login = person.email or outcome.learner
            yield outcome, [person.name or outcome.learner, "", "", login]
        return
    sheet = cells.Sheet(template, "The gradebook")
    canvas_gradebook.check(sheet)
    for row, outcome in sorted(people.placed(outcomes, canvas_gradebook.rows(sheet), roster, say).items()):
        yield outcome, canvas_gradebook.person(sheet, row)


def _of_one(
    found: Iterable[tuple[Outcome, Entry | None]], assignment: str | None
) -> tuple[dict[str, Entry], list[Outcome]]:
    """``({learner: entry}, outcomes)`` of one assignment; who handed in nothing has no feedback."""
    having = [(outcome, entry) for outcome, entry in found if entry is not None]
    outcomes = export.only([outcome for outcome, _ in having], assignment)
    name = outcomes[0].assignment
    return {one.learner: entry for one, entry in having if one.assignment == name}, outcomes
