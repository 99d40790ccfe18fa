"""Write down what came of a hand-in. Nobody else writes grades, results or autograded copies."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from autograder import outcome, times
from autograder.intake.submission import Submission
from autograder.lateness import Policy
from autograder.model import Judged, Outcome
from autograder.store import earlier, files, gradebook, hand_ins, results
from autograder.store.course_folder import CourseFolder
from autograder.store.database import Database
from autograder.store.ledger import history, jobs, people
from autograder.store.ledger.graders import GraderSession

NUMBERLESS = {"needs_human": "needs a human", "ungraded": "ungraded"}


@dataclass
class Task:
    """A submission that has to be judged, its ``row`` for the ledger, and why it is."""

    submission: Submission
    row: dict
    notes: list
    why: str

    @property
    def key(self) -> str:
        return self.row["key"]


class Recorder:
    """Writes down what came of hand-ins: their copies, grades, results and lines of the history.

    ``session``: the grader whose jobs they are. ``cells``: ``{assignment: gradebook.cells}`` of all that is
    released. ``who``: see the history.
    """

    def __init__(
        self, database: Database, session: GraderSession, policy: Policy, folder: CourseFolder,
        cells: dict, who: str,
    ) -> None:  # fmt: skip
        self._database, self._session, self._policy = database, session, policy
        self._folder, self._cells, self._who = folder, cells, who

    def record(self, judged: list[tuple[Task, Judged]]) -> list[Outcome | None]:
        """Record judged hand-ins, each another one, all together or nothing of it.

        Returns their outcomes with people's points in them; ``None`` where the result does not count because
        another grader has taken the job over, or has met a newer file of this learner.
        """
        with self._database.writing() as connection:
            standing = jobs.standing(connection, [task.key for task, _ in judged])
            made = [_Graded(self._session, task, result, standing.get(task.key)) for task, result in judged]
            self._write(connection, [one for one in made if not one.is_renewed])
            for one in made:  # alone: what people gave to this learner is looked at before and after
                if one.is_renewed:
                    self._write(connection, [one])
            self._session.heartbeat(connection)
        for one in made:
            if one.counts and one.before and not one.misses:
                hand_ins.drop_replaced(self._folder.submitted(one.learner, one.name))
        return [self._outcome(one) if one.counts else None for one in made]

    def _outcome(self, one):
        """As it is now, with what people gave."""
        return results.with_people(one.found, one.given, self._policy, one.row.received)

    def _write(self, connection, graded):
        """Each thing of all hand-ins at once: a statement for one costs nearly as much as for many."""
        for one in graded:
            one.work_out(connection, self._policy)
        ours = [one.for_ledger() for one in graded if one.is_ours]
        jobs.finish(connection, ours, self._session.owner, times.now())
        counting = [one for one in graded if one.counts]
        # While nobody else can write, and before the grades are there for good: whoever is killed in
        # between leaves jobs that are done again.
        for one in counting:
            _keep_copy(self._folder.autograded(one.learner, one.name), one.copy)
        history.append(connection, [entry for one in counting for entry in _entries(one, self._who)])
        back, scored = {}, []
        for one in counting:
            if one.name in self._cells and one.task.submission.is_known:
                back[one] = _given_before(connection, one) if one.before else {}
                scored += _scored(connection, self._cells[one.name], one, back[one])
        if scored:
            gradebook.record(connection, scored)
        for one in back:
            if one.before:
                one.given = _give_back(connection, one.found, back[one], self._who)


class _Graded:
    """A judged hand-in on its way into the ledger. ``row``: see ``jobs.standing``."""

    def __init__(self, session, task, result, row):
        self.task, self.result, self.row = task, result, row
        self.learner, self.name = task.submission.learner, task.submission.assignment
        self.is_ours = row is not None and (row.owner, row.state) == (session.owner, jobs.QUEUED)
        self.counts = self.is_ours and row.wanted == task.key
        self.is_renewed = row is not None and row.graded_key is not None
        self.before = self.recorded = None
        self.given, self.misses = {}, False
        self.copy = None if result["copy"] is None else result["copy"].encode("utf-8", "replace")

    def work_out(self, connection, policy):
        """What is written of it, beside what was written before."""
        if self.is_renewed:
            self.before = jobs.counted(connection, self.learner, self.name)
        if self.before:  # what was given until now belongs to the answers that counted until now
            people.see(connection, times.now(), learner=self.learner)
            self.recorded = json.loads(self.before.result)
        same_file = self.before is not None and self.before.digest == self.task.row["digest"]
        self.misses = earlier.compare(self.result, self.recorded, same_file)
        exercises, reason = self.result["exercises"], self.result["reason"] or ""
        self.found = outcome.outcome(self.learner, self.name, exercises, reason)
        self.found["notes"] = self.task.notes + self.result["notes"]
        self.kept = {"outcome": self.found, "answers": self.result["answers"]}
        self.text = jobs.as_text(self.kept)
        if self.counts:
            self.late = results.lateness_of(self.found, policy, self.row.received)

    def for_ledger(self):
        """What ``jobs.finish`` is told."""
        shown = {"word": self.found["status"], "points": self.found["score"]}
        shown["bytes"] = None if self.copy is None else len(self.copy)
        return {"key": self.task.key, "text": self.text, "shown": shown if self.counts else None}


def _given_before(connection, one):
    """What people gave for these very answers, by exercise."""
    exercises = [exercise["id"] for exercise in one.found["exercises"]]
    contents = people.contents(exercises, one.kept["answers"], one.task.row["digest"])
    return people.for_contents(connection, one.learner, one.name, contents)


def _give_back(connection, found, back, who):
    """Let what people gave for these very answers count again; all that people gave, by exercise."""
    place = found["learner"], found["assignment"]
    for slug, one in back.items():
        gradebook.give_back(connection, *place, slug, *one.content)
    return people.see(connection, times.now(), who, people.BACK, place[0]).get(place, {})


def _keep_copy(path, copy):
    if copy is not None:
        files.write(path, copy)
    else:
        path.unlink(missing_ok=True)


def _scored(connection, cells, one, back):
    """What the gradebook is to hold, as a list of one; of what cannot be graded it holds nothing."""
    exercises = one.found["exercises"]
    if not any(exercise["status"] != "ungraded" for exercise in exercises):
        gradebook.set_aside(connection, cells, one.learner)
        return []
    scores = {exercise["id"]: exercise["score"] for exercise in exercises}
    received = datetime.fromisoformat(one.row.received).astimezone(UTC).replace(tzinfo=None)
    changed = _changed(one.recorded, one.kept) - set(back)
    penalty = (one.late["penalty"] if one.late else 0) or 0
    return [gradebook.Scored(cells, one.learner, scores, changed, received, penalty)]


def _changed(recorded, kept):
    """Exercises whose answer is not the one that was recorded last time."""
    if recorded is None:
        return set()
    return {slug for slug, value in kept["answers"].items() if recorded["answers"].get(slug) != value}


def _entries(one, who):
    """The history's entry of one grading, if anything came out differently: scores, the result, its times.

    ``hand_in``: what else the grade stands on.
    """
    before, found, row = one.before, one.found, one.row
    same_times = before is not None and before.graded_received == row.received
    if same_times and before.result == one.text:
        return []
    was = _scores(one.recorded["outcome"]) if before else {}
    now = _scores(found)
    changed = sorted(slug for slug in {*was, *now} if was.get(slug) != now.get(slug))
    was, now = ({slug: scores.get(slug) for slug in changed} for scores in (was, now))
    entry = {"at": times.now(), "who": who, "learner": one.learner, "assignment": one.name}
    hand_in = {"digest": one.task.row["digest"], "result": jobs.sha(one.text), "received": row.received}
    hand_in |= {"received_from": row.received_from, "late": _short(one.late)}
    return [{**entry, "why": one.task.why, "was": was, "now": now, "hand_in": hand_in}]


def _short(late):
    return late and {name: late[name] for name in ("days", "percent", "penalty")}


def _scores(found):
    """``{exercise: score, or the word for why there is none}``."""
    return {
        exercise["id"]: NUMBERLESS.get(exercise["status"], exercise["score"])
        for exercise in found["exercises"]
    }
