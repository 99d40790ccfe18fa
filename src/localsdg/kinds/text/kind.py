"""A text that a person judges by the levels of a rubric; checks may help the writer on the way."""

from random import Random
from typing import Any

from localsdg.kinds.clicks import MASH

PARAMETERS = {
    "type": "object",
    "properties": {
        "min_words": {"type": "integer", "minimum": 0},
        "max_words": {"type": "integer", "minimum": 1},
        "notes": {"type": "boolean"},
        "tables": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}

ANSWER = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}


def texts(parameters: dict[str, Any]) -> list[list[Any]]:
    """All of it."""
    return [["text"]]


def clicked(spec: dict[str, Any], random: Random) -> Any:
    """Keyboard mash: there is nothing to click."""
    return {"text": MASH}


def empty(spec: dict[str, Any]) -> Any:
    """No text."""
    return {"text": ""}


def summary(answer: Any, spec: dict[str, Any]) -> list[str]:
    """The text's own lines."""
    text = answer.get("text") if isinstance(answer, dict) else None
    return text.splitlines() if isinstance(text, str) else []
