"""Code: the named variables are the answer. The notebook has cells for it, the page a place to run it."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from localsdg.kinds.clicks import MASH
from localsdg.kinds.labels import title

PARAMETERS = {
    "type": "object",
    "required": ["variables"],
    "properties": {
        "variables": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "type"],
                "additionalProperties": False,
                "properties": {
                    "name": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"},
                    "type": {"enum": ["number", "text", "list", "table"]},
                },
            },
        },
        "tables": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}

ANSWER = {"type": "object", "required": ["variables"], "properties": {"variables": {"type": "object"}}}

_LONGEST = 200  # characters of a value in a summary


def needed_words(settings: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Places in the front matter of ``en.md`` that must hold words, for an ``exercise.yml``'s content."""
    for variable in settings["parameters"]["variables"]:
        yield ("labels", "variables", variable["name"])


def texts(parameters: dict[str, Any]) -> list[list[Any]]:
    """None: a text is a value that the code found, such as the name of a district."""
    return []


def clicked(spec: dict[str, Any], random: Random) -> Any:
    """A value of the right type in each variable."""
    made = {
        "number": lambda: random.randint(0, 100),
        "text": lambda: MASH,
        "list": lambda: [random.randint(0, 100) for _ in range(5)],
        "table": lambda: {"a": [random.randint(0, 100) for _ in range(5)]},
    }
    return {"variables": {one["name"]: made[one["type"]]() for one in spec["parameters"]["variables"]}}


def empty(spec: dict[str, Any]) -> Any:
    """No variable."""
    return {"variables": {}}


def summary(answer: Any, spec: dict[str, Any]) -> list[str]:
    """One line a variable: its meaning, its name and its value (the beginning of a long one)."""
    given = answer.get("variables") if isinstance(answer, dict) else None
    given = given if isinstance(given, dict) else {}
    labels = spec["words"]["labels"]
    lines = []
    for variable in spec["parameters"]["variables"]:
        name = variable["name"]
        text = "–" if given.get(name) is None else json.dumps(given[name], ensure_ascii=False)
        shown = text if len(text) <= _LONGEST else text[:_LONGEST] + " …"
        lines.append(f"{title(labels, 'variables', name)} ({name}): {shown}")
    return lines
