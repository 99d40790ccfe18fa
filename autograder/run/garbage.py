"""Python's search for garbage."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def gc_paused() -> Iterator[None]:
    """Make a lot that stays, without it being searched for garbage again and again, now or later.

    For a large class of which nothing is new that search was a quarter of the time.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if before:
            gc.enable()


def seldom() -> None:
    """Search for garbage seldom, in a process whose work leaves nearly none: a worker, hand-in by hand-in.

    Nearly all that is made of a hand-in goes with its last name; only what holds itself waits for a search.
    """
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
