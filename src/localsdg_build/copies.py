"""A folder made like another without copying what it has already."""

import os
import shutil
from pathlib import Path


def make_like(source: Path, target: Path) -> None:
    """Make ``target``, which need not be there, a copy of the folder ``source`` with its time stamps.

    A file with the size and the time of its original stays as it is: it is a copy of an earlier hour.
    """
    target.mkdir(exist_ok=True)
    wanted = {entry.name: entry for entry in os.scandir(source)}
    for entry in os.scandir(target):
        original = wanted.get(entry.name)
        if original is None or entry.is_dir(follow_symlinks=False) != original.is_dir():
            _remove(entry)
    for name, entry in wanted.items():
        copy = target / name
        if entry.is_dir():
            make_like(Path(entry.path), copy)
        elif not _is_same(entry.stat(), copy):
            shutil.copy2(entry.path, copy)
    shutil.copystat(source, target)


def is_copy(copy: Path, original: Path) -> bool:
    """Has the file ``copy`` the size and the time of ``original``, which need not be there?"""
    try:
        return _is_same(original.stat(), copy)
    except FileNotFoundError:
        return False


def _is_same(original, copy):
    try:
        about = copy.lstat()
    except FileNotFoundError:
        return False
    return (about.st_size, about.st_mtime_ns) == (original.st_size, original.st_mtime_ns)


def _remove(entry):
    shutil.rmtree(entry.path) if entry.is_dir(follow_symlinks=False) else os.unlink(entry.path)
