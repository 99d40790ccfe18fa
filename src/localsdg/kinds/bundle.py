"""Several modules, or style sheets, as one file that travels well: no comments, no indentation.

A widget travels as one module in the notebook. On pages all kinds share what every kind imports: it is one
module of its own there (``apart``), which each of them asks for.
"""

import re
from collections.abc import Iterable
from pathlib import Path

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";[ \t]*\n', re.M)
# Whole lines, which every page would load.
_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/[ \t]*)\n", re.M | re.S)
_CSS_COMMENT = re.compile(r"[ \t]*/\*.*?\*/", re.S)
_CSS_SPACE = re.compile(r"(?<=[{};])\n+|(?<=[\w-]:) ")  # that means nothing
_INDENT = re.compile(r"\s*\n\s*")
_NAMED_EXPORT = re.compile(r"^export \{([^}]*)\};[ \t]*\n", re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|let|class) +(\w+))", re.M)
# Who tries again asks for a module with another query, because a browser remembers under its address that it
# failed to load; so what that module imports is asked for with the same one.
_ASKED = """const {{ {names} }} = await import(
new URL("{file}" + new URL(import.meta.url).search, import.meta.url).href);
"""


def one_module(path: Path, apart: Iterable[Path] = (), file: str = "") -> str:
    """An ES module with its imports written into it, but for those in ``apart``: they come from ``file``.

    ``file`` is what ``shared`` makes of the same modules, as it lies beside this one.
    """
    done: dict[Path, tuple[str, str]] = {one: (_name(one), "") for one in sorted(apart)}
    text = _inline(path, done)
    asked = [name for name, module in done.values() if not module]
    head = _ASKED.format(names=", ".join(asked), file=file) if asked else ""
    return head + "".join(module for _, module in done.values()) + text


def shared(paths: Iterable[Path]) -> str:
    """These modules as one, which exports each of them; what they import must be among them."""
    done: dict[Path, tuple[str, str]] = {}
    wanted = sorted(paths)
    for path in wanted:
        _inlined(path, done)
    names = [f"{done[path][0]} as {_name(path)}" for path in wanted]
    return "".join(module for _, module in done.values()) + f"export {{ {', '.join(names)} }};\n"


def imported(path: Path) -> set[Path]:
    """The modules that a module imports, and those that they import."""
    done: dict[Path, tuple[str, str]] = {}
    _inline(path, done)
    return set(done)


def small_css(text: str) -> str:
    """A style sheet without comments and without space that means nothing."""
    return _CSS_SPACE.sub("", _INDENT.sub("\n", _CSS_COMMENT.sub("", text)))


def _inline(path, done):
    """The text of a module with each import line replaced by names taken from a function's result.

    ``done`` collects the imported modules, each once and after what it needs: path -> (name, text).
    """

    def bind(match):
        name = _inlined((path.parent / match.group(2)).resolve(), done)
        return f"const {{ {_pairs(match.group(1), ' as ')} }} = {name};\n"

    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    # No text of a widget runs over several lines (a test says so): space between lines means nothing.
    return _IMPORT.sub(bind, _INDENT.sub("\n", text))


def _inlined(source, done):
    """The name by which ``done`` knows the module; it is put there first, after what it imports."""
    if source not in done:
        body = _inline(source, done)
        name = f"lsdg{len(done)}"
        done[source] = (name, _as_function(name, body))
    return done[source][0]


def _name(path):
    return f"shared_{path.stem}"


def _as_function(name, text):
    exported = _EXPORT.findall(text)
    for group in _NAMED_EXPORT.findall(text):
        exported += [part.strip() for part in group.split(",") if part.strip()]
    text = _EXPORT.sub("", _NAMED_EXPORT.sub("", text))
    return f"const {name} = (() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}})();\n"


def _pairs(clause, word):
    return ", ".join(part.strip().replace(word, ": ") for part in clause.split(",") if part.strip())
