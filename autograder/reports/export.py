"""Tables of grades: our own CSV, and the files that Moodle and Canvas take back.

What is not graded is an empty cell in all of them, never 0. Texts of ours that a spreadsheet would take for a
formula get an apostrophe in front; cells that come from Moodle's or Canvas's own file stay as they are.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace

from autograder.errors import CourseFolderError
from autograder.lms import base, encodings, tables
from autograder.lms.cells import safe
from autograder.lms.people import Listed
from autograder.messages import chained, message, together
from autograder.model import EXCUSED, Outcome
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing
from autograder.store.ledger.opening import history_head
from autograder.suggesting import did_you_mean

_FIXED = ("learner", "assignment", "status", "score", "max_score", "reason", "received")
HEAD = "history_head"


def write(
    shape: str,
    outcomes: Iterable[Outcome],
    assignment: str | None = None,
    template: bytes | None = None,
    roster: Listed = None,
    *,
    column: str | None = None,
    scale: bool = False,
    say: base.Say | None = None,
    head: str = "",
) -> str:
    """The table as text.

    ``shape``: ``csv`` or the name of a platform (see ``lms``). ``outcomes``: each with ``received`` if known.
    ``assignment``: only this one; Moodle and Canvas take one at a time. ``template``: the bytes of the file
    that the facilitator downloaded there. ``roster``: see ``people.roster_rows``. ``column``: the heading
    of the assignment in Canvas's file, if it has another name there. ``scale``: convert to the points that
    it has there. ``say(text)``: is told what the facilitator should know, such as learners without a row.
    ``head``: the hash of the history's last line, for the CSV (the LMS takes no column of ours).

    Raises ``CourseFolderError``, which says what to do, if the file cannot be filled without guessing.
    """
    outcomes = list(outcomes)
    if shape == "csv":
        if template is not None:
            raise CourseFolderError(message("export_template"))
        return as_csv(only(outcomes, assignment) if assignment else outcomes, head)
    chosen = only(outcomes, assignment)
    say = say or (lambda text: None)
    return base.named(shape).write(chosen, template, roster, scale=scale, say=say, column=column)


@dataclass(frozen=True)
class Table:
    """A table as a file's bytes, and the history when it was made: its lines, and the last one's hash."""

    data: bytes
    lines: int
    head: str


def of_course(
    folder: CourseFolder,
    shape: str,
    assignment: str | None = None,
    template: bytes | None = None,
    roster: Listed = None,
    *,
    column: str | None = None,
    scale: bool = False,
    say: base.Say | None = None,
) -> Table:
    """The ``Table`` of a course folder as it is now; for the rest see ``write``."""
    found = excusing.marked(folder)
    # Read whole: what people gave meanwhile is in the history then.
    outcomes = [replace(outcome, received=entry.received) if entry else outcome for outcome, entry in found]
    lines, head = history_head(folder)
    text = write(
        shape, outcomes, assignment, template, roster, column=column, scale=scale, say=say, head=head
    )
    return Table(as_bytes(text, template), lines, head)


def as_bytes(text: str, template: bytes | None) -> bytes:
    """The table as a file's bytes: in the encoding that the ``template`` has, else in UTF-8."""
    encoding = tables.decoded(template)[1] if template else encodings.Encoding()
    return encoding.encode(text)


def only(outcomes: Iterable[Outcome], assignment: str | None) -> list[Outcome]:
    """The outcomes of one assignment: the one that is named, or the only one there is."""
    names = sorted({outcome.assignment for outcome in outcomes})
    if not names:
        raise CourseFolderError(message("export_no_grades"))
    if assignment is None and len(names) > 1:
        wanted = chained("either", [f"--assignment {name}" for name in names])
        raise CourseFolderError(message("export_several", wanted=wanted))
    if assignment is not None and assignment not in names:
        meant = did_you_mean(assignment, names)
        told = message("export_none_for", assignment=assignment)
        raise CourseFolderError(together(told, meant, message("export_known", known=names)))
    return [outcome for outcome in outcomes if outcome.assignment == (assignment or names[0])]


def as_csv(outcomes: Iterable[Outcome], head: str = "") -> str:
    """CSV text (RFC 4180), a row for each hand-in.

    Columns: learner, assignment, status, score, max_score, reason, received (ISO time), late_penalty (points
    taken off), notes (what was mended), then each exercise's score; with ``head`` the last one is
    history_head, which holds it in every row. Own words that nobody reads have an empty cell.
    """
    outcomes = list(outcomes)
    exercises = _exercise_columns(outcomes)
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([*_FIXED, "late_penalty", "notes", *exercises, *([HEAD] if head else [])])
    for outcome in outcomes:
        late = outcome.late
        scores = {one.id: one.score for one in outcome.exercises if one.counts}
        if outcome.excused:
            outcome = replace(outcome, status=EXCUSED, score=None, reason=outcome.excused)
        values = [getattr(outcome, name) for name in _FIXED[:-1]]
        values += [outcome.received or (late and late.received), late and late.penalty]
        values += [" ".join(outcome.notes)]
        values += [scores.get(slug) for slug in exercises] + ([head] if head else [])
        writer.writerow([safe(value) for value in values])
    return stream.getvalue()


def _exercise_columns(outcomes: Iterable[Outcome]) -> list[str]:
    """Every exercise once, in the order in which the assignments hold them."""
    found = {}
    for outcome in outcomes:
        found.update(dict.fromkeys(exercise.id for exercise in outcome.exercises))
    return list(found)
