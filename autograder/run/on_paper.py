"""Work that no file tells of: done on paper, or told in class. A person gives the points by hand.

The learner gets a hand-in without a file, in which every exercise waits for a person. So it is in the ledger,
in the gradebook, in every table and in the history as all others are, and a file that comes later takes its
place.
"""

from contextlib import ExitStack
from dataclasses import replace

from autograder.intake.submission import Submission
from autograder.messages import message
from autograder.model import GRADED, NEEDS_HUMAN
from autograder.run import worker
from autograder.run.grade import Options, Run
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import changing
from autograder.store.results import current
from autograder.values import Points

PLACE = "on paper"
WAITS = message("grade_on_paper")


def provide(folder: CourseFolder, learner: str, assignment: str, who: str, why: str) -> bool:
    """See to it that a learner has something to give points for; whether it had to be made.

    What was handed in is left, also if it cannot be read: that stays the reason for what nobody gives points
    for. ``learner``: an id (see ``named.learner``).
    """
    if any(found.assignment == assignment for found, _ in current(folder, learner)):
        return False
    with ExitStack() as stack:
        _Paper(folder, Options(who=who, why=why), stack).take(learner, assignment)
    return True


def override(
    folder: CourseFolder,
    learner: str,
    exercise: str,
    points: float,
    who: str,
    why: str,
    assignment: str | None = None,
) -> tuple[str, Points, bool]:
    """Give points by hand, also to who handed in no file: ``(assignment, most points, whether so)``.

    Raises ``CourseFolderError`` with what does not fit.
    """
    name, most = changing.checked(folder, exercise, points, why, assignment)
    return name, most, give(folder, learner, exercise, points, who, why, name)


def give(
    folder: CourseFolder, learner: str, exercise: str, points: float, who: str, why: str, name: str
) -> bool:
    """The same of what is ``changing.checked``; whether it is work on paper. ``name``: of the assignment."""
    is_on_paper = provide(folder, learner, name, who, why)
    changing.give(folder, learner, exercise, points, who, why, name)
    return is_on_paper


class _Paper(Run):
    """A run of the grader that judges nothing."""

    def take(self, learner, assignment):
        submission = Submission(learner, assignment, PLACE, reason=WAITS)
        for _ in self._jobs([submission]):
            pass
        self._record()

    def _start(self, task):
        self._has(task.row.key, _waiting(self.released[task.submission.assignment]))
        return iter(())


def _waiting(of):
    """The result of a hand-in in which every exercise waits for a person."""
    result = worker.refused(of, WAITS)
    exercises = [
        replace(exercise, status=NEEDS_HUMAN)
        if exercise.max_score
        else replace(exercise, status=GRADED, score=0, reason="")  # an open half that nobody reads
        for exercise in result.exercises
    ]
    return replace(result, reason=None, exercises=tuple(exercises))
