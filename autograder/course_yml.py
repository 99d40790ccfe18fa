"""``course.yml`` in a course folder, as it is read: dicts, lists and texts, and what is wrong in it.

Numbers and dates stay texts here: YAML itself would make something of them, each in its way.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml

from autograder import system
from autograder.errors import CourseFolderError
from autograder.messages import message

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
    given = mapping(path, message("yml_the_file"), _loaded(path, content))
    only(path, message("yml_the_file"), given, _TOP)
    return given


def mapping(path: Path, key: str, value: Any) -> dict[str, Any]:
    """``value``, if it holds names with values."""
    if not isinstance(value, dict):
        raise Unusable(message("yml_mapping", path=path, key=key))
    return value


def only(path: Path, key: str, given: Collection[str], known: Collection[str]) -> None:
    """Refuse names that are not known."""
    for name in given:
        if name not in known:
            raise Unusable(message("yml_unknown", path=path, name=name, key=key, known=sorted(known)))


def text(path: Path) -> str:
    """The file's text. Raises ``Unusable``."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as problem:
        raise Unusable(message("yml_closed", path=path, why=system.why(problem))) from None
    except UnicodeDecodeError:
        raise Unusable(message("yml_closed", path=path, why=message("yml_no_utf8"))) from None


def _loaded(path, text):
    try:
        root = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.SafeLoader)
        return {} if root is None else _plain(path, root, at_top=True)
    except yaml.YAMLError as problem:
        line = getattr(getattr(problem, "problem_mark", None), "line", None)
        told = message("yml_none", path=path)
        if line is not None:
            told = message("yml_none_line", path=path, line=line + 1)
        raise Unusable(told) from None


def _plain(path, node, at_top=False):
    """A YAML node as dicts and texts; a list of texts is understood in one place alone."""
    if isinstance(node, yaml.ScalarNode):
        return "" if node.tag == "tag:yaml.org,2002:null" else node.value
    if not isinstance(node, yaml.MappingNode):
        raise Unusable(message("yml_list", path=path, line=node.start_mark.line + 1))
    made = {}
    for key, value in node.value:
        name = str(key.value)
        if name in made:
            raise Unusable(message("yml_twice", path=path, line=key.start_mark.line + 1, name=name))
        is_list = at_top and name == OPEN and isinstance(value, yaml.SequenceNode)
        made[name] = [_plain(path, one) for one in value.value] if is_list else _plain(path, value)
    return made
