"""The way of a hand-in: find → choose → queue in the ledger → judge in a worker → record. The only writer.

A hand-in's file is kept before its job is written down; its autograded copy is written before its grades; its
grades, its result and its line in the history are one transaction. So a grader that is killed anywhere leaves
jobs that are done whole or not at all, and the next run does the rest. Results that come fast share one.
"""

import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import chain, islice, repeat
from pathlib import Path

from autograder import sandbox
from autograder.errors import CourseFolderError
from autograder.intake import choosing, corrected, finding, kept, renamed
from autograder.intake.corrected import Correction
from autograder.intake.roster import Roster
from autograder.intake.submission import Submission
from autograder.messages import message
from autograder.model import Outcome
from autograder.run import garbage, local_executor, versions, worker
from autograder.run.plan import FORGOTTEN, Asked, Ledger, Tasks
from autograder.store import gradebook, results
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import forgotten, graders, history, jobs, looking
from autograder.store.ledger.opening import opened
from autograder.store.record import Course, Recorder, Task
from autograder.written import Judged

WORKER_DIED = message("grade_worker_died")
# Hand-ins that are queued in one transaction: few at first, so that a worker has something to do.
FIRST, PORTION = 8, 64
# Results that are recorded in one transaction: so many, of so many letters, or what came in so many seconds.
TOGETHER, LARGE, AT_MOST = 40, 4_000_000, 0.5


@dataclass(frozen=True, kw_only=True)
class Options(Asked):
    """How to grade: what to grade is ``Asked``. ``workers``: processes, 0 for this one."""

    workers: int = 0
    scheduler: str | None = None
    limits: sandbox.Limits = field(default_factory=sandbox.Limits)
    roster: Roster | None = None
    who: str = "autograder"
    corrections: Mapping[str, Correction] = field(default_factory=dict)  # see ``corrected.applied``
    expect: Callable[[int], None] = lambda count: None  # told how many hand-ins there are
    tell: Callable[[str], None] = lambda sentence: None  # told what of the inputs is nobody's hand-in


def grade(
    inputs: Iterable[Path | str], folder: CourseFolder, options: Options | None = None
) -> Iterator[tuple[Outcome | None, bool]]:
    """Grade everything below ``inputs`` into a prepared ``CourseFolder``.

    Yields ``(outcome, changed)`` for each hand-in; ``changed`` is false where nothing had to be done, and the
    outcome is then ``None``. Never raises because of what was handed in.
    """
    with ExitStack() as stack:
        yield from Run(folder, options or Options(), stack).outcomes(inputs)


def grade_kept(
    folder: CourseFolder, learner: str, assignment: str, options: Options | None = None
) -> Outcome:
    """Grade what ``submitted`` keeps of one learner for one assignment; the outcome as it is then.

    The folder's own names say whose it is. Without a scheduler and workers it is done in this process.
    """
    options = replace(options or Options(again=True), forgotten=True)  # it was asked for by name
    with ExitStack() as stack:
        for _ in Run(folder, options, stack).of_kept(learner, assignment):
            pass
    return next(one for one, _ in results.current(folder, learner) if one.assignment == assignment)


