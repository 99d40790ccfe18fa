"""What is otherwise on Windows, by its parts: locks without ``fcntl``, paths with drive letters.

Nobody has tried the whole there.
"""

import os
from types import SimpleNamespace

import pytest

from autograder.desk import courses
from autograder.errors import CourseFolderError
from autograder.store import archive, files


class Locks:
    """``msvcrt`` as Windows has it: a byte that somebody has cannot be locked."""

    LK_NBLCK = 2

    def __init__(self):
        self.held = {}

    def locking(self, handle, how, count):
        assert (how, count) == (self.LK_NBLCK, 1)
        told = os.fstat(handle)
        holder = self.held.get(told.st_ino)
        if holder is not None and holder != handle and _is_open(holder, told.st_ino):
            raise PermissionError(13, "Permission denied")
        self.held[told.st_ino] = handle


def _is_open(handle, inode):
    try:
        return os.fstat(handle).st_ino == inode
    except OSError:
        return False


def test_a_lock_without_fcntl(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "fcntl", None)
    monkeypatch.setattr(files, "msvcrt", Locks())
    with (
        files.locked(tmp_path / "lock"),
        pytest.raises(CourseFolderError),
        files.locked(tmp_path / "lock", 0),
    ):
        pass
    with files.locked(tmp_path / "lock", 0):
        pass


def test_a_system_without_any_locks_goes_on(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "fcntl", None)
    monkeypatch.setattr(files, "msvcrt", None)
    with files.locked(tmp_path / "lock"), files.locked(tmp_path / "lock", 0):
        pass


@pytest.mark.parametrize("name", ["C:/Users/x", "c:x", "\\\\server\\share", "a\\b", "D:"])
def test_an_archive_of_windows_paths_stays_inside(name):
    """On every system: what would be a drive or a server there is refused here as well."""
    assert not archive._is_sound(name, {"size": 0, "sha256": "0" * 64})


def test_a_path_as_windows_copies_it_has_quotes(monkeypatch):
    """*Copy as path* puts quotation marks around it."""
    seen = []
    monkeypatch.setattr(
        courses, "Path", lambda text: seen.append(text) or SimpleNamespace(expanduser=lambda: "/x")
    )
    monkeypatch.setattr(courses.os.path, "realpath", lambda path: path)
    courses.named(' "C:\\Users\\Rosa\\autumn" ')
    assert seen[0] == "C:\\Users\\Rosa\\autumn"
