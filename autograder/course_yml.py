"""``course.yml`` in a course folder, as it is read: dicts, lists and texts, and what is wrong in it.

Numbers and dates stay texts here: YAML itself would make something of them, each in its way.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml

from autograder.errors import CourseFolderError

FILE = "course.yml"
OPEN = "open"  # who reads the own words of which exercises, see ``open_halves``
PACK = "pack"  # the country pack with which the course was handed out, see ``store/packs``
BADGE = "badge"  # what a badge asks for, see ``badges/asked``
_TOP = {"timezone", "default", "assignments", OPEN, PACK, BADGE}


class Unusable(CourseFolderError):
    """``course.yml`` cannot be used. The message names file and key and says what to write."""


def read(path: Path) -> dict[str, Any]:
    """What stands in the file at ``path``; ``{}`` where there is none. Raises ``Unusable``."""
    return of_text(text(path), path) if path.is_file() else {}


def of_text(content: str, path: Path) -> dict[str, Any]:
    """What stands, or stood, in the file at ``path``; see ``read``."""
    given = mapping(path, "the file", _loaded(path, content))
    only(path, "the file", given, _TOP)
    return given


def mapping(path: Path, key: str, value: Any) -> dict[str, Any]:
    """``value``, if it holds names with values."""
    if not isinstance(value, dict):
        raise Unusable(f"{path}: {key} must hold names with values, for example due: 2026-12-01 18:00")
    return value


def only(path: Path, key: str, given: Collection[str], known: Collection[str]) -> None:
    """Refuse names that are not known."""
    for name in given:
        if name not in known:
            raise Unusable(f"{path}: {name} in {key} is not known. Known are: {', '.join(sorted(known))}.")


def text(path: Path) -> str:
    """The file's text. Raises ``Unusable``."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise Unusable(f"{path} cannot be read ({problem}). Save it as UTF-8 text.") from None


def _loaded(path, text):
    try:
        root = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.SafeLoader)
        return {} if root is None else _plain(path, root, at_top=True)
    except yaml.YAMLError as problem:
        line = getattr(getattr(problem, "problem_mark", None), "line", None)
        where = f", line {line + 1}" if line is not None else ""
        raise Unusable(f"{path}{where}: this is no YAML. Look at colons, brackets and indentation.") from None


def _plain(path, node, at_top=False):
    """A YAML node as dicts and texts; a list of texts is understood in one place alone."""
    if isinstance(node, yaml.ScalarNode):
        return "" if node.tag == "tag:yaml.org,2002:null" else node.value
    if not isinstance(node, yaml.MappingNode):
        raise Unusable(f"{path}, line {node.start_mark.line + 1}: a list is not understood here.")
    made = {}
    for key, value in node.value:
        name = str(key.value)
        if name in made:
            raise Unusable(f"{path}, line {key.start_mark.line + 1}: {name} is there twice.")
        is_list = at_top and name == OPEN and isinstance(value, yaml.SequenceNode)
        made[name] = [_plain(path, one) for one in value.value] if is_list else _plain(path, value)
    return made
