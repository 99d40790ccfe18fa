"""Find the line in a source file that a message should point at."""

import functools
import re
from pathlib import Path

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def line_of(path: Path, text: str) -> int:
    """The 1-based number of the first line that holds ``text``; 1 if none does or the file is missing."""
    for number, line in enumerate(_lines(path), 1):
        if text in line:
            return number
    return 1


def key_line(path: Path, *keys: object) -> int:
    """The line of a nested YAML key: each key is looked for below the one before; 1 if not found.

    A key may also be the ``id`` of a list's item.
    """
    place, lines = 0, _lines(path)
    for key in keys:
        pattern = re.compile(rf"""^[\s\-{{,]*(id:\s*)?["']?{re.escape(str(key))}["']?\s*(:|,|\}}|$)""")
        for number in range(place, len(lines)):
            if pattern.search(lines[number]):
                place = number
                break
    return place + 1 if lines else 1


def place_line(path: Path, *place: object) -> int:
    """The line of a place in a YAML or JSON file (or in front matter): keys and numbers of list items.

    Where the last parts are missing: the line of what they are missing in; 1 in a file that is none.
    """
    node, first = _node(Path(path), Path(path).stat().st_mtime_ns)
    line = first + node.start_mark.line if node else 1
    for part in place:
        child = _child(node, part)
        if child is None:
            break
        line, node = first + child[0].start_mark.line, child[1]
    return line


def _child(node, part):
    """``(what marks the line, the node)`` of a part of a node; ``None`` if it has none of that name."""
    if isinstance(node, yaml.MappingNode):
        found = [(key, value) for key, value in node.value if key.value == str(part)]
        return found[-1] if found else None
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


@functools.lru_cache(maxsize=64)
def _node(path, changed):
    text, first = path.read_text(encoding="utf-8"), 1
    if path.suffix == ".md" and text.startswith("---\n"):
        text, first = text[4:].split("\n---", 1)[0], 2
    try:
        return yaml.compose(text, Loader=_Loader), first
    except yaml.YAMLError:
        return None, 1


def _lines(path):
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
