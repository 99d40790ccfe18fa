"""A grid to fill: each cell takes one value of a scale, a column may have a weight, rows may be ranked."""

from collections.abc import Iterator
from random import Random
from typing import Any

from localsdg.kinds.clicks import MASH, shares
from localsdg.kinds.labels import title

_ID = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}
_IDS = {"type": "array", "items": _ID, "minItems": 1, "maxItems": 40, "uniqueItems": True}
_NUMBERS = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "uniqueItems": True}
_CODES = {"type": "array", "items": _ID, "minItems": 2, "uniqueItems": True}

PARAMETERS = {
    "type": "object",
    "required": ["rows", "columns", "scale"],
    "properties": {
        "rows": _IDS,
        "columns": _IDS,
        # What a cell may hold: whole numbers (they can be added up), or short codes such as R, A, C, I.
        "scale": {"anyOf": [_NUMBERS, _CODES]},
        # The learner gives each column a weight; total: what they should add up to.
        "weights": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "min": {"type": "number", "minimum": 0},
                "max": {"type": "number", "exclusiveMinimum": 0},
                "step": {"type": "number", "exclusiveMinimum": 0},
                "total": {"type": "number", "exclusiveMinimum": 0},
            },
        },
        # Where rows and columns are the same things: no cell where one meets itself.
        "skip_diagonal": {"type": "boolean"},
        # Sums of numbers (how often each code occurs); weighted: the rows' weighted means and their ranks.
        "totals": {"enum": ["row", "column", "both", "weighted"]},
        # What the learner names below the grid: one of its rows or columns.
        "picks": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "of"],
                "additionalProperties": False,
                "properties": {"id": _ID, "of": {"enum": ["rows", "columns"]}},
            },
        },
        # One box for reasons, below the grid.
        "notes": {"type": "boolean"},
        "tables": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    "if": {"properties": {"totals": {"const": "weighted"}}, "required": ["totals"]},
    "then": {"required": ["weights"], "properties": {"scale": _NUMBERS}},
}

_VALUE = {"anyOf": [{"type": "number"}, {"type": "string"}]}

ANSWER = {
    "type": "object",
    "required": ["cells"],
    "properties": {
        "cells": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": _VALUE},
        },
        "weights": {"type": "object", "additionalProperties": {"type": "number"}},
        "picks": {"type": "object", "additionalProperties": {"type": "string"}},
        "notes": {"type": "string"},
    },
}


def needed_words(settings: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Places in the front matter of ``en.md`` that must hold words, for an ``exercise.yml``'s content."""
    parameters = settings["parameters"]
    yield from (("labels", "rows", name) for name in parameters["rows"])
    yield from (("labels", "columns", name) for name in parameters["columns"])
    yield from (("labels", "scale", str(value)) for value in parameters["scale"])
    yield from (("labels", "picks", pick["id"]) for pick in parameters.get("picks", []))
    if parameters.get("notes"):
        yield ("labels", "notes")


def texts(parameters: dict[str, Any]) -> list[list[Any]]:
    """The box for reasons."""
    return [["notes"]] if parameters.get("notes") else []


def clicked(spec: dict[str, Any], random: Random) -> Any:
    """Some value in each cell, and weights that add up to what is asked for."""
    parameters = spec["parameters"]
    columns, scale, diagonal = parameters["columns"], parameters["scale"], parameters.get("skip_diagonal")
    answer: dict[str, Any] = {
        "cells": {
            row: {column: random.choice(scale) for column in columns if not (diagonal and column == row)}
            for row in parameters["rows"]
        },
        "picks": {pick["id"]: random.choice(parameters[pick["of"]]) for pick in parameters.get("picks", [])},
        "notes": MASH,
    }
    if "weights" in parameters:
        asked = parameters["weights"]
        parts = shares(asked.get("total", 100), asked.get("step", 1), len(columns), random)
        answer["weights"] = dict(zip(columns, parts, strict=True))
    return answer


def empty(spec: dict[str, Any]) -> Any:
    """No cell filled."""
    return {"cells": {}}


def summary(answer: Any, spec: dict[str, Any]) -> list[str]:
    """A line of weights, one a row with its filled cells as "column: value", what is named, the reasons."""
    parameters, labels = spec["parameters"], spec["words"]["labels"]
    answer = _dict(answer)
    lines = []
    if "weights" in parameters:
        weights = _dict(answer.get("weights"))
        given = {name: weights.get(name) for name in parameters["columns"] if _is_number(weights.get(name))}
        lines.append(_line(spec["words"]["ui"].get("matrix_weights", "–"), given, labels))
    cells = _dict(answer.get("cells"))
    for row in parameters["rows"]:
        filled = _dict(cells.get(row))
        shown = {
            column: sign(filled[column], spec)
            for column in parameters["columns"]
            if column in filled
            and _fits(filled[column], parameters["scale"])
            and not (parameters.get("skip_diagonal") and row == column)
        }
        lines.append(_line(title(labels, "rows", row), shown, labels))
    picks = _dict(answer.get("picks"))
    for pick in parameters.get("picks", []):
        picked = picks.get(pick["id"])
        named = title(labels, pick["of"], picked) if picked in parameters[pick["of"]] else "–"
        lines.append(f"{title(labels, 'picks', pick['id'])}: {named}")
    if parameters.get("notes") and isinstance(answer.get("notes"), str) and answer["notes"].strip():
        lines.append(f"{title(labels, 'notes')}: {answer['notes'].strip()}")
    return lines


def sign(value: Any, spec: dict[str, Any]) -> str:
    """How a value of the scale is written in a cell: a label of up to three signs, else the value itself."""
    word = title(spec["words"]["labels"], "scale", str(value))
    if len(word) <= 3:
        return word
    if not isinstance(value, (int, float)) or value == 0:
        return str(value)
    signed = any(isinstance(one, int) and one < 0 for one in spec["parameters"]["scale"])
    return f"−{-value}" if value < 0 else f"{'+' if signed else ''}{value}"


def _line(name, cells, labels):
    words = [f"{title(labels, 'columns', column)}: {value}" for column, value in cells.items()]
    return f"{name}. {' | '.join(words) or '–'}"


def _fits(value, scale):
    return not isinstance(value, bool) and isinstance(value, (int, str)) and value in scale


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _dict(value):
    return value if isinstance(value, dict) else {}
