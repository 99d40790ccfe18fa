"""Values that came from a learner as JSON any program can write down: finite, not deep, in whole letters.

For what arrives on ways that ``reading`` does not look at: a run's results, JSON inside a text.
"""

import json
import math
from collections.abc import Callable
from typing import Any

DEEPEST = 60  # lists within lists; real outputs have about ten


def loads(text: str) -> Any:
    """A text's JSON made plain. ``ValueError`` or ``RecursionError`` if it is none, or too deep."""
    return plain(json.loads(text, parse_constant=lambda name: None), whole)


def whole(text: str) -> str:
    """A text in which half of a surrogate pair, which no file can hold, is a question mark."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def plain(value: Any, clean: Callable[[str], str] = whole, depth: int = 0) -> Any:
    """``value`` with numbers that are no numbers as ``None`` and each text passed through ``clean``.

    ``ValueError`` if it is nested deeper than ``DEEPEST``.
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if not isinstance(value, list | dict):
        return value
    if depth > DEEPEST:
        raise ValueError("deeper than any output")
    if isinstance(value, list):
        return [plain(item, clean, depth + 1) for item in value]
    return {clean(key): plain(item, clean, depth + 1) for key, item in value.items()}
