"""What ``checks.py`` uses and MicroPython lacks, also where no sample comes: its own word is asked for."""

import ast
import builtins
import collections
import datetime
import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError

_TYPES = (str, bytes, list, dict, set, tuple, int, float, range, collections.deque, datetime.date,
          datetime.datetime, datetime.timedelta, re.Pattern, re.Match)  # fmt: skip
_METHODS = {name for one in _TYPES for name in dir(one) if not name.startswith("__")}
_SILENT = re.compile(r"\\[bBAZ]|\{\d")
# Run by MicroPython: ``found`` is what of ``asked`` it lacks.
_PROGRAM = """
import json
asked = json.loads({asked!r})
known = set()
for one in (str, bytes, list, dict, set, tuple, int, float, range):
    known.update(dir(one))
lacks = {{"methods": [], "names": [], "members": [], "patterns": []}}
import builtins
lacks["names"] = [name for name in asked["names"] if not hasattr(builtins, name)]
for module, member in asked["members"]:
    try:
        loaded = __import__(module)
    except ImportError:
        lacks["members"].append([module, ""])
        continue
    if member and not hasattr(loaded, member):
        lacks["members"].append([module, member])
    elif member:
        known.update(dir(getattr(loaded, member)))
import re
known.update(dir(re.compile("a")))
known.update(dir(re.match("a", "a")))
for pattern in asked["patterns"]:
    try:
        re.compile(pattern)
    except Exception:
        lacks["patterns"].append(pattern)
lacks["methods"] = [name for name in asked["methods"] if name not in known]
found = json.dumps(lacks)
"""


def program(paths: list[Path]) -> str:
    """The program that MicroPython runs to say what it lacks of what these files use."""
    asked: dict = {"methods": set(), "names": set(), "members": set(), "patterns": set()}
    for path in paths:
        for sort, what, _ in _uses(path):
            asked.get(sort, set()).add(what)
    return _PROGRAM.format(asked=json.dumps({sort: sorted(found) for sort, found in asked.items()}))


def problems(paths: list[Path], lacks: dict) -> Iterator[CourseError]:
    """Each place of the files that uses what MicroPython ``lacks`` (its answer to ``program``)."""
    if "raised" in lacks:
        raise RuntimeError(lacks["raised"])
    lacking = {
        (sort, tuple(what) if isinstance(what, list) else what) for sort in lacks for what in lacks[sort]
    }
    for path in paths:
        for sort, what, line in _uses(path):
            if (
                sort == "silent"
                or (sort, what) in lacking
                or (sort == "members" and (sort, (what[0], "")) in lacking)
            ):
                yield CourseError(path, _told(sort, what), line)


def _told(sort, what):
    if sort in ("patterns", "silent"):
        return (
            f"the browser's Python cannot read the pattern {what!r}; write it without (?…), {{…}} and \\b, "
            "or without re"
        )
    shown = {"methods": f".{what}()", "names": f"{what}()"}.get(sort) or ".".join(
        part for part in what if part
    )
    return f"the browser's Python has no {shown}; write it in another way. docs/browser-python.md says how"


def _uses(path):
    """``(sort, what, line)`` of all that may be missing."""
    return _uses_in(path.read_text(encoding="utf-8"))


@functools.lru_cache(maxsize=256)  # asked for before and after MicroPython runs
def _uses_in(text):
    return tuple(_all_uses(ast.parse(text)))


def _all_uses(tree):
    modules, own = _modules(tree), {getattr(node, "name", "") for node in ast.walk(tree)}
    own |= {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module != "localsdg.checks":
            yield from (("members", (node.module, alias.name), node.lineno) for alias in node.names)
        elif isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name) and node.value.id in modules:
                yield "members", (modules[node.value.id], node.attr), node.lineno
            elif node.attr in _METHODS:
                yield "methods", node.attr, node.lineno
        elif isinstance(node, ast.Name) and node.id not in own and hasattr(builtins, node.id):
            yield "names", node.id, node.lineno
        if isinstance(node, ast.Call) and (pattern := _pattern(node, modules)) is not None:
            # What it takes for plain signs instead of refusing it, it lacks as well.
            yield "silent" if _SILENT.search(pattern) else "patterns", pattern, node.lineno


def _modules(tree):
    """``{name in the file: module}`` of what the file imports."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update({alias.asname or alias.name: alias.name for alias in node.names})
    return found


def _pattern(node, modules):
    """The pattern of a call such as ``re.search("…", text)``, if it stands there."""
    function = node.func
    if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name):
        return None
    if modules.get(function.value.id) != "re" or not node.args or not isinstance(node.args[0], ast.Constant):
        return None
    return node.args[0].value if isinstance(node.args[0].value, str) else None
