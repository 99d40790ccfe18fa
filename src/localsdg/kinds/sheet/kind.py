"""A table to fill: rows of fields, added by the learner or given by the exercise."""

from collections.abc import Iterator
from random import Random
from typing import Any

from localsdg.kinds.clicks import MASH, some
from localsdg.kinds.labels import title

_ID = {"type": "string", "pattern": "^[a-z0-9_]+$"}
_TYPES = ["text", "number", "select", "multiselect", "date", "code"]

PARAMETERS = {
    "type": "object",
    "required": ["columns"],
    "properties": {
        "columns": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["id", "type"],
                "additionalProperties": False,
                "properties": {
                    "id": _ID,
                    "type": {"enum": _TYPES},
                    "options": {
                        "type": "array",
                        "items": {"type": "string"},
                        "minItems": 1,
                        "uniqueItems": True,
                    },
                    "required": {"type": "boolean"},
                    "list": {**_ID, "description": "code: which of `lists`"},
                    "rows": {"type": "array", "items": _ID, "minItems": 1, "uniqueItems": True},
                },
                "if": {"properties": {"type": {"enum": ["select", "multiselect"]}}},
                "then": {"required": ["options"]},
                "else": {"if": {"properties": {"type": {"const": "code"}}}, "then": {"required": ["list"]}},
            },
        },
        "min_rows": {"type": "integer", "minimum": 1},
        "max_rows": {"type": "integer", "minimum": 1, "maximum": 200},
        "row_ids": {"type": "array", "items": _ID, "minItems": 1, "uniqueItems": True},
        # Codes to pick from: a table (dataset/resource), its column of codes and its column of titles.
        "lists": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["table", "code", "title"],
                "additionalProperties": False,
                "properties": {"table": {"type": "string"}, "code": _ID, "title": _ID},
            },
        },
        "tables": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}

ANSWER = {
    "type": "object",
    "required": ["rows"],
    "properties": {
        "rows": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": {
                    "anyOf": [
                        {"type": "string"},
                        {"type": "number"},
                        {"type": "array", "items": {"type": "string"}},
                    ]
                },
            },
        }
    },
}


def needed_words(settings: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Places in the front matter of ``en.md`` that must hold words, for an ``exercise.yml``'s content."""
    for column in settings["parameters"]["columns"]:
        yield ("labels", "columns", column["id"])
        yield from (("labels", "rows", name) for name in column.get("rows", []))
        yield from (("labels", "options", column["id"], option) for option in column.get("options", []))
    yield from (("labels", "rows", name) for name in settings["parameters"].get("row_ids", []))


def texts(parameters: dict[str, Any]) -> list[list[Any]]:
    """What stands in the columns of type text."""
    return [["rows", "*", column["id"]] for column in parameters["columns"] if column["type"] == "text"]


def clicked(spec: dict[str, Any], random: Random) -> Any:
    """The given rows, or as few as are asked for, with something in each field."""
    parameters = spec["parameters"]
    given = [{"id": name} for name in parameters.get("row_ids", [])]
    rows = given or [{} for _ in range(parameters.get("min_rows", 1))]
    return {
        "rows": [
            {
                **row,
                **{
                    column["id"]: _clicked(column, spec, random)
                    for column in parameters["columns"]
                    if row.get("id") in column.get("rows", [row.get("id")])
                },
            }
            for row in rows
        ]
    }


def _clicked(column, spec, random):
    if column["type"] == "code":
        return random.choice(spec["codes"][column["list"]])[0]
    if column["type"] == "select":
        return random.choice(column["options"])
    if column["type"] == "multiselect":
        return some(column["options"], random)
    if column["type"] == "number":
        return random.randint(0, 100)
    if column["type"] == "date":
        return f"{random.randint(2025, 2030)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    return MASH


def empty(spec: dict[str, Any]) -> Any:
    """No row, or the given rows with nothing in them."""
    return {"rows": [{"id": name} for name in spec["parameters"].get("row_ids", [])]}


def summary(answer: Any, spec: dict[str, Any]) -> list[str]:
    """One line a row: its filled fields as "column: value"."""
    rows = answer.get("rows") if isinstance(answer, dict) else None
    labels = spec["words"]["labels"]
    columns = [(one["id"], title(labels, "columns", one["id"])) for one in spec["parameters"]["columns"]]
    lines = []
    for place, row in enumerate(rows if isinstance(rows, list) else [], 1):
        row = row if isinstance(row, dict) else {}
        cells = [
            f"{heading}: {_shown(row[column], column, labels)}"
            for column, heading in columns
            if row.get(column) not in (None, "", [])
        ]
        name = title(labels, "rows", row["id"]) if "id" in row else str(place)
        lines.append(f"{name}. {' | '.join(cells) or '–'}")
    return lines


def _shown(value, column, labels):
    values = value if isinstance(value, list) else [value]
    return "; ".join(title(labels, "options", column, one) for one in values)
