"""One hand-in's way from bytes to results, in a worker process that is trusted and writes nothing.

What goes in and out is text, so that it does not matter whether the worker is a process on this computer or
one of a cluster. The learner's code runs in neither: ``sandbox`` has it.
"""

import atexit
import functools
import json
import tempfile
import threading
import traceback
from dataclasses import asdict
from pathlib import Path

from autograder import sandbox
from autograder.errors import CourseFolderError
from autograder.messages import message, together
from autograder.notebook import (
    answers,
    before_after,
    graded_copy,
    notes,
    proposed,
    reading,
    released,
    restoring,
)
from autograder.run import scoring, versions
from autograder.sandbox import execute
from autograder.store import files
from autograder.values import Json
from autograder.written import Judged
from localsdg import course, patience

FOREIGN = message("grade_foreign")
FAULT = message("grade_fault")
LONGEST = 60  # seconds that reading a hand-in, and judging it, may take; real ones take hundredths
TOO_LONG = message("grade_too_long")
_folders: list = []  # copies of the public course for warm processes


def tidy() -> None:
    """Remove what this process keeps on disk for its warm processes."""
    for folder in _folders:
        folder.cleanup()


def setup_text(
    assignments: dict[str, released.Released],
    version_of: dict[str, str],
    limits: sandbox.Limits,
    unsafe: bool = False,
    own_cases: bool = False,
    language: str = course.LANGUAGE,
) -> str:
    """What all jobs share, as text. ``assignments``: ``{name: Released}``; ``version_of``: their versions.

    ``language``: of those whose notebook names none.
    """
    return json.dumps(
        {
            "released": {name: assignment.text for name, assignment in assignments.items()},
            "versions": version_of,
            "limits": asdict(limits),
            "unsafe": unsafe,
            "own_cases": own_cases,
            "language": language,
        }
    )


def grade_one(setup: str, learner: str, assignment: str, data: bytes) -> str:
    """Judge one hand-in; the result as text, see ``Judged``.

    ``setup``: see ``setup_text``. ``data``: the notebook's bytes. Never raises because of what was handed in.
    """
    kept = _setup(setup)
    try:
        with course.staying(), files.failures_explained(tempfile.gettempdir()):
            return judge(kept, learner, assignment, data).as_text()
    except CourseFolderError:
        raise
    except Exception as problem:  # one hand-in must not end the grading of all others
        return refused(kept.assignment(assignment), _fault(problem, learner)).as_text()


def _fault(problem, learner):
    last = traceback.extract_tb(problem.__traceback__)[-1]
    where = f"{Path(last.filename).name}, line {last.lineno}"
    return FAULT.format(problem=f"{type(problem).__name__} in {where}", learner=learner)


def judge(setup: "Worker", learner: str, assignment: str, data: bytes) -> Judged:
    """``grade_one`` with a ``Worker`` and without the text."""
    of = setup.assignment(assignment)
    try:
        return _judge(setup, learner, of, data)
    except reading.Unreadable as problem:
        return refused(of, str(problem))
    except patience.TooLong:
        return refused(of, TOO_LONG.format(seconds=LONGEST))


def _judge(setup, learner, of, data):
    with patience.time_limit(LONGEST):
        notebook, said = restoring.read(data, of)
        language, marked = released.language_of(notebook), released.marked(notebook, of)
        release, pack = (released.notebook_mark(notebook, name) for name in ("version", "pack"))
        language = language or answers.language_of(marked)
        spoken = language or setup.language
        read, outputs = answers.collect(notebook, of, len(data), marked), {}
        nothing_found = all(answer.problem == answers.MISSING for answer in read.values())
        if nothing_found and not answers.holds_any(notebook, of):
            return refused(of, FOREIGN.format(name=of.name))
    found = read
    if any(answer.run for answer in read.values()):
        found, outputs = _run(setup, notebook, of, read)  # has limits of its own
    own = learner if setup.own_cases else None
    with patience.time_limit(LONGEST):
        exercises = tuple([scoring.score(one, found[one.id], own, spoken) for one in of.exercises])
        return Judged(
            None,
            notes.of(marked, of, said, read, exercises, release, pack),
            exercises,
            {slug: answer.value for slug, answer in found.items()},
            graded_copy.text(marked, of, found, exercises, outputs, spoken),
            language,
            {slug: answer.first for slug, answer in found.items() if answer.first},
            proposed.of(notebook.get("metadata")),
            before_after.of(notebook.get("metadata")),
        )


def _run(setup, notebook, of, found):
    """The answers after the learner's code has run, and what its cells put out."""
    if not setup.unsafe and (problem := sandbox.missing()):
        return _unrun(found, problem), {}
    try:
        run = execute.run_code(notebook, of, found, setup.limits, setup.warm())
    except sandbox.WarmProcessDied as problem:
        return _unrun(found, together(str(problem), message("grade_again"))), {}
    return found | run.answers, run.outputs


def _unrun(found, problem):
    unrun = answers.Answer(problem=problem, unrun=True)
    return {slug: unrun if one.run else one for slug, one in found.items()}


def refused(of: released.Released, reason: str) -> Judged:
    """The result of a hand-in for the assignment ``of`` that cannot be graded."""
    return Judged(reason, exercises=tuple(scoring.refused(exercise, reason) for exercise in of.exercises))


def nothing(reason: str) -> Judged:
    """The result of a hand-in for no assignment of ours."""
    return Judged(reason)


@functools.lru_cache(maxsize=4)
def _setup(text):
    return Worker(json.loads(text))


class Worker:
    """What a worker keeps between hand-ins: released notebooks, limits, the warm process."""

    def __init__(self, given: Json) -> None:
        self.limits = sandbox.Limits(**given["limits"])
        self.unsafe, self.own_cases, self.language = given["unsafe"], given["own_cases"], given["language"]
        self._texts, self._versions = given["released"], given["versions"]
        self._released: dict[str, released.Released] = {}
        self._warm: sandbox.WarmProcess | None = None
        self._lock = threading.Lock()

    def assignment(self, name: str) -> released.Released:
        """A released assignment, looked at when it is first asked for: most classes hand in for one."""
        if name not in self._released:
            one = released.describe(name, self._texts[name])
            if versions.of_assignment(one) != self._versions[name]:
                raise CourseFolderError(message("dask_other_version", path=course.root()))
            self._released[name] = one
        return self._released[name]

    def warm(self) -> sandbox.WarmProcess:
        """The warm process in the sandbox; it starts at the first call and ends with this one."""
        with self._lock:  # a cluster's worker may have several threads
            return self._warmed()

    def _warmed(self):
        if self._warm is None:
            folder = files.scratch("course")
            _folders.append(folder)
            public = execute.copy_public_course(course.root(), folder.name)
            self._warm = sandbox.WarmProcess(public, unsafe=self.unsafe)
            atexit.register(tidy)
            atexit.register(self._warm.close)
        return self._warm
