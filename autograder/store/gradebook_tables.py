"""The tables of nbgrader's gradebook that are read and written here, and our own indexes on them.

Described anew, because nbgrader's own description takes longer to load than all else that grading needs. A
test compares the two; who makes the tables is nbgrader (``nbgrader_book.py``).
"""

import functools

from sqlalchemy import Boolean, Column, DateTime, Float, Index, Interval, MetaData, String, Table, Text

metadata = MetaData()


def _id(length: int = 32) -> Column:
    return Column("id", String(length), primary_key=True, nullable=False)


student = Table(
    "student",
    metadata,
    _id(128),
    Column("first_name", String(128)),
    Column("last_name", String(128)),
    Column("email", String(128)),
    Column("lms_user_id", String(128)),
)
assignment = Table(
    "assignment",
    metadata,
    _id(),
    Column("name", String(128), unique=True, nullable=False),
    Column("duedate", DateTime()),
    Column("course_id", String(128), nullable=False),
)
notebook = Table(
    "notebook",
    metadata,
    _id(),
    Column("name", String(128), nullable=False),
    Column("assignment_id", String(32)),
    Column("kernelspec", String(1024)),
)
cell = Table(
    "base_cell",
    metadata,
    _id(),
    Column("name", String(128), nullable=False),
    Column("notebook_id", String(32), nullable=False),
    Column("type", String(50)),
)
submission = Table(
    "submitted_assignment",
    metadata,
    _id(),
    Column("assignment_id", String(32)),
    Column("student_id", String(128)),
    Column("timestamp", DateTime()),
    Column("extension", Interval()),
)
copy = Table(
    "submitted_notebook",
    metadata,
    _id(),
    Column("assignment_id", String(32)),
    Column("notebook_id", String(32)),
    Column("flagged", Boolean()),
    Column("late_submission_penalty", Float(0)),
)
grade = Table(
    "grade",
    metadata,
    _id(),
    Column("notebook_id", String(32)),
    Column("cell_id", String(32)),
    Column("auto_score", Float()),
    Column("manual_score", Float()),
    Column("extra_credit", Float()),
    Column("needs_manual_grade", Boolean(), nullable=False),
)
comment = Table(
    "comment",
    metadata,
    _id(),
    Column("notebook_id", String(32)),
    Column("cell_id", String(32)),
    Column("auto_comment", Text()),
    Column("manual_comment", Text()),
)
# Where a person's points and words stand.
BY_HAND = (grade.c.manual_score, grade.c.extra_credit, comment.c.manual_comment)
# Every grade with its cell, its submission and its assignment.
GRADES = (
    grade.join(cell, cell.c.id == grade.c.cell_id)
    .join(copy, copy.c.id == grade.c.notebook_id)
    .join(submission, submission.c.id == copy.c.assignment_id)
    .join(assignment, assignment.c.id == submission.c.assignment_id)
)


@functools.cache  # to make them loads all of PostgreSQL's dialect, and a table takes each only once
def indexes() -> list[Index]:
    """Indexes for ways through nbgrader's tables that it has none for and that a large class needs."""
    by_hand = [
        Index(
            f"localsdg_{column.name}", column.table.c.notebook_id,
            sqlite_where=column.is_not(None), postgresql_where=column.is_not(None),
        )
        for column in BY_HAND
    ]  # fmt: skip
    return [
        Index("localsdg_grade_notebook", grade.c.notebook_id),
        Index("localsdg_comment_notebook", comment.c.notebook_id),
        Index("localsdg_submitted_notebook_assignment", copy.c.assignment_id),
        *by_hand,
    ]
