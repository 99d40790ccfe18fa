"""Work in a process beside this one: on two processors, pages of two languages take the time of one."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def begun(work: Callable[[], bool]) -> Iterator[Callable[[], bool]]:
    """Begin ``work()``; what this gives waits for its end and says whether all went well.

    Work that nobody has waited for when this ends is stopped. Where processes cannot be forked, it is done
    here, when it is waited for.
    """
    if not hasattr(os, "fork"):
        yield work
        return
    process = multiprocessing.get_context("fork").Process(target=_do, args=(work,))
    process.start()

    def ended() -> bool:
        process.join()
        return process.exitcode == 0

    try:
        yield ended
    finally:
        if process.is_alive():
            process.terminate()
        process.join()


def _do(work):
    sys.exit(0 if work() else 1)
