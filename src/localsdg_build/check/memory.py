"""Which exercises were run without a problem: until something changes that matters, they need no run.

A file of hashes: of the exercises' own files and of all that judges them. Without it everything is run.
"""

import contextlib
import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import localsdg
from localsdg.course import LANGUAGE, read_yaml
from localsdg_build.check import micropython

_CODE = (Path(localsdg.__file__).parent, Path(__file__).parent)


class Memory:
    """What is remembered of a course in the file ``path``, which need not be there."""

    def __init__(self, path: Path, course: Path) -> None:
        self._path, self._course = path, course
        self._common = _hash(sys.version, *_code(), *_shared(course))
        self._good: dict = {}
        with contextlib.suppress(OSError, ValueError):
            found = json.loads(path.read_text(encoding="utf-8"))
            self._good = found if isinstance(found, dict) else {}

    def knows(self, slug: str) -> bool:
        """Is this exercise, as it is now, known to run without a problem?"""
        return self._good.get(slug) == self._state(slug)

    def keep(self, slugs: Iterable[str]) -> None:
        """Remember that these run without a problem. A folder that cannot be written is no harm."""
        self._good.update({slug: self._state(slug) for slug in slugs})
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new = self._path.with_suffix(".new")
            new.write_text(json.dumps(self._good), encoding="utf-8")
            new.replace(self._path)

    def _state(self, slug):
        folder = self._course / "exercises" / slug
        parameters = read_yaml(folder / "exercise.yml").get("parameters") or {}
        datasets = {str(place).split("/")[0] for place in (parameters.get("tables") or {}).values()}
        files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc"]
        for name in sorted(datasets):
            files += sorted(path for path in (self._course / "datasets" / name).rglob("*") if path.is_file())
        return _hash(self._common, *(part for file in files for part in (file.name, file.read_bytes())))


def _code():
    for folder in _CODE:
        for path in sorted(folder.rglob("*.py")):
            yield path.read_bytes()


def _shared(course):
    words = course / "book" / LANGUAGE / "interface.yml"
    yield words.read_bytes() if words.is_file() else b""
    try:
        yield (micropython.vendored(course) / "package.json").read_bytes()
        yield micropython.node_program()
    except micropython.NotHere:
        yield "not run in the browser's Python"


def _hash(*parts):
    total = hashlib.sha256()
    for part in parts:
        total.update(part.encode() if isinstance(part, str) else part)
        total.update(b"\0")
    return total.hexdigest()
