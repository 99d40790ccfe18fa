"""Write down what came of a hand-in, and read what stands written now."""

import hashlib
import json
import os
from datetime import UTC, datetime

from autograder import earlier, files, gradebook, outcome, times
from autograder.intake import reading
from autograder.ledger import history, jobs, looking, people
from autograder.ledger.store import readable

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


def record(run, task, result):
    """Write copy, grades, result and history of one judged hand-in; its outcome with people's points in it.

    ``run``: the ``grade.Run``; ``task``: the ``tasks.Task``. ``None`` if the result does not count because
    another grader has taken the job over, or has met a newer file of this learner.
    """
    learner, name = task.submission.learner, task.submission.assignment
    copy = None if result["copy"] is None else result["copy"].encode("utf-8", "replace")
    with run.database.writing() as connection:
        before = jobs.counted(connection, learner, name)
        if before:  # what was given until now belongs to the answers that counted until now
            people.see(connection, times.now(), learner=learner)
        recorded = json.loads(before.result) if before else None
        misses = earlier.compare(result, recorded, before and before.digest == task.row["digest"])
        found = outcome.outcome(learner, name, result["exercises"], result["reason"] or "")
        found["notes"] = task.notes + result["notes"]
        kept = {"outcome": found, "answers": result["answers"]}
        text = jobs.as_text(kept)
        size = None if copy is None else len(copy)
        came = jobs.finish(connection, task.key, run.me.owner, kept, text, times.now(), size)
        if came is None:
            return None
        # While nobody else can write, and before the grades are there for good: whoever is killed in
        # between leaves a job that is done again.
        _keep_copy(run.folder.autograded(learner, name), copy)
        late = _late(run.policy, found, came.received)
        history.append(connection, _entries(before, found, text, task, late, came, run.options.who))
        given = {}
        if name in run.cells and task.submission.is_known:
            back = _given_before(connection, kept, task.row["digest"]) if before else {}
            _grades(
                connection, run.cells[name], found, _changed(recorded, kept) - set(back), late, came.received
            )
            given = _give_back(connection, found, back, run.options.who) if before else {}
        run.me.beat(connection)
    if before and not misses:
        _drop_replaced(run.folder.submitted(learner, name))
    return with_people(found, given, run.policy, came.received)


def _given_before(connection, kept, digest):
    """What people gave for these very answers, by exercise."""
    found = kept["outcome"]
    exercises = [exercise["id"] for exercise in found["exercises"]]
    contents = people.contents(exercises, kept["answers"], digest)
    return people.for_contents(connection, found["learner"], found["assignment"], contents)


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


def _grades(connection, of, found, changed, late, received):
    learner = found["learner"]
    if not any(exercise["status"] != "ungraded" for exercise in found["exercises"]):
        gradebook.set_aside(connection, of, learner)
        return
    scores = {exercise["id"]: exercise["score"] for exercise in found["exercises"]}
    received = datetime.fromisoformat(received).astimezone(UTC).replace(tzinfo=None)
    penalty = late["penalty"] if late else 0
    gradebook.record(connection, of, learner, scores, changed, received, penalty or 0)


def _changed(recorded, kept):
    """Exercises whose answer is not the one that was recorded last time."""
    if recorded is None:
        return set()
    return {slug for slug, value in kept["answers"].items() if recorded["answers"].get(slug) != value}


def _entries(before, found, text, task, late, came, who):
    """The history's entry of one grading, if anything came out differently: scores, the result, its times.

    ``hand_in``: what else the grade stands on.
    """
    same_times = before is not None and before.graded_received == came.received
    if same_times and before.result == text:
        return []
    was = _scores(json.loads(before.result)["outcome"]) if before else {}
    now = _scores(found)
    changed = sorted(slug for slug in {*was, *now} if was.get(slug) != now.get(slug))
    was, now = ({slug: scores.get(slug) for slug in changed} for scores in (was, now))
    entry = {"at": times.now(), "who": who, "learner": found["learner"], "assignment": found["assignment"]}
    hand_in = {"digest": task.row["digest"], "result": jobs.sha(text), "received": came.received}
    hand_in |= {"received_from": came.received_from, "late": _short(late)}
    return [{**entry, "why": task.why, "was": was, "now": now, "hand_in": hand_in}]


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
