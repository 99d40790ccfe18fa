"""Money to share out among measures; what it brings shows as effects with aims."""

from collections.abc import Iterator
from random import Random
from typing import Any

from localsdg.kinds.clicks import MASH, shares
from localsdg.kinds.labels import title

_ID = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}
_AMOUNT = {"type": "number", "minimum": 0}

PARAMETERS = {
    "type": "object",
    "required": ["budget", "step", "measures", "effects"],
    "properties": {
        "budget": {"type": "number", "exclusiveMinimum": 0},
        "step": {"type": "number", "exclusiveMinimum": 0},
        "measures": {
            "type": "array",
            "minItems": 2,
            "items": {
                "type": "object",
                "required": ["id", "effects"],
                "additionalProperties": False,
                "properties": {
                    "id": _ID,
                    # What it may cost: from min (0 if not said) to max (the whole budget if not said).
                    "min": _AMOUNT,
                    "max": _AMOUNT,
                    # effect -> what one unit of money brings; money beyond upto brings nothing more.
                    "effects": {"type": "object", "additionalProperties": {"type": "number"}},
                    "upto": _AMOUNT,
                },
            },
        },
        "effects": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["id"],
                "additionalProperties": False,
                "properties": {
                    "id": _ID,
                    "start": {"type": "number"},  # the value when no money is spent; 0 if not said
                    "threshold": {"type": "number"},  # the aim
                    "better": {"enum": ["more", "less"]},  # "more" if not said
                },
            },
        },
        # One box for reasons, below the measures.
        "reason": {"type": "boolean"},
        "tables": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}

ANSWER = {
    "type": "object",
    "required": ["amounts"],
    "properties": {
        "amounts": {"type": "object", "additionalProperties": {"type": "number"}},
        "reason": {"type": "string"},
    },
}


def needed_words(settings: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Places in the front matter of ``en.md`` that must hold words, for an ``exercise.yml``'s content."""
    parameters = settings["parameters"]
    yield ("labels", "unit")
    yield from (("labels", "measures", measure["id"]) for measure in parameters["measures"])
    # Effects that only a measure names are asked for too: they are most likely misspelled.
    named = [effect["id"] for effect in parameters["effects"]]
    named += [effect for measure in parameters["measures"] for effect in measure["effects"]]
    yield from (("labels", "effects", name) for name in dict.fromkeys(named))
    if parameters.get("reason"):
        yield ("labels", "reason")


def texts(parameters: dict[str, Any]) -> list[list[Any]]:
    """The box for reasons."""
    return [["reason"]] if parameters.get("reason") else []


def clicked(spec: dict[str, Any], random: Random) -> Any:
    """The whole budget, cut at random among the measures."""
    parameters = spec["parameters"]
    names = [measure["id"] for measure in parameters["measures"]]
    parts = shares(parameters["budget"], parameters["step"], len(names), random)
    return {"amounts": dict(zip(names, parts, strict=True)), "reason": MASH}


def empty(spec: dict[str, Any]) -> Any:
    """No money given to anything."""
    return {"amounts": {}}


def summary(answer: Any, spec: dict[str, Any]) -> list[str]:
    """One line a measure with its amount, the sum, the effects, and the reasons."""
    parameters, labels = spec["parameters"], spec["words"]["labels"]
    answer = answer if isinstance(answer, dict) else {}
    given = answer.get("amounts") if isinstance(answer.get("amounts"), dict) else {}
    amounts = {one["id"]: _number(given.get(one["id"])) for one in parameters["measures"]}
    unit = title(labels, "unit")
    lines = [
        f"{title(labels, 'measures', name)}: {'–' if amount is None else f'{amount:g} {unit}'}"
        for name, amount in amounts.items()
    ]
    lines.append(f"= {sum(amount or 0 for amount in amounts.values()):g} / {parameters['budget']:g} {unit}")
    for effect in parameters["effects"]:
        value = effect.get("start", 0) + sum(
            measure["effects"].get(effect["id"], 0)
            * min(amounts[measure["id"]] or 0, measure.get("upto", float("inf")))
            for measure in parameters["measures"]
        )
        sign = "≤" if effect.get("better") == "less" else "≥"
        aim = f" ({sign} {effect['threshold']:g})" if "threshold" in effect else ""
        lines.append(f"{title(labels, 'effects', effect['id'])}: {round(value, 2):g}{aim}")
    if parameters.get("reason") and isinstance(answer.get("reason"), str) and answer["reason"].strip():
        lines.append(f"{title(labels, 'reason')}: {answer['reason'].strip()}")
    return lines


def _number(value):
    """A finite amount of a size that somebody may have meant, else ``None``."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < 1e15:
        return None
    return value
