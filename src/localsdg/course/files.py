"""Where the course is, and how its text files are read: UTF-8, YAML, words with a front matter.

The same files are read from a checkout and from an installed package, in which the build puts the public
copy (``public.files``) beside this module. There YAML is written as JSON, which is YAML as well: Python in a
browser has no reader for other YAML.
"""

import contextlib
import functools
import json
import os
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

try:
    import yaml
except ImportError:  # in a browser, where JSON is all that it needs
    yaml = None

LANGUAGE = "en"
_RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
# libyaml reads eight times faster where PyYAML has it: a build or a grading run reads hundreds of files.
_Loader = yaml and getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CourseError(Exception):
    """Something in the course's files is wrong. The message says where, and what to write."""

    def __init__(self, path: str | Path, message: str, line: int | None = None) -> None:
        self.path, self.line, self.problem = Path(path), line, message
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")


def root() -> Path:
    """The folder that holds ``exercises/``, ``datasets/`` and ``book/``.

    ``LOCALSDG_COURSE`` names it; else it is the copy inside the installed package; else the checkout that the
    package is in; else the folder that we are in, or the nearest above it that is a course.
    """
    if _staying:
        return _staying[-1]
    if named := os.environ.get("LOCALSDG_COURSE"):
        return _resolved(named, "" if os.path.isabs(named) else os.getcwd())
    return _own() or _around(os.getcwd())


_staying = list[Path]()


@contextlib.contextmanager
def staying() -> Iterator[None]:
    """It is the same course in all that is done here: grading a hand-in asks a hundred times for it."""
    _staying.append(root())
    try:
        yield
    finally:
        _staying.pop()


@functools.lru_cache(maxsize=64)  # asked for a few times an exercise; where it is does not change meanwhile
def _resolved(named: str, inside: str) -> Path:
    return Path(inside, named).resolve()


@functools.cache
def _own() -> Path | None:
    here = Path(__file__).parent
    return next((folder for folder in (here, here.parents[2]) if _is_course(folder)), None)


@functools.cache
def _around(folder: str) -> Path:
    for around in (Path(folder), *Path(folder).parents):
        if _is_course(around):
            return around
    raise CourseError(folder, "this is no course's folder; go to it, or name it in LOCALSDG_COURSE")


def _is_course(folder: Path) -> bool:
    return any((folder / part).is_dir() for part in ("exercises", "datasets"))


def languages(course: Path | None = None) -> list[str]:
    """The course's languages, sorted: those with a ``book/<language>/interface.yml``."""
    return sorted(path.parent.name for path in (course or root()).glob("book/*/interface.yml"))


def direction(language: str) -> str:
    """``rtl`` for a language that is written from right to left, else ``ltr``."""
    parts = language.lower().split("-")
    written = parts[0] in _RIGHT_TO_LEFT and "latn" not in parts
    return "rtl" if written or "arab" in parts or "hebr" in parts else "ltr"


def interface_words(language: str = LANGUAGE, course: Path | None = None) -> dict[str, Any]:
    """What buttons and messages say: ``book/<language>/interface.yml``; English where it lacks a sentence."""
    book = (course or root()) / "book"
    english = read_yaml(book / LANGUAGE / "interface.yml")
    path = book / language / "interface.yml"
    return english if language == LANGUAGE or not path.is_file() else {**english, **(read_yaml(path) or {})}


def read_yaml(path: Path) -> Any:
    """A YAML file's content; ``CourseError`` with the line if it is missing or not YAML."""
    return parse_yaml(read_text(path), path)


def parse_yaml(text: str, path: Path, first_line: int = 1) -> Any:
    """YAML from ``text``; problems name ``path`` and the line (``first_line``: where text begins in it)."""
    if text.startswith("{"):
        with contextlib.suppress(ValueError):  # else it is YAML that only begins like JSON
            return json.loads(text)
    if yaml is None:
        raise CourseError(path, "this Python reads JSON alone; install PyYAML to read this file", first_line)
    try:
        return pickle.loads(_parsed(text))
    except yaml.MarkedYAMLError as problem:
        line = first_line + problem.problem_mark.line if problem.problem_mark else None
        raise CourseError(path, f"this is not valid YAML: {problem.problem}", line) from None


@functools.lru_cache(maxsize=1024)
def _parsed(text: str) -> bytes:
    """What YAML holds, packed: a build asks for most files a dozen times, and each time gets its own copy."""
    return pickle.dumps(yaml.load(text, Loader=_Loader))


def read_words(path: Path) -> tuple[dict[str, Any], str]:
    """An ``en.md`` as ``(front matter as dict, body text)``."""
    text = read_text(path)
    if not text.startswith("---\n") or "\n---\n" not in text[3:]:
        raise CourseError(path, "begin the file with a front matter between two lines '---'", 1)
    front, body = text[4:].split("\n---\n", 1)
    words = parse_yaml(front, path, first_line=2)
    if not isinstance(words, dict):
        raise CourseError(path, "the front matter holds 'key: value' lines", 2)
    return words, body.strip("\n")


def read_text(path: Path) -> str:
    """A source file as text; ``CourseError`` if it is missing or not UTF-8."""
    try:
        return Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CourseError(path, "this file is missing; write it (CONTRIBUTING.md has the recipe)") from None
    except UnicodeDecodeError:
        raise CourseError(path, "this file is not UTF-8 text; save it as UTF-8") from None
