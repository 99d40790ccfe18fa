"""The tables of nbgrader's gradebook that are read and written here, and our own indexes on them."""

import functools

from sqlalchemy import Index

from autograder.store.nbgrader_api import api

student, assignment = api.Student.__table__, api.Assignment.__table__
submission, copy = api.SubmittedAssignment.__table__, api.SubmittedNotebook.__table__
notebook, cell = api.Notebook.__table__, api.BaseCell.__table__
grade, comment = api.Grade.__table__, api.Comment.__table__
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
