"""How long an exercise's checks may take: a loop without an end is found, also on a busy computer."""

import time
from collections.abc import Callable
from typing import TypeVar

from localsdg import patience

PATIENCE = 1  # seconds for the checks of one answer; real ones take thousandths
TRIES = 5  # each twice as long, for checks that have hardly run: other programs had the processor
_Found = TypeVar("_Found")


def patiently(work: Callable[[], _Found]) -> _Found:
    """What ``work`` gives. Raises ``patience.TooLong`` where it does not end."""
    for tried in range(TRIES - 1):
        start = time.process_time()
        try:
            with patience.time_limit(PATIENCE * 2**tried):
                return work()
        except patience.TooLong:
            if time.process_time() - start >= PATIENCE / 4:
                raise
    with patience.time_limit(PATIENCE * 2 ** (TRIES - 1)):
        return work()
