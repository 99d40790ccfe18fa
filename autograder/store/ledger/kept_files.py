"""The files that a course folder keeps of graded hand-ins: are they there, and the ones that were judged?"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Row

from autograder.messages import Message, message
from autograder.model import Outcome
from autograder.store import earlier, files
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import jobs

OTHER_FILE = message("kept_other_file")
NO_FILE = message("kept_no_file")
A_LINK = message("kept_a_link")
NO_COPY = message("kept_no_copy")


def problems(folder: CourseFolder, row: Row, outcome: Outcome, is_settled: bool) -> Iterator[str]:
    """A sentence for each file of a graded hand-in that is not as it has to be.

    ``row``: of ``jobs.results``; ``is_settled``: whether its result is that of the newest file.
    """
    if not is_settled:
        return
    place = f"{row.learner}, {row.assignment}"
    if row.size:
        for problem in _of_hand_in(row, outcome, folder.submitted(row.learner, row.assignment)):
            yield problem.format(place=place)
    if row.copy_size and not folder.autograded(row.learner, row.assignment).is_file():
        yield NO_COPY.format(place=place, learner=row.learner)


def _of_hand_in(row: Row, outcome: Outcome, path: Path) -> Iterator[Message]:
    if path.is_symlink():
        yield A_LINK
    elif not path.is_file():
        yield NO_FILE
    else:
        with files.failures_explained(path):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        # What was refused goes by its reason too.
        reason = outcome.reason.removesuffix(f" {earlier.UNREAD}")
        if row.digest not in (digest, jobs.sha(digest + reason)):
            yield OTHER_FILE
