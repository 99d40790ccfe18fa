"""The files of hand-ins in ``submitted``, as they came in, and whether they are whole still."""

import hashlib
import os
from pathlib import Path

from sqlalchemy import Row

from autograder.intake.submission import Submission
from autograder.notebook import reading
from autograder.store import files
from autograder.store.course_folder import CourseFolder


def keep(submission: Submission, folder: CourseFolder) -> None:
    """Keep the file as it came in ``submitted``, where nbgrader looks for it.

    An earlier one is put aside: it may hold answers that the newest has not, and if there is nothing to
    keep, a regrade would make it count again.
    """
    path = folder.submitted(submission.learner, submission.assignment)
    if os.path.lexists(path):
        before = path.read_bytes() if path.is_file() and not path.is_symlink() else None
        if kept_size(submission) and before == submission.data:
            return
        mark = "other" if before is None else hashlib.sha256(before).hexdigest()[:8]
        with files.failures_explained(path):
            os.replace(path, path.with_name(f"{path.name}.{mark}{_REPLACED}"))
    if kept_size(submission):
        files.write(path, submission.data)


_REPLACED = ".replaced"


def drop_replaced(path: Path) -> None:
    """Remove what ``keep`` has put aside: the newest file holds all that it did."""
    for earlier_one in path.parent.glob(f"{path.name}.*{_REPLACED}"):
        earlier_one.unlink(missing_ok=True)


def kept_size(submission: Submission) -> int:
    """How many bytes of a submission are kept."""
    return len(submission.data) if len(submission.data) <= reading.LARGEST else 0


def is_whole(folder: CourseFolder, row: Row) -> bool:
    """Whether the files of a graded hand-in (its ``row`` in the ledger) are as they were written.

    A power cut may empty or cut off what was written last. Only sizes are looked at, for there are many.
    """
    name = f"{row.learner}/{row.assignment}/{row.assignment}.ipynb"  # as text: there are many
    if row.size and _size(f"{folder.root}/submitted/{name}") != row.size:
        return False
    copy = f"{folder.root}/autograded/{name}"
    # Stock nbgrader may have written another one meanwhile.
    return row.copy_size is None or _size(copy) == row.copy_size or files.is_json(copy)


def _size(path):
    try:
        return os.lstat(path).st_size
    except OSError:
        return None
