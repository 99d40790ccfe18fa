"""What the built book depends on, as hashes: has anything changed since the last build?"""

import hashlib
import os
import re
import site
import sys
from collections.abc import Callable
from pathlib import Path

from localsdg import course
from localsdg_build import publisher

# Everything that pages are made of; code outputs depend on the second list alone.
BOOK = (
    "_config.yml",
    "publish.yml",
    "CITATION.cff",
    "package-lock.json",
    "pyproject.toml",
    "book",
    "modules",
    "exercises",
    "datasets",
    "src",
)
EXECUTION = ("datasets", "src/localsdg")
PROGRAM = ("pyproject.toml", "src")
# A lesson's frame: its front matter, headings, labels, what it cites, the lines that open and close a
# directive, and what the planner of workshops tells of its notes: what they need, and a row with minutes.
_FRAME = re.compile(
    rb"^(?:#| {0,3}(?:`{3}|~{3}|:{3})|\(.*\)=|:(?:minutes|group|materials):|\| \d+ \|)|\{cite"
)
# Questions to the reader's own place: they stand in the module's notebook as well.
_TOWN = b"\n:class: lsdg-town\n"
_SKIP = {"__pycache__", ".ipynb_checkpoints"}


class Known:
    """Files that are listed and read once, where several hashes are made at once."""

    def __init__(self) -> None:
        self._listed: dict[Path, list[tuple[Path, str]]] = {}
        self._digests: dict[Path, bytes] = {}

    def files(self, root: Path, name: str) -> list[tuple[Path, str]]:
        """``(path, the same as seen from root)`` of the file ``name`` or of all files in that folder."""
        top = root / name
        if top not in self._listed:
            start = len(str(root)) + 1
            self._listed[top] = [(Path(path), Path(path[start:]).as_posix()) for path in _files(top)]
        return self._listed[top]

    def digest(self, path: Path) -> bytes:
        """SHA-256 of its content."""
        if path not in self._digests:
            self._digests[path] = hashlib.sha256(path.read_bytes()).digest()
        return self._digests[path]


def book_hash(root: Path, language: str = course.LANGUAGE, known: Known | None = None) -> str:
    """A hash of every source of the book in a language and of the installed packages."""
    return _hash(root, BOOK, known, language=language)


def frame_hash(
    root: Path,
    language: str = course.LANGUAGE,
    known: Known | None = None,
    frame_of: Callable[[bytes], bytes] | None = None,
) -> str:
    """A hash like ``book_hash`` in which the sentences and the code of lessons do not count.

    ``frame_of``: what counts of a lesson's text, if it is not ``frame``.

    While it stays the same, no page but a changed lesson's own, and those that Sphinx knows to depend on it,
    can read differently. What is downloaded holds of their sentences no more than marks
    (``page_exercise.renew_marks``).
    """

    return _hash(root, BOOK, known, frame_of=frame_of or frame, language=language)


def program_hash(root: Path, known: Known | None = None) -> str:
    """A hash of what turns sources into pages: our own program and the installed packages."""
    return _hash(root, PROGRAM, known)


def is_lesson(root: Path, path: Path) -> bool:
    """Is this file below ``root`` the text of a lesson?"""
    return path.suffix == ".md" and path.parent.parent.parent == root / "modules"


def frame(text: bytes) -> bytes:
    """What of a lesson's text others than its own page may show or depend on."""
    front, end, lines = framed(text)
    return front + end + b"\n".join(lines)


def framed(text: bytes) -> tuple[bytes, bytes, list[bytes]]:
    """The same in its parts: front matter, the line that ends it, lines of the text."""
    if text.startswith(b"---\n"):
        front, end, text = text.partition(b"\n---\n")
    else:
        front = end = b""
    lines = [line for line in text.split(b"\n") if _FRAME.search(line)]
    lines += [part.partition(b"\n```")[0] for part in text.split(_TOWN)[1:]]
    return front, end, lines


def execution_hash(root: Path) -> str:
    """A hash of what code in lessons reads besides itself: data, the package ``localsdg``, other packages."""
    return _hash(root, EXECUTION)


def _hash(root, names, known=None, frame_of=None, language=course.LANGUAGE):
    known = known or Known()
    total = hashlib.sha256(sys.version.encode())
    languages = course.languages(root)
    if names == BOOK:  # each page names them all
        total.update(" ".join(languages).encode())
        names = (*BOOK, *publisher.own_files(root))
    foreign = set(languages) - {course.LANGUAGE, language}
    for name in names:
        for path, place in known.files(root, name):
            if _is_words_of(place, foreign):
                continue
            total.update(f"\0{place}\0".encode())
            if frame_of and place.endswith(".md") and is_lesson(root, path):
                total.update(hashlib.sha256(frame_of(path.read_bytes())).digest())
            else:
                total.update(known.digest(path))
    for package in installed():
        total.update(f"\0{package}".encode())
    return total.hexdigest()


def _is_words_of(place, languages):
    """Is this a file of words in one of these languages? Their interface counts for all: pages name them."""
    parts = place.split("/")
    if parts[-1] == "interface.yml":
        return False
    in_book = parts[0] == "book" and len(parts) > 2 and parts[1] in languages
    return in_book or (place.endswith(".md") and parts[-1].removesuffix(".md") in languages)


def _files(path):
    if path.is_file():
        return [str(path)]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if name not in _SKIP]
        found += [file for name in names if os.path.isfile(file := os.path.join(folder, name))]
    return sorted(found)


def installed() -> list[str]:
    """Names with versions of the installed packages, from the folders that pip writes (fast)."""
    folders = [Path(folder) for folder in site.getsitepackages()]
    return sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))
