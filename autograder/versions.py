"""What a grade depends on besides the hand-in: the course's sources and the grader, as one short text each.

A job's key holds this text: when a check is mended, the hand-ins of its assignment are graded again and the
others are not.
"""

import functools
import hashlib
import platform
from importlib import metadata
from pathlib import Path

import localsdg
from localsdg import course

# Files of this package that take part in a judgement.
_JUDGING = (
    "answers.py", "traces.py", "released.py", "scoring.py", "faults.py", "notes.py", "autograded.py",
    "work.py", "plain_json.py", "specs.py", "intake/reading.py", "intake/repairs.py", "intake/restoring.py",
    "sandbox",
)  # fmt: skip
# A learner's code gives other values with another of these.
_PACKAGES = ("pandas", "numpy", "plotly", "ipython")


def of_assignment(released, where=None):
    """The version of one ``Released`` assignment, its checks and data, and this grader."""
    where = (where or course.root()).resolve()
    parts = [released.text, of_grader()]
    for slug in released.ids:
        folder = where / "exercises" / slug
        parts.append(_digest(tuple(path for path in _files(folder) if path.parent.name != "samples")))
    parts.append(_digest(tuple(_files(where / "datasets"))))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@functools.cache
def of_grader():
    """The version of what judges: our code, Python and the packages that learners' code uses."""
    here = Path(__file__).parent
    paths = [path for name in _JUDGING for path in _files(here / name)] + _files(
        Path(localsdg.__file__).parent
    )
    packages = " ".join(f"{name} {metadata.version(name)}" for name in _PACKAGES)
    text = f"{_digest(tuple(paths))} {platform.python_version()} {packages}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def of_sources(where=None):
    """The version of all that the released notebooks are made from."""
    where = (where or course.root()).resolve()
    paths = [*_files(where / "exercises"), *_files(where / "modules"), *_files(where / "book", ".yml", ".md")]
    import localsdg_build

    paths += _files(Path(localsdg_build.__file__).parent, ".py")
    return _digest(tuple(paths))


def _files(place, *suffixes):
    if place.is_file():
        return [place]
    wanted = suffixes or (".py", ".yml", ".md", ".csv", ".json", ".js", ".css")
    return sorted(
        path
        for path in place.rglob("*")
        if path.suffix in wanted and path.is_file() and "__pycache__" not in path.parts
    )


@functools.lru_cache(maxsize=256)
def _digest(paths):
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
