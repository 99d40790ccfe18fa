"""Read any JSON of an answer, and the parts that several kinds make of it."""

import statistics
from collections.abc import Iterable, Mapping
from typing import Any

LONGEST = 600  # characters of a card's text
MOST = 14  # bars of what was typed; the rest is one bar more
_HUGE = 1e12


def as_dict(value: Any, key: str | None = None) -> dict[str, Any]:
    """A dict, or what stands in one at ``key``; ``{}`` where there is none."""
    if key is not None:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """A list; ``[]`` where there is none."""
    return value if isinstance(value, list) else []


def as_number(value: Any) -> float | None:
    """A finite number of a size that somebody may have meant."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and abs(value) < _HUGE else None


def as_text(value: Any) -> str:
    """A text without space around it, cut where nobody reads on; ``""`` for what is none."""
    if not isinstance(value, str):
        return ""
    text = value.strip()
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def shown(value: float) -> str:
    """A number of a view: with a decimal where it has one."""
    return f"{round(value, 1):g}"


def bars(title: str, options: Mapping[str, str], given: Iterable[tuple[str, Any]], of: int) -> dict[str, Any]:
    """A part: how many gave each of the options ``{id: label}``. ``given``: who, and one id each time."""
    who: dict[str, list[str]] = {option: [] for option in options}
    for name, option in given:
        if isinstance(option, str) and option in who and (not who[option] or who[option][-1] != name):
            who[option].append(name)
    rows = [{"label": options[one], "count": len(names), "who": names} for one, names in who.items()]
    return {"type": "bars", "title": title, "of": of, "rows": rows if of else []}


def counted(title: str, given: list[tuple[str, str]]) -> dict[str, Any]:
    """A part of bars of what was typed, the most frequent first. ``given``: who, and a short text."""
    who: dict[str, list[str]] = {}
    for name, text in given:
        who.setdefault(text[:60], []).append(name)
    ordered = sorted(who.items(), key=lambda one: (-len(one[1]), one[0]))
    rows = [{"label": text, "count": len(names), "who": names} for text, names in ordered[:MOST]]
    if rest := [name for _, names in ordered[MOST:] for name in names]:
        rows.append({"label": "…", "count": len(rest), "who": rest})
    return {"type": "bars", "title": title, "of": len(given), "rows": rows}


def crossed(
    title: str, rows: dict[str, str], columns: dict[str, Any], given: list[tuple[str, str, str]]
) -> dict[str, Any]:
    """A part: in each cell how many put the row there. ``given``: who, row, column."""
    who: dict[tuple[str, str], list[str]] = {}
    for name, row, column in given:
        who.setdefault((row, column), []).append(name)
    most = max(map(len, who.values()), default=1)
    lines = []
    for row, label in rows.items():
        cells = [who.get((row, column), []) for column in columns]
        shares = [
            {"text": str(len(names)) if names else "", "strength": round(len(names) / most, 2), "who": names}
            for names in cells
        ]
        lines.append({"label": label, "cells": shares})
    return {"type": "grid", "title": title, "columns": list(columns.values()), "rows": lines if given else []}


def spread(label: str, values: list[float]) -> dict[str, Any]:
    """A row of ranges: least, quartiles, median, most."""
    if len(values) == 1:
        low, median, high = values * 3
    else:
        low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    numbers = {"least": min(values), "low": low, "median": median, "high": high, "most": max(values)}
    return {"label": label, **{name: round(value, 2) for name, value in numbers.items()}, "n": len(values)}


def wall(title: str, given: list[tuple[str, str, Any]]) -> dict[str, Any]:
    """A part: cards with what people wrote. ``given``: the card's id, who, and the text (any JSON)."""
    cards = [
        {"id": key, "who": [name], "text": text} for key, name, value in given if (text := as_text(value))
    ]
    return {"type": "wall", "title": title, "cards": cards}
