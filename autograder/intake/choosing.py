"""One hand-in for each learner and assignment: which notebook counts when there are several."""

import hashlib
import unicodedata

from autograder import answers, released
from autograder.intake import naming, reading
from autograder.intake import roster as rosters
from autograder.intake.reading import Unreadable

DIFFERENT = "There are different notebooks of this learner: {places}. Keep the one that counts."
ONE_ID = "Two names would be one learner: {names}. Name one of the folders or files otherwise."
PASSED_OVER = "{place} was passed over: {reason}"
NAMESAKES = (
    "Several learners have this name, so the number that the learning platform gave is part of the id. Give "
    "a list of the learners with --roster."
)
LATER = "This one was handed in last; passed over: {places}."


class Submission:
    """What one learner handed in for one assignment: a notebook's JSON, or the reason why there is none.

    ``data`` are the bytes as they came, ``digest`` their SHA-256 (``""`` where nothing could be read).
    ``notebook``, ``reason`` and ``notes`` are found out when first asked for: who knows the digest already
    need not ask. ``notes``: sentences on what was mended and what was beside it. ``is_known`` is false if a
    list of learners was given and this is nobody on it: then ``reason`` says so, ``learner`` is a mere
    name, and no gradebook may learn of it. ``lms_id`` and ``late_mark`` are the learning platform's.
    """

    def __init__(self, learner, assignment, place, data=b"", notebook=None, reason=None, notes=(), *,
                 received=None, lms_id=None, late_mark=False, is_known=True):  # fmt: skip
        self.learner, self.assignment, self.place, self.data = learner, assignment, place, data
        self.received, self.lms_id, self.late_mark, self.is_known = received, lms_id, late_mark, is_known
        self._notebook, self._reason, self._notes = notebook, reason, list(notes)
        self._is_open = notebook is not None or reason is not None or not data

    def _open(self):
        if self._is_open:
            return
        self._is_open = True
        try:
            self._notebook, notes = reading.read(self.data)
            self.add_notes(notes)
        except Unreadable as problem:
            self._reason = str(problem)

    def add_notes(self, notes):
        """Say more, without opening the notebook for it."""
        self._notes = [*self._notes, *notes]

    @property
    def digest(self):
        return hashlib.sha256(self.data).hexdigest() if self.data else ""

    @property
    def notebook(self):
        self._open()
        return self._notebook

    @property
    def reason(self):
        self._open()
        return self._reason

    @reason.setter
    def reason(self, reason):
        self._open()
        self._reason = reason

    @property
    def notes(self):
        self._open()
        return self._notes


class Chosen:
    """Submissions by learner and assignment: ``len()`` is known, each is read when it is its turn."""

    def __init__(self, groups, roster):
        self._groups, self._roster = sorted(groups.items()), roster

    def __len__(self):
        return len(self._groups)

    def __iter__(self):
        for (learner, assignment, unknown), group in self._groups:
            last = max(hand_in.number for hand_in in group)
            group = [one for one in group if one.number == last]
            opened = _settle(learner, assignment, unknown, group)
            if self._roster is None:
                opened = _without_roster(opened, group)
            yield opened


def choose(hand_ins, assignments, roster=None):
    """Group hand-ins by learner and assignment: ``Chosen``, an iterable of ``Submission``, sorted.

    A later INPUT counts before an earlier one. Two different notebooks of one learner in the same
    INPUT are not graded: nobody but the facilitator can tell which one is meant (Canvas numbers what
    is handed in again: there the last one counts). ``assignments``: names, or better ``{name: Released}``:
    then a notebook without marks is known by its cells. ``roster``: names become its learners.
    """
    groups = {}
    for hand_in in hand_ins:
        learner, unknown = _learner(hand_in, roster)
        assignment = hand_in.assignment or _assignment_by_content(hand_in, assignments)
        groups.setdefault((learner, assignment, unknown), []).append(hand_in)
    return Chosen(groups, roster)


def _learner(hand_in, roster):
    """``(learner, "" or the reason why it is nobody on the list)``."""
    if roster is None:
        return hand_in.learner, ""
    found = roster.find(hand_in)
    return (found.id, "") if isinstance(found, rosters.Match) else (hand_in.learner, found.reason)


def _assignment_by_content(hand_in, assignments):
    """The assignment that the notebook says it is, or whose cells it has; the only one; else ``unknown``."""
    if len(assignments) == 1:
        return next(iter(assignments))
    try:
        notebook = reading.notebook(hand_in.read())
    except Unreadable:
        return "unknown"
    named = released.notebook_mark(notebook, "assignment")
    if named in assignments:
        return named
    if not isinstance(assignments, dict):
        return "unknown"
    alike = [name for name, one in assignments.items() if answers.holds_any(notebook, one)]
    return alike[0] if len(alike) == 1 else "unknown"


# ---- Several files of one learner -----------------------------------------------------------


def _settle(learner, assignment, unknown, group):
    group, notes = _last_version(group)
    opened = [_read(learner, assignment, hand_in, unknown) for hand_in in group]
    if unknown:
        return opened[0]
    alike = {submission.digest: submission for submission in reversed(opened) if submission.data}
    if len(opened) > 1 and not (len(alike) == 1 and all(submission.data for submission in opened)):
        return _one_of(opened, notes)
    opened[0].add_notes(notes)
    return opened[0]


def _without_roster(submission, group):
    """What only a list of the learners could tell: whose name it is."""
    names = {unicodedata.normalize("NFC", one.name).strip(" .") for one in group if one.lms is None}
    if len(names) > 1:
        names = " and ".join(naming.shown(name) for name in sorted(names))
        return _refused(submission, ONE_ID.format(names=names))
    if any(one.has_namesake for one in group):
        submission.add_notes([NAMESAKES])
    return submission


def _one_of(opened, notes):
    """The only readable one, or one of several that say the same."""
    readable = [submission for submission in opened if submission.notebook is not None]
    if any(one.notebook != readable[0].notebook for one in readable[1:]):
        places = " and ".join(sorted(submission.place for submission in readable))
        return _refused(opened[0], DIFFERENT.format(places=places))
    kept = (readable or opened)[0]
    passed = [one for one in opened if one.notebook is None and one is not kept]
    kept.add_notes(notes + [PASSED_OVER.format(place=one.place, reason=one.reason) for one in passed])
    return kept


def _refused(submission, reason):
    return Submission(
        submission.learner, submission.assignment, submission.place, reason=reason, lms_id=submission.lms_id,
        late_mark=submission.late_mark,
    )  # fmt: skip


def _last_version(group):
    """Of files that Canvas numbered (``work.ipynb``, ``work-1.ipynb``) the last; and a note on the others."""
    stems = {hand_in.version[:1] for hand_in in group}
    if len(group) < 2 or len(stems) != 1 or stems == {()}:
        return group, []
    group = sorted(group, key=lambda hand_in: hand_in.version[1:])
    return group[-1:], [LATER.format(places=", ".join(hand_in.place for hand_in in group[:-1]))]


def _read(learner, assignment, hand_in, unknown):
    known = {"lms_id": hand_in.lms_id, "late_mark": hand_in.late_mark, "is_known": not unknown}
    try:
        data, reason = hand_in.read(), unknown or None
    except Unreadable as problem:
        data, reason = b"", unknown or str(problem)
    return Submission(learner, assignment, hand_in.place, data, None, reason, hand_in.notes, **known)
