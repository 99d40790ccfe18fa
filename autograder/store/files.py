"""Write files so that a reader never sees half of one."""

import contextlib
import errno
import functools
import hashlib
import json
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from autograder import system
from autograder.errors import CourseFolderError
from autograder.messages import message
from autograder.store import modes

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
try:
    import msvcrt as _msvcrt
except ImportError:  # everywhere else
    _msvcrt = None  # type: ignore[assignment]
msvcrt: Any = _msvcrt  # whose functions are known to type checkers on Windows alone

FULL = message("files_full")
NOT_WRITTEN = message("files_not_written")
BUSY = message("files_busy")

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # the last: no file may be so large there
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.ENOTDIR, errno.ENAMETOOLONG)


def write(path: Path | str, data: bytes | str, mode: int | None = None) -> None:
    """Replace ``path`` by ``data`` (text or bytes) in one step; folders are made.

    The file is as open to others as the folder that it is in, or has ``mode``. Raises ``CourseFolderError``
    where there is no space or no permission.
    """
    if isinstance(data, str):
        data = data.encode("utf-8", "replace")
    with failures_explained(path), _replacing(path, mode) as (handle, _), open(handle, "wb") as stream:
        stream.write(data)


@contextlib.contextmanager
def replacing(path: Path | str, mode: int | None = None) -> Iterator[str]:
    """The name of a new file that takes the place of ``path`` in one step when it is done, or not at all."""
    with _replacing(path, mode) as (handle, temporary):
        os.close(handle)
        yield temporary


@contextlib.contextmanager
def _replacing(path, mode):
    """``(handle, name)`` of such a file; who uses it closes the handle."""
    folder = os.path.dirname(path) or "."  # as text: two files a hand-in go this way
    if not modes.make_folders(folder):
        _clear(folder)
    handle, temporary = tempfile.mkstemp(prefix=_PREFIX + _mine(), dir=folder)
    try:
        yield handle, temporary
        os.chmod(temporary, modes.of_new(folder) & 0o666 if mode is None else mode)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def is_json(path: Path | str) -> bool:
    """Whether a file of ours is there and not cut off."""
    try:
        json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return True


def scratch(kind: str) -> tempfile.TemporaryDirectory[str]:
    """A ``TemporaryDirectory``; those of processes of this computer that were killed are removed."""
    prefix = f"localsdg-{kind}-"
    place = tempfile.gettempdir()
    for name in os.listdir(place):
        if name.startswith(prefix) and not _lives(name, prefix):
            shutil.rmtree(os.path.join(place, name), ignore_errors=True)
    return tempfile.TemporaryDirectory(prefix=prefix + _mine(), ignore_cleanup_errors=True)


def holds_folder(place: Path, name: str) -> bool:
    """Whether ``name`` is a folder right inside ``place``: no link, no way to another place."""
    if name in ("", ".", "..") or Path(name).name != name:
        return False
    return (place / name).is_dir() and not (place / name).is_symlink()


def write_json(path: Path | str, value: object, indent: int = 1) -> None:
    write(path, json.dumps(value, ensure_ascii=False, indent=indent) + "\n")


@contextlib.contextmanager
def failures_explained(place: Path | str) -> Iterator[None]:
    """Turn a failure of the file system at ``place`` into a ``CourseFolderError`` that says what to do."""
    try:
        yield
    except OSError as problem:
        place = problem.filename or place
        if problem.errno in _NO_SPACE or "No space left" in str(problem):  # shutil.Error has no number
            raise CourseFolderError(FULL.format(place=place)) from problem
        if problem.errno not in _NOT_ALLOWED:
            raise
        raise CourseFolderError(NOT_WRITTEN.format(place=place, why=system.why(problem))) from problem


@contextlib.contextmanager
def locked(path: Path, wait: float = 600) -> Iterator[None]:
    """Hold a lock that all who use this ask for, and that ends with the process; at most ``wait`` seconds.

    Where the system or the disk knows no such locks there is none.
    """
    with contextlib.suppress(FileExistsError), open(path, "xb"):
        os.chmod(path, modes.of_new(Path(path).parent) & 0o666)
    with open(path, "ab") as stream:
        if fcntl is not None or msvcrt is not None:
            _lock(stream, path, wait)
        yield


def _take(stream: IO[bytes]) -> None:
    """Take the lock of an open file, if nobody has it; the system gives it back when the file is closed."""
    if fcntl is not None:
        return fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    stream.seek(0)
    return msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)


def _lock(stream: IO[bytes], path: Path, wait: float) -> None:
    until = time.monotonic() + wait
    while True:
        try:
            return _take(stream)
        except (BlockingIOError, PermissionError):  # the second: on Windows
            if time.monotonic() > until:
                raise CourseFolderError(BUSY.format(path=path)) from None
            time.sleep(0.1)
        except OSError:
            return None


# ---- Halves that a killed process left behind -----------------------------------------------

_PREFIX = ".writing-"


def _mine():
    """A part of a name that tells whose it is: ``<computer>-<process>-``."""
    return f"{_here()}{os.getpid()}-"


@functools.cache
def _here():
    return f"{hashlib.sha256(socket.gethostname().encode()).hexdigest()[:6]}-"


def _clear(folder):
    """Remove from ``folder`` what processes of this computer left unfinished that are no more."""
    for name in os.listdir(folder):
        if name.startswith(_PREFIX) and not _lives(name, _PREFIX):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(os.path.join(folder, name))


def _lives(name, prefix):
    """Whether the process that made a name (``prefix`` and ``_mine()``) may still live."""
    computer, _, rest = name[len(prefix) :].partition("-")
    pid = rest.partition("-")[0]
    if computer + "-" != _here() or not pid.isdecimal():
        return True  # another computer's, or nothing of ours
    import psutil

    return psutil.pid_exists(int(pid))
