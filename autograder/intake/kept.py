"""One hand-in that the course folder keeps: its folders say whose it is, nothing has to be recognised."""

from autograder.intake import disk, naming
from autograder.intake.reading import Unreadable
from autograder.intake.submission import Submission


def submission(folder, learner, assignment):
    """The ``Submission`` in ``submitted/<learner>/<assignment>``, refused if it is no readable file."""
    path = folder.submitted(learner, assignment)
    place = naming.shown(str(path))
    try:
        return Submission(learner, assignment, place, disk.read(path))
    except Unreadable as problem:
        return Submission(learner, assignment, place, reason=str(problem))
