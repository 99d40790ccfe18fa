"""Many exercises are run in several processes at once: running them is most of what a check does."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

_FEW = 12  # so many exercises are run here: the start of processes costs more than it brings
_PARTS = 2  # for each process, so that one that has the quick ones does not wait for the other

Result = TypeVar("Result")


def start(
    job: Callable[[list[str]], Result], slugs: list[str], soon: Collection[str] = ()
) -> Callable[[], Iterator[Result]]:
    """Begin ``job(some of the slugs)`` until all are done; what is returned gives the results as they come.

    The costliest ``slugs`` come first; those of ``soon`` are done before all others, each for itself. ``job``
    is a function of a module. Where processes cannot be forked, or there are few slugs, the work is done
    here, when it is asked for.
    """
    processes = min(os.cpu_count() or 1, len(slugs) // (_FEW // 2))
    if processes < 2 or not hasattr(os, "fork"):
        return lambda: iter([job(slugs)] if slugs else [])
    late = [slug for slug in slugs if slug not in soon]
    parts = [[slug] for slug in slugs if slug in soon]
    parts += [late[first :: processes * _PARTS] for first in range(processes * _PARTS)]
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), initializer=gc.enable)
    begun = {pool.submit(job, part): part for part in parts if part}
    return lambda: _results(pool, begun, job)


def _results(pool, begun, job) -> Iterator:
    with pool:
        for future in as_completed(begun):
            try:
                yield future.result()
            except BrokenProcessPool:  # a check that ends its process, or no memory: one after the other
                yield job(begun[future])
