"""Hand-ins judged on a Dask cluster: as by ``local_executor.LocalPool``, with workers on other computers.

Dask gives the job of a lost worker to another one. Only what cannot go on is said here: no scheduler, no
workers, another version of the course.
"""

import hashlib
import itertools
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError

from distributed import Client, as_completed, get_worker
from distributed.diagnostics.plugin import WorkerPlugin
from distributed.scheduler import KilledWorker

from autograder.errors import CourseFolderError
from autograder.messages import message
from autograder.run import worker
from autograder.run.local_executor import PATIENCE, PER_WORKER, Job
from autograder.store.database import waiting_time

NO_SCHEDULER = message("dask_no_scheduler")
NO_WORKERS = message("dask_no_workers")
GONE = message("dask_gone")
LOOK = 0.02  # seconds between two looks for results


class SharedSetup(WorkerPlugin):
    """What all jobs share, once on each worker, also on those that come later."""

    idempotent = True

    def __init__(self, text: str) -> None:
        self.text = text
        self.name = f"localsdg-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _do(setup, learner, assignment, data):
    """A job (on a worker); ``setup`` is the name of a ``SharedSetup``."""
    shared = get_worker().plugins[setup]
    assert isinstance(shared, SharedSetup)  # its name is nobody else's
    return worker.grade_one(shared.text, learner, assignment, data)


class ClusterPool:
    """A Dask cluster at ``address``. Its workers need the same version of this course and grader."""

    def __init__(self, setup: str, address: str) -> None:
        self.address = address
        for name in ("distributed", "distributed.client", "asyncio"):  # what matters is said here
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            self._client = Client(address, timeout=min(10, waiting_time()), set_as_default=False)
        except (OSError, TimeoutError, ValueError):
            raise CourseFolderError(NO_SCHEDULER.format(address=address)) from None
        self._setup = SharedSetup(setup)
        self._client.register_plugin(self._setup)
        self._workers = 0
        self._looked: float | None = None
        try:
            self._client.wait_for_workers(1, timeout=waiting_time())
        except TimeoutError:
            self.close()
            raise CourseFolderError(NO_WORKERS.format(address=address)) from None

    def run(
        self, jobs: Iterable[Job], tick: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[Job, str | None]]:
        """See ``local_executor``. What was under way when too many workers died is tried again, alone."""
        self._done = as_completed(loop=self._client.loop)
        under_way: dict[str, tuple[Job, bool]] = {}
        suspects: list[Job] = []
        jobs = iter(jobs)
        while self._feed(jobs, under_way, suspects):
            future = self._next(tick)
            job, alone = under_way.pop(future.key)
            try:
                yield job, future.result()
            except KilledWorker:
                if alone:
                    yield job, None
                else:
                    suspects.append(job)
            except CancelledError:
                raise CourseFolderError(GONE.format(address=self.address)) from None

    def _feed(self, jobs, under_way, suspects):
        """Put jobs under way; ``False`` when there are none left."""
        if suspects and not under_way:
            self._submit(under_way, suspects.pop(0), True)
        elif not suspects:
            for job in itertools.islice(jobs, max(0, PER_WORKER * self._threads() - len(under_way))):
                self._submit(under_way, job, False)
        return bool(under_way)

    def _submit(self, under_way, job, alone):
        future = self._client.submit(_do, self._setup.name, job.learner, job.assignment, job.data, pure=False)
        under_way[future.key] = job, alone
        self._done.add(future)

    def _next(self, tick):
        """The next future that is done; ``tick`` is called every few seconds meanwhile."""
        ticked, worked = time.monotonic(), time.monotonic()
        while not self._done.has_ready():
            time.sleep(LOOK)
            now = time.monotonic()
            if now - ticked > PATIENCE:
                ticked = now
                tick()
                if self._client.nthreads():
                    worked = now
                elif now - worked > waiting_time():
                    raise CourseFolderError(NO_WORKERS.format(address=self.address))
        return next(self._done)

    def _threads(self):
        """How many jobs the workers do at a time; asked at most once in a few seconds."""
        now = time.monotonic()
        if self._looked is None or now - self._looked > PATIENCE:
            self._workers, self._looked = sum(self._client.nthreads().values()), now
        return max(1, self._workers)

    def close(self, now: bool = False) -> None:
        self._client.close()
