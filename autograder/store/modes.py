"""Who on this computer may read a course folder: its owner; its group too, once it was shared.

What is new is as open to others as the folder that it comes into. So the mode of the course folder itself
decides, and nothing else has to remember it.
"""

import contextlib
import os
import stat
from pathlib import Path

PRIVATE, SHARED = 0o700, 0o2770
_BY_GROUP = stat.S_ISGID | stat.S_IWGRP


def of_new(folder: Path | str) -> int:
    """The mode for something new in ``folder``.

    What the folder's mode has in common with the user's own habit (umask); what comes into a shared folder is
    shared.
    """
    above = os.stat(folder).st_mode
    umask = os.umask(0o077)
    os.umask(umask)
    group = above & (stat.S_ISGID | stat.S_IRWXG) if above & _BY_GROUP == _BY_GROUP else 0
    return stat.S_IRWXU | (above & 0o777 & ~umask) | group


def make_folders(path: Path | str) -> bool:
    """Make a folder, and those that it is in; whether it is a new one."""
    if os.path.isdir(path):
        return False
    above = os.path.dirname(path) or "."
    make_folders(above)
    mode = of_new(above)
    with contextlib.suppress(FileExistsError):
        os.mkdir(path, stat.S_IMODE(mode) & 0o777)
        if mode & stat.S_ISGID:  # what is shared is more open than the user's habit: mkdir heeds that alone
            os.chmod(path, mode)
        return True
    return False


def settle(path: Path | str) -> None:
    """Give what another program made at ``path``, and all below it, the mode of something new."""
    path = Path(path)
    if path.is_symlink():
        return
    if path.is_dir():
        os.chmod(path, of_new(path.parent))
        for inner in path.iterdir():
            settle(inner)
    elif path.exists():
        os.chmod(path, of_new(path.parent) & 0o666)


def is_shared(folder: Path | str) -> bool:
    """Whether a folder was opened to its group on purpose: the group may write, and is handed on (setgid)."""
    return os.stat(folder).st_mode & _BY_GROUP == _BY_GROUP


def share(folder: Path | str, yes: bool) -> None:
    """Let the group of a course folder read and write all of it, or only its owner."""
    os.chmod(folder, SHARED if yes else PRIVATE)
    for path in Path(folder).iterdir():
        settle(path)


def close_to_others(folder: Path | str) -> bool:
    """Take away what everybody on this computer may do with a course folder; whether that was anything."""
    mode = stat.S_IMODE(os.stat(folder).st_mode)
    if mode & stat.S_IRWXO:
        os.chmod(folder, mode & ~stat.S_IRWXO)
    return bool(mode & stat.S_IRWXO)
