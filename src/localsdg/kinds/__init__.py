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
import re
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";[ \t]*\n', re.M)
# Whole lines, which every page would load.
_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/[ \t]*)\n", re.M | re.S)
_CSS_COMMENT = re.compile(r"[ \t]*/\*.*?\*/", re.S)
_CSS_SPACE = re.compile(r"(?<=[{};])\n+|(?<=[\w-]:) ")  # that means nothing
_INDENT = re.compile(r"\s*\n\s*")
_NAMED_EXPORT = re.compile(r"^export \{([^}]*)\};[ \t]*\n", re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|let|class) +(\w+))", re.M)


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
    """The kind's widget as the text of one self-contained ES module."""
    return one_module(_HERE / name / "widget.js")


def one_module(path: Path) -> str:
    """An ES module with its imports written into it, without comments and indentation."""
    done: dict[Path, tuple[str, str]] = {}
    text = _inline(path, done)
    return "".join(module for _, module in done.values()) + text


@functools.cache
def css(name: str) -> str:
    """The kind's style sheets (by name), with the tokens and what all kinds share before them."""
    files = [
        _HERE / "tokens.css",
        _HERE / "frame.css",
        _HERE / "goal-code.css",
        _HERE / "example.css",
        _HERE / "marks.css",
        _HERE / "open.css",
        _HERE / "paper.css",
        *sorted((_HERE / name).glob("*.css")),
    ]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return small_css(text)


def small_css(text: str) -> str:
    """A style sheet without comments and without space that means nothing."""
    return _CSS_SPACE.sub("", _INDENT.sub("\n", _CSS_COMMENT.sub("", text)))


def _inline(path, done):
    """The text of a module with each import line replaced by names taken from a function's result.

    ``done`` collects the imported modules, each once and after what it needs: path -> (name, text).
    """

    def bind(match):
        source = (path.parent / match.group(2)).resolve()
        if source not in done:
            body = _inline(source, done)  # first: what it imports comes before it in done
            name = f"lsdg{len(done)}"
            done[source] = (name, _as_function(name, body))
        return f"const {{ {_pairs(match.group(1), ' as ')} }} = {done[source][0]};\n"

    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    # No text of a widget runs over several lines (a test says so): space between lines means nothing.
    return _IMPORT.sub(bind, _INDENT.sub("\n", text))


def _as_function(name, text):
    exported = _EXPORT.findall(text)
    for group in _NAMED_EXPORT.findall(text):
        exported += [part.strip() for part in group.split(",") if part.strip()]
    text = _EXPORT.sub("", _NAMED_EXPORT.sub("", text))
    return f"const {name} = (() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}})();\n"


def _pairs(clause, word):
    return ", ".join(part.strip().replace(word, ": ") for part in clause.split(",") if part.strip())
