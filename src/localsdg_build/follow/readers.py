"""Pages that are open in browsers, and which of them is older than the book."""

import hashlib
import os
from pathlib import Path
from typing import Protocol

# Of what exercises load, this is only downloaded.
_DOWNLOADS = {"downloads", "notebooks"}


def version(book: Path, file: Path, languages: list[str], page: bytes | None = None) -> str:
    """A short hash that is another one when the page ``file`` of the built ``book`` has changed.

    It has if its text has, which names its styles and scripts with their checksums, or if what its exercises
    load was written anew. ``page``: its text, if it was read already. ``""``: there is no such page, or it is
    just being replaced.
    """
    first = file.relative_to(book).parts[0]
    top = book / first if first in languages else book
    try:
        return _hash(file.read_bytes() if page is None else page, top / "_exercises")
    except OSError:
        return ""


def _hash(page, exercises):
    total = hashlib.sha256(page)
    for folder, folders, names in os.walk(exercises):
        folders[:] = sorted(set(folders) - _DOWNLOADS)
        for name in sorted(names):
            about = os.stat(os.path.join(folder, name))
            total.update(f"\0{name}\0{about.st_mtime_ns}\0{about.st_size}".encode())
    return total.hexdigest()[:16]


class Reader(Protocol):
    """A page that is open."""

    def look(self) -> None:
        """There may be another version of it."""

    def end(self) -> None:
        """Nothing will be told any more."""


class Readers:
    """All pages that are open.

    ``is_written``: sources were saved while the book was served, so that who has it open is its author.
    """

    def __init__(self) -> None:
        self._all: set[Reader] = set()
        self.is_written = False

    def add(self, reader: Reader) -> None:
        """It is told now, and whenever there is a new book."""
        self._all.add(reader)
        reader.look()

    def remove(self, reader: Reader) -> None:
        """It is open no longer."""
        self._all.discard(reader)

    def tell(self) -> None:
        """There is a new book."""
        for reader in list(self._all):
            reader.look()

    def close(self) -> None:
        """The server stops."""
        for reader in list(self._all):
            reader.end()
