"""Who reads: a name for each account of this computer, asked once and kept in the course folder."""

import contextlib
import getpass
import json
import re

from autograder.account import who
from autograder.store import files, modes
from autograder.store.course_folder import DESK, CourseFolder

_FILE = "readers.json"
_LONGEST = 80


def name(folder: CourseFolder) -> str:
    """The name that was said last under this account; ``""`` if none was."""
    return _read(folder).get(_account(), "")


def remember(folder: CourseFolder, text: str) -> str:
    """Keep a name; as it is kept, which is ``""`` if there is nothing in it."""
    kept = re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip()[:_LONGEST]
    if kept:
        place = folder.root / DESK
        modes.make_folders(place)
        files.write_json(place / _FILE, {**_read(folder), _account(): kept})
    return kept


def signed(folder: CourseFolder) -> str:
    """Who does something at the desk, as the history names them: by name, if one was said."""
    return signature(name(folder))


def signature(said: str) -> str:
    """The same for a name that somebody said, or ``""``."""
    account = who("the desk")
    return f"{said} ({account})" if said else account


def _read(folder: CourseFolder) -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError):
        found = json.loads((folder.root / DESK / _FILE).read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return {key: value for key, value in found.items() if isinstance(value, str)}
    return {}


def _account() -> str:
    with contextlib.suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return who("").partition(",")[0]
