"""nbgrader's gradebook: open it, write one submission in one transaction, read what people gave."""

import contextlib
import os
import sys
from pathlib import Path

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)

COURSE_ID = "localizing-the-sdgs"


def find_tools():
    """Let nbgrader find ``alembic``, which it calls by name, in an environment that is not activated."""
    folder = str(Path(sys.executable).parent)
    paths = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if folder not in paths:
        os.environ["PATH"] = os.pathsep.join([folder, *paths])


@contextlib.contextmanager
def opened(path):
    """The gradebook in the SQLite file ``path``; it is made if it is not there."""
    find_tools()
    book = Gradebook(f"sqlite:///{Path(path).resolve()}", COURSE_ID)
    try:
        yield book
    finally:
        book.close()


def holds(book, name):
    """Whether the gradebook has the assignment and its notebook."""
    with contextlib.suppress(MissingEntry):
        book.find_notebook(name, name)
        return True
    return False


def record(book, learner, assignment, scores, changed, timestamp=None):
    """Write one learner's scores for one assignment; all of it or nothing.

    ``scores``: ``{exercise id: score or None}`` (``None``: a person decides, or not graded).
    ``changed``: ids whose answer differs from the one that was last recorded: points that a person
    gave stay, and the exercise is asked for again.
    """
    session = book.db
    try:
        submission = _submission(session, learner, assignment)
        if timestamp is not None:
            submission.timestamp = timestamp
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                if grade.name in scores:
                    _grade(grade, scores[grade.name], grade.name in changed)
        session.commit()
    except BaseException:
        session.rollback()
        raise


def _grade(grade, score, changed):
    grade.auto_score = score
    if grade.manual_score is None:
        grade.needs_manual_grade = score is None
    elif changed:
        grade.needs_manual_grade = True


def _submission(session, learner, name):
    """The submission's rows, made like ``Gradebook.add_submission`` makes them but without its commits."""
    student = session.get(Student, learner)
    if student is None:
        student = Student(id=learner)
        session.add(student)
    assignment = session.query(Assignment).filter(Assignment.name == name).one()
    submission = (
        session.query(SubmittedAssignment)
        .filter(SubmittedAssignment.assignment == assignment, SubmittedAssignment.student == student)
        .one_or_none()
    )
    if submission is None:
        with session.no_autoflush:
            submission = _new_submission(assignment, student)
        session.add(submission)
        session.flush()
        session.refresh(submission)
    return submission


def _new_submission(assignment, student):
    submission = SubmittedAssignment(assignment=assignment, student=student)
    for notebook in assignment.notebooks:
        copy = SubmittedNotebook(notebook=notebook, assignment=submission)
        for cell in notebook.grade_cells:
            Grade(cell_id=cell.id, notebook=copy)
        for cell in notebook.solution_cells:
            Comment(cell_id=cell.id, notebook=copy)
    return submission


def set_aside(book, learner, assignment):
    """An unreadable hand-in replaces what was there: no automatic score stays, nothing counts as zero.

    The learner is known to the gradebook afterwards; points that a person gave stay.
    """
    session = book.db
    if session.get(Student, learner) is None:
        session.add(Student(id=learner))
    with contextlib.suppress(MissingEntry):
        for notebook in book.find_submission(assignment, learner).notebooks:
            for grade in notebook.grades:
                grade.auto_score, grade.needs_manual_grade = None, True
    session.commit()


def by_people(book, learner, assignment):
    """``{exercise id: {"manual", "extra", "open", "comment"}}``: what people gave, if anything.

    ``open``: nbgrader asks a person to grade it (again).
    """
    try:
        submission = book.find_submission(assignment, learner)
    except MissingEntry:
        return {}
    given = {}
    for notebook in submission.notebooks:
        comments = {comment.name: comment.manual_comment for comment in notebook.comments}
        for grade in notebook.grades:
            given[grade.name] = {
                "manual": grade.manual_score,
                "extra": grade.extra_credit,
                "open": grade.needs_manual_grade,
                "comment": comments.get(grade.name) or comments.get(f"{grade.name}-answer"),
            }
    return given
