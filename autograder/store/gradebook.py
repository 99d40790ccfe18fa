"""nbgrader's gradebook: open it, write the rows of submissions, read what people gave.

Rows are written without nbgrader's objects (which ask the database for each of them) but as its
``Gradebook.add_submission`` makes them; a test compares the two.
"""

import contextlib
import functools
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, and_, bindparam, delete, insert, inspect, or_, select, text, union, update

from autograder.store.database import failures_explained, patient
from autograder.store.nbgrader_api import api

COURSE_ID = "localizing-the-sdgs"

_student, _assignment = api.Student.__table__, api.Assignment.__table__
_submission, _copy = api.SubmittedAssignment.__table__, api.SubmittedNotebook.__table__
_notebook, _cell = api.Notebook.__table__, api.BaseCell.__table__
_grade, _comment = api.Grade.__table__, api.Comment.__table__
# Where a person's points and words stand.
_BY_HAND = (_grade.c.manual_score, _grade.c.extra_credit, _comment.c.manual_comment)


@contextlib.contextmanager
def opened(url):
    """nbgrader's own ``Gradebook`` at a database URL; its tables are made if they are not there."""
    with failures_explained(url):
        book = api.Gradebook(patient(url), COURSE_ID)
        try:
            _set_version(book)
            yield book
        finally:
            book.close()


def _set_version(book):
    """nbgrader notes its version after it has made the tables, or never if it was killed in between."""
    if not inspect(book.engine).has_table("alembic_version"):
        book.db.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    if book.db.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 0:
        version = {"version": api.get_alembic_version()}
        book.db.execute(text("INSERT INTO alembic_version (version_num) VALUES (:version)"), version)
    book.db.commit()


def holds(book, name):
    """Whether the gradebook has the assignment and its notebook."""
    with contextlib.suppress(api.MissingEntry):
        book.find_notebook(name, name)
        return True
    return False


@functools.cache  # to make them loads all of PostgreSQL's dialect, and a table takes each only once
def indexes():
    """Indexes for ways through nbgrader's tables that it has none for and that a large class needs."""
    by_hand = [
        Index(
            f"localsdg_{column.name}", column.table.c.notebook_id,
            sqlite_where=column.is_not(None), postgresql_where=column.is_not(None),
        )
        for column in _BY_HAND
    ]  # fmt: skip
    return [
        Index("localsdg_grade_notebook", _grade.c.notebook_id),
        Index("localsdg_comment_notebook", _comment.c.notebook_id),
        Index("localsdg_submitted_notebook_assignment", _copy.c.assignment_id),
        *by_hand,
    ]


@dataclass(frozen=True)
class Cells:
    """The rows of one assignment that its submissions refer to: ids of it, its notebook and its cells."""

    assignment: str
    notebook: str
    graded: dict  # {exercise id: cell id}
    written: list  # ids of the cells that learners write in


def cells(connection, name):
    """``Cells`` of an assignment (each has one notebook)."""
    wanted = select(_assignment.c.id, _notebook.c.id).join(
        _notebook, _notebook.c.assignment_id == _assignment.c.id
    )
    assignment, notebook = connection.execute(wanted.where(_assignment.c.name == name)).one()
    rows = connection.execute(select(_cell).where(_cell.c.notebook_id == notebook)).all()
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


def record(connection, scored):
    """Write the scores of hand-ins (``Scored``, each of another one) inside the caller's transaction."""
    copies = _copies(connection, {one.learner for one in scored})
    _add(connection, [one for one in scored if (one.of.assignment, one.learner) not in copies])
    for one in scored:
        if copy := copies.get((one.of.assignment, one.learner)):
            _renew(connection, one, copy)


def set_aside(connection, of, learner):
    """An unreadable hand-in replaces what was there: no automatic score stays, nothing counts as zero.

    The learner is known to the gradebook afterwards; points that a person gave stay.
    """
    _know(connection, [learner])
    copy = _copies(connection, {learner}).get((of.assignment, learner))
    if copy is not None:
        all_grades = update(_grade).where(_grade.c.notebook_id == copy)
        connection.execute(all_grades.values(auto_score=None, needs_manual_grade=True))


