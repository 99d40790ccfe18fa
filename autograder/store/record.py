"""Write down what came of a hand-in. Nobody else writes grades, results or autograded copies."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Row

from autograder import outcome, times
from autograder.intake.submission import Submission
from autograder.lateness import Policy
from autograder.model import NEEDS_HUMAN, UNGRADED, ByHand, Late, Outcome
from autograder.store import by_hand, earlier, files, gradebook, hand_ins, results
from autograder.store.course_folder import CourseFolder
from autograder.store.database import Database
from autograder.store.ledger import history, jobs, people
from autograder.store.ledger.graders import GraderSession
from autograder.store.ledger.line import Facts, Lateness, Line
from autograder.values import Json
from autograder.written import Judged, Kept, Short
from localsdg.open_half import without_rating

NUMBERLESS = {NEEDS_HUMAN: "needs a human", UNGRADED: "ungraded"}


@dataclass
class Task:
    """A submission that has to be judged, its ``row`` for the ledger, and why it is."""

    submission: Submission
    row: jobs.HandedIn
    notes: list[str]
    why: str


@dataclass(frozen=True, slots=True)
class Course:
    """Of what is graded: where its files lie, what late work costs, and the cells of all that is released."""

    folder: CourseFolder
    policy: Policy
    cells: Mapping[str, gradebook.Cells]  # by assignment


class Recorder:
    """Writes down what came of hand-ins: their copies, grades, results and lines of the history.

    ``session``: the grader whose jobs they are.
    """

    def __init__(self, database: Database, session: GraderSession, course: Course) -> None:
        self._database, self._session, self._course = database, session, course

    def record(self, judged: list[tuple[Task, Judged]]) -> list[Outcome | None]:
        """Record judged hand-ins, each another one, all together or nothing of it.

        Returns their outcomes with people's points in them; ``None`` where the result does not count because
        another grader has taken the job over, or has met a newer file of this learner.
        """
        with self._database.writing() as connection:
            standing = jobs.standing(connection, [task.row.key for task, _ in judged])
            made = [
                _Graded(self._session, task, result, standing.get(task.row.key, jobs.GONE))
                for task, result in judged
            ]
            self._write(connection, [one for one in made if not one.is_renewed])
            for one in made:  # alone: what people gave to this learner is looked at before and after
                if one.is_renewed:
                    self._write(connection, [one])
            self._session.heartbeat(connection)
        for one in made:
            if one.counts and one.before and not one.misses:
                hand_ins.drop_replaced(self._course.folder.submitted(one.learner, one.name))
        return [self._outcome(one) if one.counts else None for one in made]

    def _outcome(self, one):
        """As it is now, with what people gave."""
        return results.with_people(one.kept.outcome, one.given, self._course.policy, one.row.received)

    def _write(self, connection, graded):
        """Each thing of all hand-ins at once: a statement for one costs nearly as much as for many."""
        course, who = self._course, self._session.who
        for one in graded:
            one.work_out(connection, course.policy)
        ours = [one.for_ledger() for one in graded if one.is_ours]
        jobs.finish(connection, ours, self._session.owner, times.now())
        counting = [one for one in graded if one.counts]
        # While nobody else can write, and before the grades are there for good: whoever is killed in
        # between leaves jobs that are done again.
        for one in counting:
            _keep_copy(course.folder.autograded(one.learner, one.name), one.copy)
        history.append(connection, [entry for one in counting for entry in _entries(one, who)])
        back, scored = {}, []
        for one in counting:
            if one.name in course.cells and one.task.submission.is_known:
                back[one] = _given_before(connection, one) if one.before else {}
                scored += _scored(connection, course.cells[one.name], one, back[one])
        if scored:
            gradebook.record(connection, scored)
        for one in back:
            if one.before:
                one.given = _give_back(connection, one, back[one], who)


class _Graded:
    """A judged hand-in on its way into the ledger. ``row``: its job as it is now."""

    def __init__(self, session: GraderSession, task: Task, judged: Judged, row: jobs.Standing) -> None:
        self.task, self.judged, self.row = task, judged, row
        self.learner, self.name = task.submission.learner, task.submission.assignment
        self.is_ours = (row.owner, row.state) == (session.owner, jobs.QUEUED)
        self.counts = self.is_ours and row.wanted == task.row.key
        self.is_renewed = row.graded_key is not None
        self.before: Row | None = None
        self.recorded: Kept | None = None
        self.late: Late | None = None
        self.given: Mapping[str, ByHand] = {}
        self.misses = False
        self.copy = None if judged.copy is None else judged.copy.encode("utf-8", "replace")

    def work_out(self, connection: Connection, policy: Policy) -> None:
        """What is written of it, beside what was written before."""
        if self.is_renewed:
            self.before = jobs.counted(connection, self.learner, self.name)
        if self.before:  # what was given until now belongs to the answers that counted until now
            people.see(connection, times.now(), learner=self.learner)
            self.recorded = Kept.of_text(self.before.result)
        same_file = self.before is not None and self.before.digest == self.task.row.digest
        judged = self.judged
        if self.recorded:
            judged, self.misses = earlier.compared(judged, self.recorded, same_file)
        notes = (*self.task.notes, *judged.notes)
        reason, language = judged.reason or "", judged.language
        found = outcome.outcome(
            self.learner, self.name, judged.exercises, reason, notes=notes, language=language
        )
        self.kept = Kept(found, judged.answers, judged.firsts, judged.proposed, judged.test)
        self.short = Short.of(self.kept)
        self.text = self.kept.as_text()
        if self.before and _says_the_same(self.before.result, self.text):
            self.text = self.before.result  # it was told of in the history as it was written then
        self.mark = jobs.sha(self.text)
        if self.counts:
            received = datetime.fromisoformat(self.row.received)
            self.late = policy.late(self.name, received, found.max_score, found.score)

    def for_ledger(self) -> jobs.Finished:
        """What ``jobs.finish`` is told."""
        size = None if self.copy is None else len(self.copy)
        key = self.task.row.key
        return jobs.Finished(key, self.text, self.mark, self.counts, self.short, size)


def _says_the_same(old: str, new: str) -> bool:
    """Whether two results are one but for the order of their keys."""
    if old == new:
        return True
    before, now = (json.dumps(json.loads(text), sort_keys=True) for text in (old, new))
    return before == now


def _given_before(connection, one):
    """What people gave for these very answers, by exercise."""
    exercises = [exercise.id for exercise in one.kept.outcome.exercises]
    contents = people.contents(exercises, one.kept.answers, one.task.row.digest)
    return people.for_contents(connection, one.learner, one.name, contents)


def _give_back(connection, graded, back, who):
    """Let what people gave for these very answers count again; all that people gave, by exercise."""
    place = graded.learner, graded.name
    for slug, one in back.items():
        by_hand.give_back(connection, *place, slug, *one.content)
    return people.see(connection, times.now(), who, people.BACK, place[0]).get(place, {})


def _keep_copy(path, copy):
    if copy is not None:
        files.write(path, copy)
    else:
        path.unlink(missing_ok=True)


def _scored(connection, cells, one, back):
    """What the gradebook is to hold, as a list of one; of what cannot be graded it holds nothing."""
    exercises = one.kept.outcome.exercises
    if all(exercise.status == UNGRADED for exercise in exercises):
        gradebook.set_aside(connection, cells, one.learner)
        return []
    scores = {exercise.id: exercise.score for exercise in exercises}
    received = datetime.fromisoformat(one.row.received).astimezone(UTC).replace(tzinfo=None)
    changed = _changed(one.recorded, one.kept) - set(back)
    penalty = (one.late.penalty if one.late else 0) or 0
    return [gradebook.Scored(cells, one.learner, scores, changed, received, penalty)]


def _changed(recorded: Kept | None, kept: Kept) -> set[str]:
    """Exercises whose answer is not the one that was recorded last time."""
    if recorded is None:
        return set()
    before = {slug: without_rating(value) for slug, value in recorded.answers.items()}
    return {slug for slug, value in kept.answers.items() if before.get(slug) != without_rating(value)}


def _entries(one: _Graded, who: str) -> list[Line]:
    """The history's entry of one grading, if anything came out differently: scores, the result, its times."""
    before, row = one.before, one.row
    same_times = before is not None and before.graded_received == row.received
    if before is not None and same_times and before.result == one.text:
        return []
    was = _scores(one.recorded.outcome) if one.recorded else {}
    now = _scores(one.kept.outcome)
    changed = sorted(slug for slug in {*was, *now} if was.get(slug) != now.get(slug))
    was, now = ({slug: scores.get(slug) for slug in changed} for scores in (was, now))
    facts = Facts(one.task.row.digest, one.mark, row.received, row.received_from, Lateness.of(one.late))
    return [Line(times.now(), who, one.learner, one.name, one.task.why, was, now, hand_in=facts)]


def _scores(found: Outcome) -> Json:
    """``{exercise: score, or the word for why there is none}``."""
    return {one.id: NUMBERLESS.get(one.status, one.score) for one in found.exercises}
