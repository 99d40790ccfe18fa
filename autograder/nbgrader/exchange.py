"""The way of feedback through nbgrader's exchange to its learner.

``nbgrader release_feedback`` reads two files beside each page: when the hand-in was submitted, and a secret
that only its learner has as well, from which it makes the name under which that learner finds the page. It
stops for everybody where one is missing or empty. ``ReleaseFeedback`` is its default way with that made good.
"""

import contextlib
import glob
import os
import secrets
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseFeedback

from autograder import times
from autograder.intake.kept import TIME, line
from autograder.store import files
from autograder.store.course_folder import CourseFolder

SECRET = "submission_secret.txt"


class ReleaseFeedback(ExchangeReleaseFeedback):
    """Releases our pages and nbgrader's own, also of hand-ins that did not come through the exchange."""

    def copy_files(self) -> None:
        """Copy each page to where its learner finds it, and nobody else."""
        folder, assignment = CourseFolder(self.coursedir.root), self.coursedir.assignment_id
        for page in glob.glob(os.path.join(self.src_path, "*.html")):
            _address(folder, Path(page).parents[1].name, assignment)
        super().copy_files()
        # A copy is as private as the course folder is, and its learner is somebody else on this computer.
        for released in Path(self.dest_path).glob("*.html"):
            with contextlib.suppress(PermissionError):  # another facilitator's
                released.chmod(released.stat().st_mode | 0o044)


def _address(folder: CourseFolder, learner: str, assignment: str) -> None:
    """Put both files beside a learner's page of feedback, as the hand-in in ``submitted`` brought them.

    A hand-in that came another way has none: then the secret is one that nobody has, and stays.
    """
    came, goes = folder.submitted(learner, assignment).parent, folder.feedback(learner, assignment).parent
    secret, time = line(came / SECRET), line(came / TIME)
    files.write(goes / SECRET, secret or line(goes / SECRET) or secrets.token_hex(64))
    files.write(goes / TIME, time or line(goes / TIME) or times.now())
