"""Write down what came of a hand-in, and read what stands written now."""

import hashlib
import json
import os
from datetime import UTC, datetime

from autograder import outcome, times
from autograder.notebook import reading
from autograder.store import earlier, files, gradebook
from autograder.store.ledger import history, jobs, looking, people
from autograder.store.ledger.opening import readable

NUMBERLESS = {"needs_human": "needs a human", "ungraded": "ungraded"}


def keep_hand_in(submission, folder):
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
        with files.told(path):
            os.replace(path, path.with_name(f"{path.name}.{mark}{_REPLACED}"))
    if kept_size(submission):
        files.write(path, submission.data)


_REPLACED = ".replaced"


def _drop_replaced(path):
    """Remove what ``keep_hand_in`` has put aside: the newest file holds all that it did."""
    for earlier_one in path.parent.glob(f"{path.name}.*{_REPLACED}"):
        earlier_one.unlink(missing_ok=True)


def kept_size(submission):
    """How many bytes of a submission are kept."""
    return len(submission.data) if len(submission.data) <= reading.LARGEST else 0


def is_whole(folder, row):
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


def record(run, judged):
    """Write copies, grades, results and history of judged hand-ins, all together or nothing of it.

    ``run``: the ``grade.Run``; ``judged``: ``[(plan.Task, result)]``, each of another hand-in. Returns their
    outcomes with people's points in them; ``None`` where the result does not count because another grader has
    taken the job over, or has met a newer file of this learner.
    """
    with run.database.writing() as connection:
        standing = jobs.standing(connection, [task.key for task, _ in judged])
        made = [_HandIn(run, task, result, standing.get(task.key)) for task, result in judged]
        _write(connection, run, [one for one in made if not one.is_renewed])
        for one in made:  # alone: what people gave to this learner is looked at before and after
            if one.is_renewed:
                _write(connection, run, [one])
        run.session.heartbeat(connection)
    for one in made:
        if one.counts and one.before and not one.misses:
            _drop_replaced(run.folder.submitted(one.learner, one.name))
    return [one.outcome() if one.counts else None for one in made]


class _HandIn:
    """A judged hand-in on its way into the ledger. ``row``: see ``jobs.standing``."""

    def __init__(self, run, task, result, row):
        self.run, self.task, self.result, self.row = run, task, result, row
        self.learner, self.name = task.submission.learner, task.submission.assignment
        self.is_ours = row is not None and (row.owner, row.state) == (run.session.owner, jobs.QUEUED)
        self.counts = self.is_ours and row.wanted == task.key
        self.is_renewed = row is not None and row.graded_key is not None
        self.before = self.recorded = None
        self.given, self.misses = {}, False
        self.copy = None if result["copy"] is None else result["copy"].encode("utf-8", "replace")

    def work_out(self, connection):
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
            self.late = _late(self.run.policy, self.found, self.row.received)

    def told(self):
        """What ``jobs.finish`` is told."""
        shown = {"word": self.found["status"], "points": self.found["score"]}
        shown["bytes"] = None if self.copy is None else len(self.copy)
        return {"key": self.task.key, "text": self.text, "shown": shown if self.counts else None}

    @property
    def is_in_gradebook(self):
        return self.name in self.run.cells and self.task.submission.is_known

    def outcome(self):
        """As it is now, with what people gave."""
        return with_people(self.found, self.given, self.run.policy, self.row.received)


def _write(connection, run, hand_ins):
    """Each thing of all hand-ins at once: a statement for one costs nearly as much as for many."""
    for one in hand_ins:
        one.work_out(connection)
    jobs.finish(connection, [one.told() for one in hand_ins if one.is_ours], run.session.owner, times.now())
    counting = [one for one in hand_ins if one.counts]
    # While nobody else can write, and before the grades are there for good: whoever is killed in
    # between leaves jobs that are done again.
    for one in counting:
        _keep_copy(run.folder.autograded(one.learner, one.name), one.copy)
    history.append(connection, [entry for one in counting for entry in _entries(one, run.options.who)])
    back, scored = {}, []
    for one in counting:
        if one.is_in_gradebook:
            back[one] = _given_before(connection, one) if one.before else {}
            scored += _scored(connection, one, back[one])
    if scored:
        gradebook.record(connection, scored)
    for one in back:
        if one.before:
            one.given = _give_back(connection, one.found, back[one], run.options.who)


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


def _scored(connection, one, back):
    """What the gradebook is to hold, as a list of one; of what cannot be graded it holds nothing."""
    cells, exercises = one.run.cells[one.name], one.found["exercises"]
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


def with_people(found, given, policy, received):
    """The outcome with the points that people gave and, if it came late, what that costs."""
    notes = found.get("notes", [])
    found = outcome.with_people(found, given)
    return outcome.with_lateness({**found, "notes": notes}, _late(policy, found, received))


def _late(policy, found, received):
    """What ``lateness`` says of an outcome that came in at ``received`` (ISO time)."""
    moment = datetime.fromisoformat(received)
    return policy.late(found["assignment"], moment, found["max_score"], found["score"])


def current(folder, learner=None, unsettled=False):
    """``(outcome, entry)`` of all hand-ins as they are now, with the points that people have given since.

    ``unsettled``: see ``jobs.results``.

    ``entry``: ``{"answers": {exercise: JSON}, "digest", "received", "graded_at", "place"}``.
    """
    policy = folder.policy()
    with readable(folder) as database:
        given = looking.look(database, folder, learner)
        with database.reading() as connection:
            for row, kept in jobs.results(connection, learner, unsettled):
                found = kept["outcome"]
                points = given.get((row.learner, row.assignment), {})
                yield (
                    with_people(found, points, policy, row.received),
                    {
                        "answers": kept["answers"],
                        "digest": row.digest,
                        "received": row.received,
                        "graded_at": row.finished_at,
                        "place": row.place,
                    },
                )