def _copies(connection, learners):
    """``{(assignment id, learner): id of the copy of the notebook}`` of these learners."""
    rows = connection.execute(_FIND, {"who": list(learners)})
    return {(assignment, learner): copy for assignment, learner, copy in rows}


def _know(connection, learners):
    known = set(connection.execute(_KNOWN, {"who": list(learners)}).scalars())
    if new := [{"id": learner} for learner in dict.fromkeys(learners) if learner not in known]:
        connection.execute(_ADD[_student], new)


# Made once, because they are run all the time.
_FIND = (
    select(_submission.c.assignment_id, _submission.c.student_id, _copy.c.id)
    .join(_submission, _copy.c.assignment_id == _submission.c.id)
    .where(_submission.c.student_id.in_(bindparam("who", expanding=True)))
)
_KNOWN = select(_student.c.id).where(_student.c.id.in_(bindparam("who", expanding=True)))
_ADD = {table: insert(table) for table in (_student, _submission, _copy, _grade, _comment)}


def _add(connection, scored):
    _know(connection, [one.learner for one in scored])
    rows = {table: [] for table in (_submission, _copy, _grade, _comment)}
    for one in scored:
        submission, copy = api.new_uuid(), api.new_uuid()
        whose = {"assignment_id": one.of.assignment, "student_id": one.learner, "timestamp": one.received}
        rows[_submission].append({"id": submission, **whose})
        of = {"assignment_id": submission, "notebook_id": one.of.notebook, "flagged": False}
        rows[_copy].append({"id": copy, **of, "late_submission_penalty": one.penalty})
        for name, cell in one.of.graded.items():
            score = one.scores.get(name)
            given = {"auto_score": score, "needs_manual_grade": score is None}
            rows[_grade].append({"id": api.new_uuid(), "notebook_id": copy, "cell_id": cell, **given})
        for cell in one.of.written:
            rows[_comment].append({"id": api.new_uuid(), "notebook_id": copy, "cell_id": cell})
    for table, new in rows.items():
        if new:
            connection.execute(_ADD[table], new)


def _renew(connection, one, copy):
    if one.received is not None:
        known = select(_copy.c.assignment_id).where(_copy.c.id == copy).scalar_subquery()
        mine = update(_submission).where(_submission.c.id == known)
        connection.execute(mine.values(timestamp=one.received))
    late = update(_copy).where(_copy.c.id == copy).values(late_submission_penalty=one.penalty)
    connection.execute(late)
    rows = connection.execute(select(_grade).where(_grade.c.notebook_id == copy)).all()
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
        each = update(_grade).where(_grade.c.id == bindparam("wanted"))
        connection.execute(
            each.values(auto_score=bindparam("score"), needs_manual_grade=bindparam("needs")), renewed
        )


# ---- What people gave -----------------------------------------------------------------------


def by_people(connection, learner=None):
    """``{(learner, assignment): {exercise id: {"manual", "extra", "open", "comment", "auto"}}}``.

    Only exercises in which a person gave something. ``open``: nbgrader asks a person to grade it (again).
    """
    remark = and_(_comment.c.notebook_id == _grade.c.notebook_id, _comment.c.cell_id == _written.c.id)
    wanted = (
        select(
            _submission.c.student_id, _assignment.c.name.label("assignment"), _cell.c.name, _grade,
            _comment.c.manual_comment,
        )
        .select_from(_GRADES)
        .outerjoin(_written, _same_exercise)
        .outerjoin(_comment, remark)
        .where(or_(*(column.is_not(None) for column in _BY_HAND)))
    )  # fmt: skip
    if learner is None:
        wanted = wanted.where(_grade.c.notebook_id.in_(_TOUCHED))
    else:  # asked for each hand-in: not to look at all that people gave every time
        wanted = wanted.where(_submission.c.student_id == learner)
    given = {}
    for row in connection.execute(wanted):
        of_learner = given.setdefault((row.student_id, row.assignment), {})
        before = of_learner.get(row.name, {})
        of_learner[row.name] = {
            "manual": row.manual_score,
            "extra": row.extra_credit,
            "open": row.needs_manual_grade,
            "auto": row.auto_score,
            "comment": row.manual_comment or before.get("comment"),
        }
    return given


