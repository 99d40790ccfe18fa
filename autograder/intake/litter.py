"""What lies beside notebooks or in place of them: litter of programs, and traces of a notebook elsewhere."""

import functools
import re
from collections.abc import Collection

from autograder.intake import naming
from autograder.messages import message
from autograder.notebook import recognising

CHECKPOINTS = ".ipynb_checkpoints"
PACKED_ASIDE = "__MACOSX"  # where a Mac's archives hold what other systems do not know
# Folders that hold no hand-ins: what programs and systems put on a disk, and what was thrown away.
_PASSED_BY = {
    ".git", "__pycache__", ".trash", ".trashes", "$recycle.bin", "#recycle",
    "system volume information", "lost+found", "@eadir",
}  # fmt: skip
_TRASH = ".trash-"  # and a user's number: a Linux desktop's, on a disk that is not its own
# Files that no learner handed in: what programs, nbgrader and this course put beside a notebook.
_LITTER = {"thumbs.db", "ehthumbs.db", "desktop.ini", "timestamp.txt", "submission_secret.txt", "icon\r"}
_LITTER_ENDS = (":zone.identifier", ".ipynb.replaced")
_WHEEL = re.compile(r"localsdg-[\w.]+-py3-none-any\.whl", re.I)
_OPENED = "~$"  # begins the name of what an office program keeps beside a file while it is open
_STUBS = ("icloud", "nextcloud", "owncloud", "cloud", "cloudf")  # of files that are in a cloud alone

CHECKPOINT = message("found_checkpoint")
STUB = message("found_stub")
HIDDEN = message("found_hidden")


def seen(folder: Collection[str], name: str) -> tuple[str | None, str]:
    """``(name, trace)`` of a file in ``folder`` (the names on the way).

    The name is ``None`` for litter. For a trace it is that of the notebook; ``trace`` is then the sentence
    that says what was found, with a place for ``{wanted}``, else ``""``.
    """
    if name.startswith(_OPENED) or any(map(is_passed_by, folder)):
        return None, ""
    if CHECKPOINTS in folder:
        kept, middle, ending = name.rpartition("-checkpoint.")
        return (f"{kept}.{ending}", CHECKPOINT) if middle and ending == "ipynb" else (None, "")
    if where := next(filter(is_aside, folder), ""):
        return (name, _hidden(where)) if _is_notebook(name) else (None, "")
    if name[:1] == "." and _is_notebook(name):
        return name.lstrip(".~"), _hidden(name)
    return _by_name(name)


def is_passed_by(folder: str) -> bool:
    """Whether a folder is a program's or a system's own: not even a notebook in it was handed in."""
    low = folder.casefold()
    return low in _PASSED_BY or low.startswith(_TRASH)


def is_aside(folder: str) -> bool:
    """Whether a folder's name says that nobody hands in there: it is hidden, or an archive's own."""
    return folder[:1] == "." or folder == PACKED_ASIDE


def _hidden(where):
    return HIDDEN.format(where=naming.shown(where))


def _is_notebook(name):
    """Not what a Mac keeps beside a file (``._name``), and not an ending without a name."""
    return naming.is_notebook(name) and bool(naming.NOTEBOOK.sub("", name).strip(".~ "))


@functools.lru_cache(maxsize=1024)  # most learners' files have the same name
def _by_name(name: str) -> tuple[str | None, str]:
    if recognising.ending(name) in _STUBS:
        return name.lstrip(".").rpartition(".")[0] or name, STUB
    return (None, "") if _is_litter(name) else (name, "")


def _is_litter(name):
    low = name.casefold()
    is_known = low in _LITTER or low.endswith(_LITTER_ENDS) or _WHEEL.fullmatch(name)
    return name[:1] == "." or bool(is_known)
