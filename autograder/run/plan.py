"""Which hand-ins have to be judged, and what the ledger is told of them. Writes nothing but kept files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Row

from autograder import sandbox, times
from autograder.intake import kept, receipts
from autograder.intake.submission import Submission
from autograder.lateness import Policy
from autograder.messages import chained, message, together
from autograder.store import hand_ins
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import forgotten, jobs
from autograder.store.record import Task
from autograder.suggesting import alike

UNKNOWN = message("grade_unknown")
FORGOTTEN = message("run_forgotten")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is to be graded of what is handed in, and why."""

    again: bool = False  # also what is graded already
    new_ids: bool = False  # what was graded under other ids before is graded under those of this run too
    forgotten: bool = False  # files of learners who were forgotten are graded like others
    receipts: Mapping[tuple[str, str | None], datetime] = field(default_factory=dict)
    unsafe: bool = False  # code is run where there is no sandbox
    why: str = ""  # for the history; without it the reason is found


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the ledger knew when this run began. ``gone``: see ``forgotten.marks``.

    ``known``: its hand-ins (``jobs.known``). ``seen(learner, assignment, digest)``: see ``history.received``.
    """

    known: Mapping[tuple[str, str], Row]
    gone: frozenset[str]
    seen: Callable[[str, str, str], tuple[str, str] | None]


class Tasks:
    """``versions``: of what judges each released assignment, by its name."""

    def __init__(
        self, folder: CourseFolder, policy: Policy, versions: Mapping[str, str], ledger: Ledger, asked: Asked
    ) -> None:
        self.folder, self.policy, self.asked = folder, policy, asked
        self.known, self._seen = ledger.known, ledger.seen
        self._gone = frozenset() if asked.forgotten else ledger.gone
        own = " own cases" if folder.own_cases else ""
        # What could not be run for want of a sandbox is tried again where there is one.
        unrun = " unrun" if not asked.unsafe and sandbox.missing() else ""
        self._versions = {name: version + own + unrun for name, version in versions.items()}
        self.are_kept = False  # whether hand-ins are read from where we keep them
        # Rows of unchanged hand-ins whose files have another signature now.
        self.renewed: list[jobs.HandedIn] = []

    def places_of(self, learner: str) -> list[str]:
        """Where the learner's hand-ins came from; nothing while they are read from where we keep them."""
        rows = [] if self.are_kept else [self.known.get((learner, name)) for name in self._versions]
        return [row.place for row in rows if row is not None]

    def graded(self) -> dict[tuple[str, str], str]:
        """``{(learner, assignment): where it came from}`` of all hand-ins that were judged before.

        Nothing while hand-ins are read from where we keep them, or if they may have other ids than before.
        """
        if self.are_kept or self.asked.new_ids:
            return {}
        return {key: row.place for key, row in self.known.items() if row.copy_size is not None}

    def is_unchanged(self, learner: str, assignment: str, signature: str | None) -> bool:
        """Whether a hand-in's files are those that were graded, by their signature alone."""
        row = self.known.get((learner, assignment))
        if row is None or self.asked.again or signature is None or row.signature != signature:
            return False
        told = receipts.of(self.asked.receipts, learner, assignment)
        if told and times.written(told) != row.received:
            return False
        done = self._is_done(row, self._key(learner, assignment, row.digest))
        return done and hand_ins.is_whole(self.folder, row)

    def was_forgotten(self, submission: Submission) -> bool:
        """Whether it is a file that a learner had handed in who was forgotten since."""
        if not self._gone or (submission.learner, submission.assignment) in self.known:
            return False
        return forgotten.mark(submission.learner, _content(submission)) in self._gone

    def task(self, submission: Submission) -> Task | None:
        """The ``Task`` of a submission, its file kept; ``None`` if it is graded already."""
        learner, name = submission.learner, submission.assignment
        if submission.refused is None and name not in self._versions:
            submission.reason = self._unknown(name)
        row = self.known.get((learner, name))
        digest = _content(submission)
        key = self._key(learner, name, digest)
        received, source = self._received(submission, row, digest)
        is_done = row is not None and self._is_done(row, key)
        told = jobs.HandedIn(
            learner,
            name,
            key,
            digest,
            self._version(name),
            self._place(submission, row, digest),
            submission.signature,
            received,
            source,
            hand_ins.kept_size(submission),
            times.now(),
            redo=is_done or self.asked.again,
        )
        if (
            row is not None
            and is_done
            and row.received == received
            and not self.asked.again
            and hand_ins.is_whole(self.folder, row)
        ):
            if submission.signature not in (None, row.signature):
                self.renewed.append(told)
            return None
        if submission.data or not self.are_kept:
            hand_ins.keep(submission, self.folder)
        return Task(submission, told, self._notes(submission), self._why(row, digest))

    def _unknown(self, name):
        near = alike(name, self._versions)
        return together(
            UNKNOWN.format(name=name, known=", ".join(self._versions) or message("none")),
            message("grade_meant", names=chained("either", near)) if near else "",
            message("grade_put"),
        )

    def _is_done(self, row, key):
        return row.state == jobs.DONE and row.key == row.graded_key == key

    def _key(self, learner, assignment, digest):
        return jobs.key(learner, assignment, digest, self._version(assignment))

    def _version(self, assignment):
        return self._versions.get(assignment, "")

    def _place(self, submission: Submission, row: Row | None, digest: str) -> str:
        """Where it came from: what we keep came from where the same content was read first."""
        if self.are_kept and row is not None and row.digest == digest:
            return row.place
        return submission.place

    def _received(self, submission: Submission, row: Row | None, digest: str) -> tuple[str, str]:
        """When it came in: as receipts say, or nbgrader's exchange; else when this content was first seen."""
        if told := receipts.of(self.asked.receipts, submission.learner, submission.assignment):
            moment, source = times.written(told), "receipts"
            if row is not None and (row.digest, row.received) == (digest, moment):
                return moment, row.received_from  # what the history says stays so
            return moment, source
        if row is not None and row.digest == digest:
            return row.received, row.received_from
        if row is not None and (before := self._seen(submission.learner, submission.assignment, digest)):
            return before  # it counts again what came in earlier, after another file had taken its place
        if came := kept.submitted_at(
            self.folder, submission.learner, submission.assignment, submission.place
        ):
            return times.written(came), "exchange"
        return times.now(), "first seen"

    def _notes(self, submission):
        told = receipts.of(self.asked.receipts, submission.learner, submission.assignment)
        late = self.policy.note(submission.late_mark, times.written(told) if told else None)
        return submission.said + ([late] if late else [])

    def _why(self, row, digest):
        if self.asked.why:
            return self.asked.why
        if row is None or row.graded_key is None:
            return "a new hand-in"
        if row.digest != digest:
            return "the learner's file changed"
        return "the course, the grader, the roster or the receipts changed"


def _content(submission):
    """What makes a hand-in another one: its bytes and, if it is refused, the reason."""
    return jobs.sha(submission.digest + submission.refused) if submission.refused else submission.digest
