"""nbgrader's gradebook: write the rows of submissions, tell what stands there.

Rows are written without nbgrader's objects (which ask the database for each of them) but as its
``Gradebook.add_submission`` makes them; a test compares the two.
"""

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Connection,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from autograder.store import gradebook_tables as tables
from autograder.values import Points

COURSE_ID = "localizing-the-sdgs"


@dataclass(frozen=True)
class Cells:
    """The rows of one assignment that its submissions refer to: ids of it, its notebook and its cells."""

    assignment: str
    notebook: str
    graded: dict  # {exercise id: cell id}
    written: list  # ids of the cells that learners write in


def cells(connection: Connection, name: str) -> Cells:
    """``Cells`` of an assignment (each has one notebook)."""
    wanted = select(tables.assignment.c.id, tables.notebook.c.id).join(
        tables.notebook, tables.notebook.c.assignment_id == tables.assignment.c.id
    )
    assignment, notebook = connection.execute(wanted.where(tables.assignment.c.name == name)).one()
    rows = connection.execute(select(tables.cell).where(tables.cell.c.notebook_id == notebook)).all()
    graded = {row.name: row.id for row in rows if row.type in ("GradeCell", "TaskCell")}
    return Cells(assignment, notebook, graded, [row.id for row in rows if row.type == "SolutionCell"])


@dataclass(frozen=True)
class Scored:
    """One hand-in's scores. ``of``: the assignment's ``Cells``.

    ``scores``: ``{exercise id: score or None}`` (``None``: a person decides, or not graded). ``changed``: ids
    whose answer differs from the one that was last recorded: points that a person gave stay, and the exercise
    is asked for again. ``received``: naive UTC ``datetime``. ``penalty``: points taken off because it was
    late.
    """

    of: Cells
    learner: str
    scores: dict
    changed: Collection = ()
    received: datetime | None = None
    penalty: float = 0


def record(connection: Connection, scored: Sequence[Scored]) -> None:
    """Write the scores of hand-ins (``Scored``, each of another one) inside the caller's transaction."""
    copies = _copies(connection, {one.learner for one in scored})
    _add(connection, [one for one in scored if (one.of.assignment, one.learner) not in copies])
    for one in scored:
        if copy := copies.get((one.of.assignment, one.learner)):
            _renew(connection, one, copy)


def set_aside(connection: Connection, of: Cells, learner: str) -> None:
    """An unreadable hand-in replaces what was there: no automatic score stays, nothing counts as zero.

    The learner is known to the gradebook afterwards; points that a person gave stay.
    """
    _know(connection, [learner])
    copy = _copies(connection, {learner}).get((of.assignment, learner))
    if copy is not None:
        all_grades = update(tables.grade).where(tables.grade.c.notebook_id == copy)
        connection.execute(all_grades.values(auto_score=None, needs_manual_grade=True))
        late = update(tables.copy).where(tables.copy.c.id == copy)
        connection.execute(late.values(late_submission_penalty=0))  # of no score nothing is taken off


def _copies(connection: Connection, learners: Iterable[str]) -> dict[tuple[str, str], str]:
    """``{(assignment id, learner): id of the copy of the notebook}`` of these learners."""
    rows = connection.execute(_FIND, {"who": list(learners)})
    return {(assignment, learner): copy for assignment, learner, copy in rows}


def _know(connection: Connection, learners: Sequence[str]) -> None:
    known = set(connection.execute(_KNOWN, {"who": list(learners)}).scalars())
    if new := [{"id": learner} for learner in dict.fromkeys(learners) if learner not in known]:
        connection.execute(_ADD[tables.student], new)


# Made once, because they are run all the time.
_FIND = (
    select(tables.submission.c.assignment_id, tables.submission.c.student_id, tables.copy.c.id)
    .join(tables.submission, tables.copy.c.assignment_id == tables.submission.c.id)
    .where(tables.submission.c.student_id.in_(bindparam("who", expanding=True)))
)
_KNOWN = select(tables.student.c.id).where(tables.student.c.id.in_(bindparam("who", expanding=True)))
_ADD = {
    table: insert(table)
    for table in (tables.student, tables.submission, tables.copy, tables.grade, tables.comment)
}


def _new_id() -> str:
    """As long as nbgrader makes them; twenty a hand-in."""
    return secrets.token_hex(16)


