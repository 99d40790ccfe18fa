"""What people gave: points and comments in nbgrader's gradebook, where formgrader puts them."""

from sqlalchemy import Connection, Row, and_, or_, select, union, update

from autograder.model import ByHand
from autograder.store import gradebook_tables as tables
from autograder.values import Points

GivenTo = dict[tuple[str, str], dict[str, ByHand]]  # {(learner, assignment): {exercise: ByHand}}


def by_people(connection: Connection, learner: str | None = None) -> GivenTo:
    """``{(learner, assignment): {exercise id: ByHand}}``; only exercises in which a person gave something."""
    remark = and_(
        tables.comment.c.notebook_id == tables.grade.c.notebook_id, tables.comment.c.cell_id == _written.c.id
    )
    wanted = (
        select(
            tables.submission.c.student_id, tables.assignment.c.name.label("assignment"), tables.cell.c.name,
            tables.grade, tables.comment.c.manual_comment,
        )
        .select_from(tables.GRADES)
        .outerjoin(_written, _same_exercise)
        .outerjoin(tables.comment, remark)
        .where(or_(*(column.is_not(None) for column in tables.BY_HAND)))
    )  # fmt: skip
    if learner is None:
        wanted = wanted.where(tables.grade.c.notebook_id.in_(_TOUCHED))
    else:  # asked for each hand-in: not to look at all that people gave every time
        wanted = wanted.where(tables.submission.c.student_id == learner)
    given: GivenTo = {}
    for row in connection.execute(wanted):
        of_learner = given.setdefault((row.student_id, row.assignment), {})
        before = of_learner.get(row.name)  # the same grade, beside another comment
        comment = row.manual_comment or (before.comment if before else None)
        of_learner[row.name] = ByHand(
            row.manual_score, row.extra_credit, comment, row.needs_manual_grade, row.auto_score
        )
    return given


# The few notebooks among many in which a person gave something.
_TOUCHED = union(
    *(select(column.table.c.notebook_id).where(column.is_not(None)) for column in tables.BY_HAND)
)
# A comment stands at the cell that a learner wrote in: a text's own cell, or <exercise>-answer.
_written = tables.cell.alias("written")
_same_exercise = and_(
    _written.c.notebook_id == tables.cell.c.notebook_id,
    _written.c.type == "SolutionCell",
    or_(_written.c.name == tables.cell.c.name, _written.c.name == tables.cell.c.name + "-answer"),
)


def give(connection: Connection, learner: str, assignment: str, exercise: str, points: float) -> bool:
    """Set the points that a person gives, as formgrader does; ``False`` if there is no such grade."""
    grade = _graded(connection, learner, assignment, exercise)
    if grade is None:
        return False
    mine = update(tables.grade).where(tables.grade.c.id == grade.id)
    connection.execute(mine.values(manual_score=points, needs_manual_grade=False))
    return True


def give_back(
    connection: Connection,
    learner: str,
    assignment: str,
    exercise: str,
    points: Points | None,
    extra: Points | None,
    comment: str | None,
) -> None:
    """Set points, extra credit and comment (each may be ``None``) that a person gave before, all together."""
    grade = _graded(connection, learner, assignment, exercise)
    if grade is None:
        return
    settled = {} if points is None else {"needs_manual_grade": False}
    mine = update(tables.grade).where(tables.grade.c.id == grade.id)
    connection.execute(mine.values(manual_score=points, extra_credit=extra, **settled))
    _comment(connection, grade, comment)


def put(connection: Connection, learner: str, assignment: str, exercise: str, one: ByHand) -> bool:
    """Let stand exactly what ``one`` says, its ``open`` too; ``False`` if there is no such grade."""
    grade = _graded(connection, learner, assignment, exercise)
    if grade is None:
        return False
    points = {"manual_score": one.manual, "extra_credit": one.extra, "needs_manual_grade": one.open}
    connection.execute(update(tables.grade).where(tables.grade.c.id == grade.id).values(**points))
    _comment(connection, grade, one.comment)
    return True


def _comment(connection: Connection, grade: Row, comment: str | None) -> None:
    written = select(_written.c.id).join(tables.cell, _same_exercise).where(tables.cell.c.id == grade.cell_id)
    beside = update(tables.comment).where(tables.comment.c.notebook_id == grade.notebook_id)
    connection.execute(beside.where(tables.comment.c.cell_id.in_(written)).values(manual_comment=comment))


def _graded(connection: Connection, learner: str, assignment: str, exercise: str) -> Row | None:
    """The row of one exercise's grade, or ``None``."""
    wanted = (
        select(tables.grade)
        .select_from(tables.GRADES)
        .where(tables.submission.c.student_id == learner, tables.assignment.c.name == assignment)
        .where(tables.cell.c.name == exercise, tables.cell.c.type != "SolutionCell")
    )
    return connection.execute(wanted).first()
