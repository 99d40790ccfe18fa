"""Comments for Canvas, whose gradebook takes none.

They are a table to copy from, or for a program that talks to Canvas.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from autograder.lms import canvas_gradebook, cells, comments, people
from autograder.lms.base import Say
from autograder.messages import message
from autograder.model import Outcome

_HEADINGS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Assignment", "Grade", "Comment")


def write(
    outcomes: Sequence[Outcome], template: bytes | None, roster: people.Listed, say: Say
) -> tuple[bytes, int]:
    """``(CSV, number of comments)``, see ``Platform.back``; ``template``: the gradebook, for its numbers."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(_HEADINGS)
    count = 0
    for outcome, ids in _people(outcomes, template, roster, say):
        told = [outcome.assignment, cells.grade(outcome), comments.as_text(outcome)]
        writer.writerow([cells.safe(value) for value in [*ids, *told]])
        count += 1
    return stream.getvalue().encode(), count


def _people(
    outcomes: Sequence[Outcome], template: bytes | None, roster: people.Listed, say: Say
) -> Iterator[tuple[Outcome, list[str]]]:
    """``(outcome, [name, Canvas's number, SIS ids])`` of each."""
    if template is None:
        known = people.listed(roster)
        for outcome in outcomes:
            person = known.get(people.fold(outcome.learner)) or people.Person("")
            login = person.email or outcome.learner
            yield outcome, [person.name or outcome.learner, "", "", login]
        return
    sheet = cells.Sheet(template, message("whole_gradebook"))
    canvas_gradebook.check(sheet)
    for row, outcome in sorted(people.placed(outcomes, canvas_gradebook.rows(sheet), roster, say).items()):
        yield outcome, canvas_gradebook.person(sheet, row)