def _add(connection: Connection, scored: Sequence[Scored]) -> None:
    _know(connection, [one.learner for one in scored])
    rows: dict[Table, list[dict[str, object]]] = {
        table: [] for table in (tables.submission, tables.copy, tables.grade, tables.comment)
    }
    for one in scored:
        submission, copy = _new_id(), _new_id()
        whose = {"assignment_id": one.of.assignment, "student_id": one.learner, "timestamp": one.received}
        rows[tables.submission].append({"id": submission, **whose})
        of = {"assignment_id": submission, "notebook_id": one.of.notebook, "flagged": False}
        rows[tables.copy].append({"id": copy, **of, "late_submission_penalty": one.penalty})
        for name, cell in one.of.graded.items():
            score = one.scores.get(name)
            given = {"auto_score": score, "needs_manual_grade": score is None}
            rows[tables.grade].append({"id": _new_id(), "notebook_id": copy, "cell_id": cell, **given})
        for cell in one.of.written:
            rows[tables.comment].append({"id": _new_id(), "notebook_id": copy, "cell_id": cell})
    for table, new in rows.items():
        if new:
            connection.execute(_ADD[table], new)


def _renew(connection: Connection, one: Scored, copy: str) -> None:
    if one.received is not None:
        known = select(tables.copy.c.assignment_id).where(tables.copy.c.id == copy).scalar_subquery()
        mine = update(tables.submission).where(tables.submission.c.id == known)
        connection.execute(mine.values(timestamp=one.received))
    late = update(tables.copy).where(tables.copy.c.id == copy).values(late_submission_penalty=one.penalty)
    connection.execute(late)
    rows = connection.execute(select(tables.grade).where(tables.grade.c.notebook_id == copy)).all()
    names = {cell: name for name, cell in one.of.graded.items()}
    renewed = []
    for row in rows:
        name = names.get(row.cell_id)
        if name not in one.scores:
            continue
        needs = row.needs_manual_grade
        if row.manual_score is None:
            needs = one.scores[name] is None
        elif name in one.changed:
            needs = True
        renewed.append({"wanted": row.id, "score": one.scores[name], "needs": needs})
    if renewed:
        each = update(tables.grade).where(tables.grade.c.id == bindparam("wanted"))
        connection.execute(
            each.values(auto_score=bindparam("score"), needs_manual_grade=bindparam("needs")), renewed
        )


def penalties(connection: Connection) -> dict[tuple[str, str], Points]:
    """``{(learner, assignment): points taken off because it was late}`` as the gradebook has them now."""
    penalty = tables.copy.c.late_submission_penalty
    wanted = (
        select(tables.submission.c.student_id, tables.assignment.c.name, penalty)
        .join(tables.copy, tables.copy.c.assignment_id == tables.submission.c.id)
        .join(tables.assignment, tables.assignment.c.id == tables.submission.c.assignment_id)
    )
    return {(learner, name): points or 0 for learner, name, points in connection.execute(wanted)}


def set_penalty(connection: Connection, learner: str, name: str, points: Points) -> None:
    """Write what is taken off one hand-in because it was late."""
    mine = (
        select(tables.submission.c.id)
        .join(tables.assignment, tables.assignment.c.id == tables.submission.c.assignment_id)
        .where(tables.submission.c.student_id == learner, tables.assignment.c.name == name)
    )
    late = update(tables.copy).where(tables.copy.c.assignment_id.in_(mine))
    connection.execute(late.values(late_submission_penalty=points))


def auto_scores(connection: Connection) -> dict[tuple[str, str], dict[str, Points | None]]:
    """``{(learner, assignment): {exercise: score or None}}`` as the gradebook has them now."""
    whose = (tables.submission.c.student_id, tables.assignment.c.name.label("assignment"))
    wanted = select(*whose, tables.cell.c.name, tables.grade.c.auto_score).select_from(tables.GRADES)
    found: dict[tuple[str, str], dict[str, Points | None]] = {}
    for row in connection.execute(wanted):
        found.setdefault((row.student_id, row.assignment), {})[row.name] = row.auto_score
    return found


def without_student(connection: Connection) -> list[str]:
    """The learners who have grades and are not among nbgrader's students, by id."""
    known = select(tables.student.c.id)
    wanted = (
        select(tables.submission.c.student_id).where(tables.submission.c.student_id.not_in(known)).distinct()
    )
    return sorted(connection.execute(wanted).scalars())


def forget(connection: Connection, learner: str) -> None:
    """Remove all rows of one learner."""
    submissions = select(tables.submission.c.id).where(tables.submission.c.student_id == learner)
    copies = select(tables.copy.c.id).where(tables.copy.c.assignment_id.in_(submissions))
    for table in (tables.grade, tables.comment):
        connection.execute(delete(table).where(table.c.notebook_id.in_(copies)))
    connection.execute(delete(tables.copy).where(tables.copy.c.assignment_id.in_(submissions)))
    connection.execute(delete(tables.submission).where(tables.submission.c.student_id == learner))
    connection.execute(delete(tables.student).where(tables.student.c.id == learner))
