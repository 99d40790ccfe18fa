"""Processes that Sphinx starts to read and write pages: none outlives the work it was started for."""

import contextlib
import multiprocessing
import time
from collections.abc import Iterator

_SECONDS = 2  # to end after being asked; a page's kernel is shut down in this time


@contextlib.contextmanager
def none_left() -> Iterator[None]:
    """When this ends, whatever happened inside, no process is left that was started inside.

    When a page fails, Sphinx asks its other workers to end (SIGTERM), and forgets them. But one that runs a
    lesson's code in a kernel takes that for a wish to shut down the kernel, goes on, and then waits for ever
    for somebody to read what it found; Python in turn waits for it before it exits. And where an error comes
    from joining what two workers found, Sphinx does not even ask.
    """
    before = set(multiprocessing.active_children())
    try:
        yield
    finally:
        _end([worker for worker in multiprocessing.active_children() if worker not in before])


def _end(workers):
    for worker in workers:
        worker.terminate()
    until = time.monotonic() + _SECONDS
    for worker in workers:
        worker.join(max(0, until - time.monotonic()))
        if worker.is_alive():
            worker.kill()
            worker.join()
