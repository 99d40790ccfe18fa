"""What single names tell: a learner's id, an assignment, a notebook."""

import functools
import hashlib
import os
import re
import unicodedata
from collections.abc import Collection

from autograder.notebook import plain_json

LONGEST = 120  # characters of an id, and
LONGEST_BYTES = 200  # its bytes in UTF-8: folders are named after it, and file systems allow 255

# What browsers and phones append to a notebook's name.
NOTEBOOK = re.compile(r"\.ipynb(\.(txt|json|html?|download|crdownload|part))?$", re.IGNORECASE)
_COPY = re.compile(
    r"([ _-]?\(\d+\)| - (copy|kopie|copie|copia|cópia)( \(\d+\))?| copy( \d+)?|-copy\d+)$", re.IGNORECASE
)
_COPY_OF = re.compile(r"^copy of ", re.IGNORECASE)
_VERSION = re.compile(r"-\d{1,3}$")  # Canvas numbers what is handed in again
# Control characters, those that turn the direction of writing, and what Windows forbids in names.
_UNSAFE = re.compile(
    '[\\x00-\\x1f\\x7f-\\x9f\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff/\\\\<>:"|?*\\[\\]]'
)
_LONG_NUMBER = 5  # digits; numbers of students have more, those of modules fewer
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)  # Windows' own


def learner_id(name: str) -> str:
    """A folder or file name as a learner's id: composed Unicode, no path or control characters.

    "José" written in two ways is one learner. Never empty, never ``.`` or ``..``; short enough for a
    folder's name, and two long names stay two.
    """
    name = unicodedata.normalize("NFC", plain_json.whole(name))
    safe = _UNSAFE.sub("_", name).strip().strip(". ")
    if _DEVICES.match(safe):
        safe = "_" + safe
    if len(safe) > LONGEST or len(safe.encode()) > LONGEST_BYTES:
        mark = hashlib.sha256(safe.encode()).hexdigest()[:8]
        short = safe[: LONGEST - 9].encode()[: LONGEST_BYTES - 9].decode("utf-8", "ignore")
        safe = f"{short.rstrip('. ')}-{mark}"
    return safe or "unnamed"


def shown(name: str) -> str:
    """A name for a note or a reason: on one line, of decent length, without what moves the writing."""
    if len(name) <= 200 and name.isascii() and name.isprintable():
        return name
    name = _UNSAFE.sub(lambda found: found[0] if found[0] in '/\\<>:"|?*[]' else "?", readable(name))
    return name if len(name) <= 200 else f"{name[:120]}…{name[-60:]}"


def readable(name: str) -> str:
    """A name from disk as text: bytes that are no UTF-8 are read as Windows letters."""
    if name.isascii():
        return name
    try:
        name.encode("utf-8")
        return name
    except UnicodeEncodeError:
        pass
    try:
        return os.fsencode(name).decode("cp1252", "replace")
    except UnicodeError:
        return plain_json.whole(name)


def is_notebook(name: str) -> bool:
    return bool(NOTEBOOK.search(name)) and not name.startswith("._")


@functools.lru_cache(maxsize=1024)  # most learners' files have the same name
def stem(file_name: str) -> str:
    """A notebook's name without ``.ipynb`` and without a browser's ``(1)``."""
    name = NOTEBOOK.sub("", file_name)
    while True:
        shorter = _COPY_OF.sub("", _COPY.sub("", name)).strip()
        if shorter == name or not shorter:
            return name.strip()
        name = shorter


def may_be_a_person(name: str) -> bool:
    """Whether a name says who somebody is: a short number may count anything."""
    return any(map(str.isalpha, name)) or sum(map(str.isdigit, name)) >= _LONG_NUMBER


def split(name: str, assignments: Collection[str]) -> tuple[str | None, str]:
    """``(assignment or None, learner or "")`` of a file's name without its ending."""
    if found := known(name, assignments):
        return found, ""
    for assignment in sorted(assignments, key=len, reverse=True):
        written = re.escape(assignment)
        for form in (rf"(?P<who>.+?)[ _-]+{written}", rf"{written}[ _-]+(?P<who>.+)"):
            match = re.fullmatch(form, name, re.IGNORECASE)
            if match:
                return assignment, match["who"]
    return None, name


def known(name: str, assignments: Collection[str]) -> str | None:
    """The assignment of that name, written large or small, perhaps with Canvas's number; else ``None``."""
    if name in assignments:
        return name
    folded = unicodedata.normalize("NFC", name).casefold()
    numbered = None
    for assignment in assignments:
        wanted = assignment.casefold()
        if folded == wanted:
            return assignment
        if folded.startswith(wanted) and _VERSION.sub("", folded) == wanted:
            numbered = numbered or assignment
    return numbered
