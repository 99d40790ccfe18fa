"""One process at a time: a lock on a file, which ends with the process that holds it.

Linux is tested. Windows has no ``fcntl``; its own locks stand here for it, untried.
"""

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows
    import msvcrt

    def _lock(file: IO, wait: bool) -> None:
        while True:
            try:
                return msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            except OSError:
                if not wait:
                    raise BlockingIOError from None
                time.sleep(0.2)
else:

    def _lock(file: IO, wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


@contextlib.contextmanager
def alone(path: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the lock ``path`` (its folder exists). ``waiting``: called once if another process holds it."""
    with path.open("w") as file:
        try:
            _lock(file, wait=False)
        except BlockingIOError:
            if waiting:
                waiting()
            _lock(file, wait=True)
        yield
