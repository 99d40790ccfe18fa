"""Where hand-ins are judged: processes on this computer (or a Dask cluster, see ``dask_executor``).

``run(jobs)`` takes an iterable of ``Job`` and yields ``(job, result text or None)`` as they are done;
``None`` means that the job cannot be judged because its worker dies of it, again and again.
"""

import concurrent.futures
import contextlib
import itertools
import multiprocessing
import os
import signal
import sys
import threading
import time
import types
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseFolderError
from autograder.messages import message
from autograder.run import garbage, worker
from autograder.store import files

PATIENCE = 3  # seconds without a result after which ``tick`` is called
TRIES = 3  # so often may a worker die while it judges one hand-in alone
PER_WORKER = 4  # jobs under way for each worker: enough that none waits, few enough that memory stays flat
# Jobs that are quick go to a worker together, for to hand one over costs as much as a tenth of it.
TOGETHER, SECONDS = 8, 0.1  # at most so many, of at most so much time


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Job:
    """One hand-in to judge."""

    key: str
    learner: str
    assignment: str
    data: bytes


_SETUP = ""  # what all jobs of a worker share (in the worker)


def _first(setup: str) -> None:
    """A worker's first act (in the worker). ``setup``: the file that holds what all jobs share."""
    global _SETUP
    _SETUP = Path(setup).read_text(encoding="utf-8")
    garbage.seldom()
    signal.signal(signal.SIGTERM, lambda *_: _end())
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent():
    """A grader that is killed cannot tell its workers: they would wait for jobs for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
    _end()


def _end():
    """End at once; the sandbox notices that nobody is there any more and ends too."""
    worker.tidy()
    os._exit(1)


class _Process(multiprocessing.context.SpawnProcess):
    """A worker, which needs nothing of the program that was started: that is not loaded in it once more."""

    def start(self):
        started, sys.modules["__main__"] = sys.modules["__main__"], types.ModuleType("__main__")
        try:
            super().start()
        finally:
            sys.modules["__main__"] = started


class _Context(multiprocessing.context.SpawnContext):
    """Starts processes afresh (not forked from this one, which has threads and a database); keeps them."""

    def __init__(self):
        super().__init__()
        self.processes: list[multiprocessing.process.BaseProcess] = []

    # The class that it is there makes one when it is called, and so does this.
    def Process(self, *arguments, **named):  # type: ignore[override]  # noqa: N802 (multiprocessing's name)
        process = _Process(*arguments, **named)
        self.processes.append(process)
        return process


@contextlib.contextmanager
def _deaf_to_interrupts():
    """Ctrl-C reaches the whole group: workers that start now leave it to the grader to end them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _do(jobs):
    """What came of each of some jobs, and how long it took (in the worker)."""
    start = time.perf_counter()
    texts = [worker.grade_one(_SETUP, job.learner, job.assignment, job.data) for job in jobs]
    return texts, time.perf_counter() - start


class LocalPool:
    """``workers`` processes on this computer; each starts when the first job needs it."""

    def __init__(self, setup: str, workers: int) -> None:
        self.workers = workers
        self._together = 1  # how many jobs go to a worker at a time
        # In a file, which each worker reads by itself: handed over, this process would wait until it is read.
        self._folder = files.scratch("setup")
        self._setup = os.path.join(self._folder.name, "setup.json")
        files.write(self._setup, setup)
        self._context = _Context()
        self._processes = self._start()

    def _start(self):
        return concurrent.futures.ProcessPoolExecutor(
            self.workers, self._context, initializer=_first, initargs=(self._setup,)
        )

    def run(
        self, jobs: Iterable[Job], tick: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[Job, str | None]]:
        """See above. ``tick`` is called every few seconds while nothing is done."""
        under_way: dict[concurrent.futures.Future, tuple[list[Job], int]] = {}
        suspects: list[tuple[Job, int]] = []  # each with how many workers have died of it
        jobs = iter(jobs)
        while self._feed(jobs, under_way, suspects):
            alone, broken = sum(len(some) for some, _ in under_way.values()) == 1, False
            done, _ = concurrent.futures.wait(under_way, PATIENCE, concurrent.futures.FIRST_COMPLETED)
            if not done:
                tick()
            for future in done:
                some, deaths = under_way.pop(future)
                try:
                    texts, seconds = future.result()
                except BrokenProcessPool:
                    broken = True
                    suspects += [(job, deaths + alone) for job in some]
                    continue
                self._together = max(1, min(TOGETHER, int(SECONDS * len(some) / max(seconds, 0.001))))
                yield from zip(some, texts, strict=True)
            if broken:
                suspects += [(job, deaths) for some, deaths in under_way.values() for job in some]
                under_way.clear()
                self._restart()
                yield from self._given_up(suspects)

    def _feed(self, jobs, under_way, suspects):
        """Put jobs under way; ``False`` when there are none left.

        After a worker has died nobody knows whose fault it was: the jobs that were under way are then done
        one at a time.
        """
        if suspects and not under_way:
            job, deaths = suspects.pop(0)
            self._submit(under_way, [job], deaths)
        elif not suspects:
            while len(under_way) < (PER_WORKER if self._together == 1 else 2) * self.workers:
                if not (some := list(itertools.islice(jobs, self._together))):
                    break
                self._submit(under_way, some, 0)
        return bool(under_way)

    @staticmethod
    def _given_up(suspects):
        for suspect in [suspect for suspect in suspects if suspect[1] >= TRIES]:
            suspects.remove(suspect)
            yield suspect[0], None

    def _submit(self, under_way, some, deaths):
        for _ in range(2):
            with contextlib.suppress(BrokenProcessPool), _deaf_to_interrupts():
                future = self._processes.submit(_do, some)
                under_way[future] = (some, deaths)
                return
            self._restart()
        raise CourseFolderError(message("run_no_workers"))

    def _restart(self):
        self._processes.shutdown(wait=False, cancel_futures=True)
        self._processes = self._start()

    def close(self, now: bool = False) -> None:
        """``now``: do not wait for what is under way."""
        for process in self._context.processes if now else ():
            with contextlib.suppress(ValueError, AttributeError):  # it has ended, or never began
                process.terminate()
        self._processes.shutdown(wait=True, cancel_futures=True)
        self._folder.cleanup()


class Here:
    """This process itself: nothing has to start, and nothing goes on beside it."""

    def __init__(self, setup: str) -> None:
        self._setup = setup

    def run(
        self, jobs: Iterable[Job], tick: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[Job, str | None]]:
        """See above."""
        for job in jobs:
            yield job, worker.grade_one(self._setup, job.learner, job.assignment, job.data)

    def close(self, now: bool = False) -> None:
        pass
