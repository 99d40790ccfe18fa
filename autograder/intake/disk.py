"""Read a file from disk that others may still write to: no link, no pipe, no device, never half of one."""

import os
import stat
import time
from pathlib import Path

from autograder import system
from autograder.errors import Unreadable
from autograder.messages import message
from autograder.notebook.reading import LARGEST

TRIES = 3
PAUSE = 0.1  # seconds between two tries
_TICK = 2.0  # seconds; file systems count in steps of up to 2

LINK = message("found_link")
NO_FILE = message("found_no_file")
MOVING = message("found_moving")
CLOSED = message("found_closed")

_KINDS = {
    stat.S_IFIFO: message("is_pipe"),
    stat.S_IFSOCK: message("is_socket"),
    stat.S_IFBLK: message("is_device"),
    stat.S_IFCHR: message("is_device"),
    stat.S_IFDIR: message("is_folder"),
}
# Not through a link, and never waiting for somebody at the other end of a pipe.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


def read(path: Path | str) -> bytes:
    """A regular file's bytes, at most ``LARGEST`` + 1. Raises ``Unreadable``."""
    try:
        for attempt in range(TRIES):
            if attempt:
                time.sleep(PAUSE)
            data = _read_once(path)
            if data is not None:
                return data
    except FileNotFoundError:
        raise Unreadable(message("found_gone")) from None
    except OSError as problem:
        raise Unreadable(CLOSED.format(why=system.why(problem))) from None
    raise Unreadable(MOVING)


def head(path: Path | str, size: int = 4096) -> bytes:
    """A regular file's first bytes, also through a link. Raises ``Unreadable`` for anything else."""
    status = os.stat(path)
    refuse_all_but_files(status.st_mode)
    with open(path, "rb") as stream:
        return stream.read(size)


def refuse_all_but_files(mode: int) -> None:
    """Raise ``Unreadable`` for the mode of anything that is no regular file."""
    kind = stat.S_IFMT(mode)
    if kind == stat.S_IFLNK:
        raise Unreadable(LINK)
    if kind != stat.S_IFREG:
        raise Unreadable(NO_FILE.format(what=_KINDS.get(kind, message("is_else"))))


def _read_once(path: Path | str) -> bytes | None:
    """The bytes, or ``None`` if the file changed meanwhile."""
    named = os.lstat(path)
    refuse_all_but_files(named.st_mode)
    with open(os.open(path, _FLAGS), "rb") as stream:
        before = os.fstat(stream.fileno())
        refuse_all_but_files(before.st_mode)
        data = stream.read(LARGEST + 1)
        after = os.fstat(stream.fileno())
    same = _state(before) == _state(after) and (named.st_dev, named.st_ino) == (before.st_dev, before.st_ino)
    whole = len(data) == min(after.st_size, LARGEST + 1)
    return data if same and whole else None


def _state(status):
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def stamp(path: Path | str) -> str | None:
    """A text that changes whenever the file does; ``None`` for what is no file or changed just now.

    The system's own time of change is in it, which no program sets at will. Within one tick of its clock a
    file may change twice, so a stamp is given only when that is past.
    """
    try:
        status = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode) or abs(time.time() - status.st_ctime) < _TICK:
        return None
    return repr((status.st_dev, status.st_ino, *_state(status)))