# The few notebooks among many in which a person gave something.
_TOUCHED = union(*(select(column.table.c.notebook_id).where(column.is_not(None)) for column in _BY_HAND))
# Every grade with its cell, its submission and its assignment.
_GRADES = (
    _grade.join(_cell, _cell.c.id == _grade.c.cell_id)
    .join(_copy, _copy.c.id == _grade.c.notebook_id)
    .join(_submission, _submission.c.id == _copy.c.assignment_id)
    .join(_assignment, _assignment.c.id == _submission.c.assignment_id)
)
# A comment stands at the cell that a learner wrote in: a text's own cell, or <exercise>-answer.
_written = _cell.alias("written")
_same_exercise = and_(
    _written.c.notebook_id == _cell.c.notebook_id,
    _written.c.type == "SolutionCell",
    or_(_written.c.name == _cell.c.name, _written.c.name == _cell.c.name + "-answer"),
)


def give(connection, learner, assignment, exercise, points):
    """Set the points that a person gives, as formgrader does; ``False`` if there is no such grade."""
    grade = _graded(connection, learner, assignment, exercise)
    if grade is None:
        return False
    mine = update(_grade).where(_grade.c.id == grade.id)
    connection.execute(mine.values(manual_score=points, needs_manual_grade=False))
    return True


def give_back(connection, learner, assignment, exercise, points, extra, comment):
    """Set points, extra credit and comment (each may be ``None``) that a person gave before, all together."""
    grade = _graded(connection, learner, assignment, exercise)
    if grade is None:
        return
    settled = {} if points is None else {"needs_manual_grade": False}
    mine = update(_grade).where(_grade.c.id == grade.id)
    connection.execute(mine.values(manual_score=points, extra_credit=extra, **settled))
    written = select(_written.c.id).join(_cell, _same_exercise).where(_cell.c.id == grade.cell_id)
    beside = update(_comment).where(_comment.c.notebook_id == grade.notebook_id)
    connection.execute(beside.where(_comment.c.cell_id.in_(written)).values(manual_comment=comment))


def _graded(connection, learner, assignment, exercise):
    """The row of one exercise's grade, or ``None``."""
    wanted = (
        select(_grade)
        .select_from(_GRADES)
        .where(_submission.c.student_id == learner, _assignment.c.name == assignment)
        .where(_cell.c.name == exercise, _cell.c.type != "SolutionCell")
    )
    return connection.execute(wanted).first()


def penalties(connection):
    """``{(learner, assignment): points taken off because it was late}`` as the gradebook has them now."""
    penalty = _copy.c.late_submission_penalty
    wanted = (
        select(_submission.c.student_id, _assignment.c.name, penalty)
        .join(_copy, _copy.c.assignment_id == _submission.c.id)
        .join(_assignment, _assignment.c.id == _submission.c.assignment_id)
    )
    return {(learner, name): points or 0 for learner, name, points in connection.execute(wanted)}


def auto_scores(connection):
    """``{(learner, assignment): {exercise: score or None}}`` as the gradebook has them now."""
    whose = (_submission.c.student_id, _assignment.c.name.label("assignment"))
    wanted = select(*whose, _cell.c.name, _grade.c.auto_score).select_from(_GRADES)
    found = {}
    for row in connection.execute(wanted):
        found.setdefault((row.student_id, row.assignment), {})[row.name] = row.auto_score
    return found


def without_student(connection):
    """The learners who have grades and are not among nbgrader's students, by id."""
    known = select(_student.c.id)
    wanted = select(_submission.c.student_id).where(_submission.c.student_id.not_in(known)).distinct()
    return sorted(connection.execute(wanted).scalars())


def forget(connection, learner):
    """Remove all rows of one learner."""
    submissions = select(_submission.c.id).where(_submission.c.student_id == learner)
    copies = select(_copy.c.id).where(_copy.c.assignment_id.in_(submissions))
    for table in (_grade, _comment):
        connection.execute(delete(table).where(table.c.notebook_id.in_(copies)))
    connection.execute(delete(_copy).where(_copy.c.assignment_id.in_(submissions)))
    connection.execute(delete(_submission).where(_submission.c.student_id == learner))
    connection.execute(delete(_student).where(_student.c.id == learner))
