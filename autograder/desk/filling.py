"""What a platform's table will hold when it is filled: row by row, with what stays empty and why."""

from typing import Any

from autograder.intake.roster import Roster
from autograder.lms import base, people
from autograder.lms.cells import Sheet
from autograder.messages import said
from autograder.outcome import in_titles
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing

WAITS, NOTHING, KEPT = "waits", "nothing", "kept"


def rows(
    folder: CourseFolder,
    platform: str,
    template: bytes,
    filled: bytes,
    assignment: str,
    roster: Roster | None,
    language: str,
) -> list[dict[str, Any]]:
    """``[{name, was, now, kind, why}, ...]`` of everybody in the table, those first who stay without a grade.

    ``kind`` of an empty cell: ``waits`` for a reader, ``nothing`` was handed in; else ``why`` says it. Of one
    that is not empty: ``kept``, if it is not ours.
    """
    of = base.named(platform)
    before, after = Sheet(template, platform), Sheet(filled, platform)
    listed, place = of.rows(before), of.grade_place(before, assignment)
    outcomes = [one for one, _ in excusing.marked(folder) if one.assignment == assignment]
    found = people.placed(outcomes, listed, roster, lambda sentence: None)
    made = []
    for row, name in listed.labels.items():
        outcome = found.get(row)
        was, now = before.cell(row, place).strip(), after.cell(row, place).strip()
        kind, why = "", ""
        if outcome is None:
            kind = KEPT if now else NOTHING
        elif outcome.excused or outcome.reason:
            why = said(in_titles(outcome.excused or outcome.reason or ""), language)
        elif not now:
            kind = WAITS
        if now and now == was and outcome is not None and outcome.score is None:
            kind = KEPT
        made.append({"name": name, "was": was, "now": now, "kind": kind, "why": why})
    return sorted(made, key=lambda one: (bool(one["now"]), one["name"].casefold()))
