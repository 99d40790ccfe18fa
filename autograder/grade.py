"""The way of a hand-in: choose → answers → run what is code → score → record. One function a step."""

import tempfile
from dataclasses import dataclass

from autograder import answers, autograded, files, gradebook, outcome, scoring
from autograder.intake import choosing, finding, reading
from autograder.sandbox import execute
from autograder.sandbox.execute import TIME_LIMIT
from localsdg import course

FOREIGN = (
    "The notebook holds no exercise of {name}. Ask the learner for the notebook of this assignment, "
    "from the book page or from the released folder."
)
UNKNOWN = "This course has no assignment {name}; it has: {known}. Put the hand-in under one of them."


@dataclass
class Graded:
    """All that grading found out about one hand-in, before it is recorded."""

    submission: choosing.Submission
    exercises: list
    found: dict
    run: execute.Run | None = None


def grade(inputs, folder, time_limit=TIME_LIMIT):
    """Grade everything below ``inputs`` into a prepared ``CourseFolder``; yields an outcome for each hand-in.

    Never raises because of what was handed in.
    """
    released = folder.assignments()
    hand_ins = finding.collect(inputs, list(released), folder.root)
    with (
        tempfile.TemporaryDirectory(prefix="localsdg-course-") as scratch,
        gradebook.opened(folder.gradebook) as book,
    ):
        public = execute.copy_public_course(course.root(), scratch)
        for submission in choosing.choose(hand_ins, list(released)):
            assignment = released.get(submission.assignment)
            if assignment is None:
                yield _no_assignment(submission, released, folder)
                continue
            graded = judge(submission, assignment, time_limit, public, folder.own_cases)
            yield record(graded, assignment, folder, book)


def _opened(folder):
    return gradebook.opened(folder.gradebook)


def judge(submission, released, time_limit=TIME_LIMIT, public_course=None, own_cases=False):
    """Answers, execution and scores of one submission; writes nothing."""
    if submission.reason is None and not answers.holds_any(submission.notebook, released):
        submission.reason = FOREIGN.format(name=released.name)
    if submission.reason is not None:
        refused = [scoring.refused(exercise, submission.reason) for exercise in released.exercises]
        return Graded(submission, refused, {})
    found, run = answers.collect(submission.notebook, released), None
    if any(answer.run for answer in found.values()):
        run = execute.run_code(submission.notebook, released, found, time_limit, public_course)
        found |= run.answers
    learner = submission.learner if own_cases else None
    exercises = [scoring.score(exercise, found[exercise.id], learner) for exercise in released.exercises]
    return Graded(submission, exercises, found, run)


def record(graded, released, folder, book):
    """Write copies, gradebook and result of one hand-in; return its outcome with people's points in it."""
    submission = graded.submission
    learner, name = submission.learner, submission.assignment
    found = outcome.outcome(learner, name, graded.exercises)
    _keep_hand_in(submission, folder)
    given = {slug: answer.value for slug, answer in graded.found.items()}
    if submission.reason is not None:
        folder.autograded(learner, name).unlink(missing_ok=True)
        gradebook.set_aside(book, learner, name)
    else:
        outputs = graded.run.outputs if graded.run else {}
        copy = autograded.notebook(submission.notebook, released, graded.found, graded.exercises, outputs)
        files.write_json(folder.autograded(learner, name), copy)
        scores = {exercise["id"]: exercise["score"] for exercise in graded.exercises}
        gradebook.record(book, learner, name, scores, _changed(folder.results.load(learner, name), given))
    folder.results.save(found, given, submission.digest)
    return outcome.with_people(found, gradebook.by_people(book, learner, name))


def _keep_hand_in(submission, folder):
    """Keep the file as it came in ``submitted``, where nbgrader looks for it."""
    path = folder.submitted(submission.learner, submission.assignment)
    if not submission.data or len(submission.data) > reading.LARGEST:
        return
    if not path.is_symlink() and path.is_file() and path.read_bytes() == submission.data:
        return
    files.write(path, submission.data)


def _changed(earlier, given):
    """Exercises whose answer is not the one that was recorded last time."""
    if earlier is None:
        return set()
    return {slug for slug, value in given.items() if earlier["answers"].get(slug) != value}


def _no_assignment(submission, released, folder):
    reason = submission.reason or UNKNOWN.format(
        name=submission.assignment, known=", ".join(released) or "none"
    )
    found = outcome.outcome(submission.learner, submission.assignment, [], reason)
    folder.results.save(found, {}, submission.digest)
    return found


def current(folder):
    """The outcomes of all hand-ins as they are now, with the points that people have given since."""
    with gradebook.opened(folder.gradebook) as book:
        for entry in folder.results.all():
            found = entry["outcome"]
            given = gradebook.by_people(book, found["learner"], found["assignment"])
            yield outcome.with_people(found, given), entry
