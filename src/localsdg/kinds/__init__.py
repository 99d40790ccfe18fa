"""Kinds of exercise: each folder here is one (``board``, ``choice``, ``sheet`` ...).

A folder holds ``widget.js`` (an ES module that anywidget and the book page both run; those of text
and code are the page's alone), style sheets and ``kind.py``, which tells about its answers:

- ``PARAMETERS`` and ``ANSWER``: JSON schemas of ``exercise.yml``'s ``parameters`` and of the answer,
- ``empty(spec)``: the answer of somebody who has not begun,
- ``summary(answer, spec)``: the answer as lines of plain text, for a person who reads a submission;
  it takes any JSON value and does not raise,
- ``texts(parameters)``: where in an answer free texts lie, see ``localsdg.closed``,
- ``clicked(spec, random)``: an answer of somebody who fills everything in blindly; tests score many,
- ``needed_words(settings)`` (optional): paths in ``en.md``'s front matter that must hold words, for the
  content of an ``exercise.yml``.

``spec`` is what ``localsdg.course.exercise`` returns.
"""

import functools
import importlib
from pathlib import Path
from typing import Any

from localsdg.kinds import bundle

_HERE = Path(__file__).parent
SHARED = "shared"  # the name of what all kinds share, on pages
_SHARED_SHEETS = (
    "tokens.css",
    "frame.css",
    "goal-code.css",
    "example.css",
    "marks.css",
    "open.css",
    "paper.css",
)


@functools.cache
def names() -> tuple[str, ...]:
    """The names of all kinds, sorted."""
    return tuple(sorted(path.parent.name for path in _HERE.glob("*/kind.py")))


def widgets() -> list[str]:
    """The names of the kinds that have a widget. That of code is the page's alone: notebooks have cells."""
    return [name for name in names() if (_HERE / name / "widget.js").is_file()]


@functools.cache
def kind(name: str) -> Any:
    """The module ``kind.py`` of a kind. Raises ``KeyError`` if there is no such kind."""
    if name not in names():
        raise KeyError(f"there is no kind {name!r}; there are: {', '.join(names())}")
    return importlib.import_module(f"localsdg.kinds.{name}.kind")


def texts(settings: dict[str, Any]) -> list[list[Any]]:
    """Where the free texts of an exercise's answers lie (``localsdg.closed``), for its ``exercise.yml``.

    None where there is no such kind, which ``localsdg check`` says.
    """
    if settings["kind"] not in names():
        return []
    return kind(settings["kind"]).texts(settings.get("parameters") or {})


@functools.cache
def esm(name: str) -> str:
    """The kind's widget as the text of one self-contained ES module, for the notebook."""
    return bundle.one_module(_HERE / name / "widget.js")


@functools.cache
def css(name: str) -> str:
    """The kind's style sheets (by name), with the tokens and what all kinds share before them."""
    return shared_css() + "\n" + own_css(name)


@functools.cache
def own_esm(name: str) -> str:
    """The kind's widget for pages: it asks for what all kinds share, ``SHARED`` beside it."""
    return bundle.one_module(_HERE / name / "widget.js", _shared(), f"{SHARED}.js")


def own_css(name: str) -> str:
    """The kind's own style sheets."""
    return _sheets(sorted((_HERE / name).glob("*.css")))


def shared_esm() -> str:
    """What every widget imports, for pages: as one module."""
    return bundle.shared(_shared())


def shared_css() -> str:
    """The style sheets that come before those of every kind."""
    return _sheets(_HERE / name for name in _SHARED_SHEETS)


def _shared():
    return set.intersection(*(bundle.imported(_HERE / name / "widget.js") for name in widgets()))


def _sheets(files):
    return bundle.small_css("\n".join(file.read_text(encoding="utf-8") for file in files))