class Run:
    """One run of the grader on one course."""

    def __init__(self, folder: CourseFolder, options: Options, stack: ExitStack) -> None:
        self.folder, self.options = folder, options
        self.released = folder.assignments()
        version_of = {name: versions.of_assignment(one) for name, one in self.released.items()}
        alike = (options.limits, options.unsafe, folder.own_cases, folder.language)
        self.setup = worker.setup_text(self.released, version_of, *alike)
        policy = folder.policy()
        self.database = stack.enter_context(opened(folder))
        self.session = graders.GraderSession(options.who)
        with self.database.writing() as connection:
            self.session.sign_in(connection)
            self.session.sign_out_dead(connection)
            looking.see(connection, folder)
            ledger = Ledger(jobs.known(connection), forgotten.marks(connection), self._seen)
            cells = {name: gradebook.cells(connection, name) for name in self.released}
        stack.push(self._sign_out)
        self.recorder = Recorder(self.database, self.session, Course(folder, policy, cells))
        self.tasks = Tasks(folder, policy, version_of, ledger, options)
        self.under_way: dict[str, Task] = {}  # by the keys of their jobs
        self.elsewhere: dict[str, Task] = {}
        self.settled: list[tuple[Outcome | None, bool]] = []
        self.judged: list[tuple[Task, Judged]] = []
        self.recorded = -math.inf  # when that was done last

    def _sign_out(self, kind, *_):
        if kind is not None and issubclass(kind, CourseFolderError):
            return  # most often the database is what failed; the next grader sees that we are gone
        with self.database.writing() as connection:
            self.session.sign_out(connection)

    def _seen(self, learner, assignment, digest):
        with self.database.reading() as connection:
            return history.received(connection, learner, assignment, digest)

    def outcomes(self, inputs: Iterable[Path | str]) -> Iterator[tuple[Outcome | None, bool]]:
        """See ``grade``."""
        self.tasks.are_kept = any(self.folder.holds(path) for path in inputs)
        with garbage.gc_paused():
            chosen = self._chosen(inputs)
        self.options.expect(len(chosen))
        yield from self.of(chosen)

    def of_kept(self, learner: str, assignment: str) -> Iterator[tuple[Outcome | None, bool]]:
        """See ``grade_kept``."""
        self.tasks.are_kept = True
        yield from self.of([kept.submission(self.folder, learner, assignment)])

    def of(self, chosen: Iterable[Submission]) -> Iterator[tuple[Outcome | None, bool]]:
        """Judge and record submissions; yields as ``grade`` does."""
        to_do = self._jobs(chosen)
        first = next(to_do, None)
        yield from self._settled()
        if first is not None:
            yield from self._judged(chain([first], to_do))
        self._record()
        yield from self._settled()
        yield from self._of_others()

    def _chosen(self, inputs):
        roster, tell = self.options.roster, self.options.tell
        found = finding.collect(inputs, list(self.released), self.folder.root, roster, tell)
        found = corrected.applied(found, self.options.corrections)
        tasks = self.tasks
        chosen = choosing.choose(
            found, self.released, roster, tasks.is_unchanged, tell, tasks.places_of, tasks.graded()
        )
        if chosen.held:
            tell(renamed.sentence(chosen.held, self.folder.roster_file))
        return chosen

    def _judged(self, to_do):
        with ExitStack() as stack:
            workers = self._pool()
            stack.push(lambda kind, *_: workers.close(now=kind is not None))
            for job, text in workers.run(to_do, self._beat):
                self._has(job.key, Judged.of_text(text) if text else self._worker_died(job))
                yield from self._settled()
            self._record()
            yield from self._settled()

    def _pool(self):
        if self.options.scheduler:
            from autograder.run.dask_executor import ClusterPool  # half a second, for those who want it

            return ClusterPool(self.setup, self.options.scheduler)
        if self.options.workers == 0:
            return local_executor.Here(self.setup)
        return local_executor.LocalPool(self.setup, self.options.workers)

    def _worker_died(self, job):
        reason = WORKER_DIED.format(tries=local_executor.TRIES, learner=job.learner)
        return worker.refused(self.released[job.assignment], reason)

    def _settled(self):
        done, self.settled = self.settled, []
        yield from done

    def _beat(self):
        if self.judged:
            self._record()
            return
        with self.database.writing() as connection:
            self.session.heartbeat(connection)

    # ---- What has to be done --------------------------------------------------------------

    def _jobs(self, chosen):
        """Queue the hand-ins, portion by portion; yield those that we took and that need a worker."""
        chosen, sizes = iter(chosen), chain([FIRST], repeat(PORTION))
        while portion := list(islice(chosen, next(sizes))):
            waiting = {}
            for submission in portion:
                if self.tasks.was_forgotten(submission):
                    self.options.tell(FORGOTTEN.format(place=submission.place))
                    continue
                task = None if submission.is_unchanged else self.tasks.task(submission)
                if task is None:
                    self.settled.append((None, False))
                else:
                    waiting[task.row.key] = task
            if not waiting and not self.tasks.renewed:
                continue
            with self.database.writing() as connection:
                rows = [task.row for task in waiting.values()]
                taken = jobs.queue(connection, rows, self.session.owner)
                jobs.renew(connection, self.tasks.renewed)
            self.tasks.renewed.clear()
            for key, task in waiting.items():
                if key not in taken:
                    self.elsewhere[key] = task
                else:
                    self.under_way[key] = task
                    yield from self._start(task)

    def _start(self, task):
        submission = task.submission
        if submission.refused is None:
            yield local_executor.Job(task.row.key, submission.learner, submission.assignment, submission.data)
            return
        of = self.released.get(submission.assignment)
        result = worker.refused(of, submission.refused) if of else worker.nothing(submission.refused)
        self._has(task.row.key, result)

    # ---- What came of it ------------------------------------------------------------------

    def _has(self, key, result):
        """Take what came of a hand-in. Results that come fast are recorded together, which is cheaper."""
        self.judged.append((self.under_way.pop(key), result))
        size = sum(len(one.copy or "") for _, one in self.judged)
        since = time.monotonic() - self.recorded
        if len(self.judged) >= TOGETHER or size > LARGE or since > AT_MOST:
            self._record()

    def _record(self):
        judged, self.judged = self.judged, []
        outcomes = self.recorder.record(judged) if judged else []
        for (task, _), done in zip(judged, outcomes, strict=True):
            if done is None:
                self.elsewhere[task.row.key] = task
            else:
                self.settled.append((done, True))
        self.recorded = time.monotonic()

    def _of_others(self):
        """Wait for the jobs that another grader had taken; do those that it leaves behind."""
        while self.elsewhere:
            with self.database.writing() as connection:
                self.session.heartbeat(connection)
                self.session.sign_out_dead(connection)
                waiting = jobs.waiting(connection, self.elsewhere)
                taken = jobs.take(connection, waiting, self.session.owner)
            for key in [key for key in self.elsewhere if key not in waiting]:
                del self.elsewhere[key]
                yield None, False
            again = []
            for key in taken:
                self.under_way[key] = self.elsewhere.pop(key)
                again += self._start(self.under_way[key])
            self._record()
            yield from self._settled()
            if again:
                yield from self._judged(again)
            elif self.elsewhere:
                time.sleep(0.5)
