"""One hand-in for each learner and assignment: which notebook counts when there are several."""

import hashlib
from dataclasses import dataclass

from autograder import released
from autograder.intake import reading
from autograder.intake.reading import Unreadable


@dataclass
class Submission:
    """What one learner handed in for one assignment: a notebook's JSON, or the reason why there is none.

    ``data`` are the bytes as they came, ``digest`` their SHA-256 (``""`` where nothing could be read).
    """

    learner: str
    assignment: str
    place: str
    data: bytes = b""
    notebook: dict | None = None
    reason: str | None = None

    @property
    def digest(self):
        return hashlib.sha256(self.data).hexdigest() if self.data else ""


def choose(hand_ins, assignments):
    """Group hand-ins by learner and assignment; yield a ``Submission`` for each group, sorted.

    A later INPUT counts before an earlier one. Two different notebooks of one learner in the same
    INPUT are not graded: nobody but the facilitator can tell which one is meant.
    """
    groups = {}
    for hand_in in hand_ins:
        assignment = hand_in.assignment or _assignment_by_content(hand_in, assignments)
        groups.setdefault((hand_in.learner, assignment), []).append(hand_in)
    for (learner, assignment), group in sorted(groups.items()):
        last = max(hand_in.number for hand_in in group)
        yield _settle(learner, assignment, [hand_in for hand_in in group if hand_in.number == last])


def _assignment_by_content(hand_in, assignments):
    """The assignment that the notebook says it is; the only one there is; else ``unknown``."""
    if len(assignments) == 1:
        return assignments[0]
    try:
        notebook = reading.notebook(hand_in.read())
    except Unreadable:
        return "unknown"
    named = released.notebook_mark(notebook, "assignment")
    return named if named in assignments else "unknown"


def _settle(learner, assignment, group):
    opened = [_open(learner, assignment, hand_in) for hand_in in group]
    readable = {submission.digest: submission for submission in opened if submission.notebook is not None}
    if len(readable) > 1:
        places = " and ".join(sorted(submission.place for submission in readable.values()))
        reason = f"There are different notebooks of this learner: {places}. Keep the one that counts."
        return Submission(learner, assignment, opened[0].place, reason=reason)
    return next(iter(readable.values()), opened[0])


def _open(learner, assignment, hand_in):
    submission = Submission(learner, assignment, hand_in.place)
    try:
        submission.data = hand_in.read()
        submission.notebook = reading.notebook(submission.data)
    except Unreadable as problem:
        submission.reason = str(problem)
    return submission
