"""Find the line in a source file that a message should point at."""

import re
from pathlib import Path


def line_of(path, text):
    """The 1-based number of the first line that holds ``text``; 1 if none does or the file is missing."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return 1
    for number, line in enumerate(lines, 1):
        if text in line:
            return number
    return 1


def key_line(path, *keys):
    """The line of a nested YAML key: each key is looked for below the one before; 1 if not found."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return 1
    place = 0
    for key in keys:
        pattern = re.compile(rf"""^[\s\-{{,]*(id:\s*)?["']?{re.escape(str(key))}["']?\s*(:|,|\}}|$)""")
        for number in range(place, len(lines)):
            if pattern.search(lines[number]):
                place = number
                break
    return place + 1 if lines else 1
