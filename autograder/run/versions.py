"""What a grade depends on besides the hand-in: the course's sources and the grader, as one short text each.

A job's key holds this text: when a check is mended, the hand-ins of its assignment are graded again and the
others are not.
"""

import functools
import hashlib
import os
import platform
import re
from importlib import metadata
from pathlib import Path

import localsdg
import localsdg_build
from autograder.notebook.released import Released
from localsdg import course

_HERE = Path(__file__).parents[1]
# What judges is this module, all that it imports, and what it starts as a program.
_JUDGE, _STARTED = "autograder.run.worker", "sandbox/inside"
_IMPORT = re.compile(r"^from (autograder[\w.]*) import (?:\(([^)]*)\)|(.*))", re.M)
# A learner's code gives other values with another of these.
_PACKAGES = ("pandas", "numpy", "plotly", "ipython")


def of_assignment(released: Released, where: Path | None = None) -> str:
    """The version of one ``Released`` assignment, its checks and data, and this grader."""
    where = (where or course.root()).resolve()
    parts = [released.text, of_grader()]
    for slug in dict.fromkeys(one.of or one.id for one in released.exercises):
        folder = where / "exercises" / slug
        parts.append(_digest(tuple(path for path in _files(folder) if path.parent.name != "samples")))
    parts.append(_digest(tuple(_files(where / "datasets"))))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@functools.cache
def of_grader() -> str:
    """The version of what judges: our code, Python and the packages that learners' code uses."""
    paths = [*judging_files(), *_files(Path(localsdg.__file__).parent)]
    packages = " ".join(f"{name} {metadata.version(name)}" for name in _PACKAGES)
    text = f"{_digest(tuple(paths))} {platform.python_version()} {packages}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def judging_files() -> list[Path]:
    """The files of this package that take part in a judgement, in the order of their paths."""
    found: set[Path] = set()
    waiting = [_JUDGE]
    while waiting:
        name = waiting.pop()
        path = _module(name)
        if path is None or path in found:
            continue
        found.add(path)
        for package, several, one in _IMPORT.findall(path.read_text(encoding="utf-8")):
            names = re.findall(r"(\w+)(?: as \w+)?", (several or one).partition("#")[0])
            waiting += [package, *(f"{package}.{name}" for name in names)]
    return sorted({*found, *_files(_HERE / _STARTED)})


def _module(name: str) -> Path | None:
    """The file of a module of this package, ``None`` for a name that is none."""
    place = _HERE.joinpath(*name.split(".")[1:])
    candidates = (place.with_name(f"{place.name}.py"), place / "__init__.py")
    return next((path for path in candidates if path.is_file()), None)


def of_sources(where: Path | None = None) -> str:
    """The version of all that the released notebooks are made from."""
    where = (where or course.root()).resolve()
    paths = [*_files(where / "exercises"), *_files(where / "modules"), *_files(where / "book", ".yml", ".md")]
    paths += _files(Path(localsdg_build.__file__).parent, ".py")
    return _digest(tuple(paths))


def _files(place, *suffixes):
    if place.is_file():
        return [place]
    wanted = suffixes or (".py", ".yml", ".md", ".csv", ".json", ".js", ".css")
    found = []
    for folder, _, names in os.walk(place):  # as text: a grader's start looks at two thousand files
        if os.path.basename(folder) != "__pycache__":
            found += [os.path.join(folder, name) for name in names if name.endswith(wanted)]
    return [Path(path) for path in sorted(found, key=lambda path: path.split(os.sep)) if os.path.isfile(path)]


@functools.lru_cache(maxsize=256)
def _digest(paths):
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
