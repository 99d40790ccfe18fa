"""Allocations: what the room gave to each measure, as ranges; the reasons as a wall."""

from typing import Any

from localsdg.kinds.labels import title
from localsdg_workshop.merged import reading


def parts(answers: list[tuple[str, Any]], spec: dict[str, Any]) -> list[dict[str, Any]]:
    """One row a measure; a measure to which somebody gave nothing counts as 0 where they gave to another."""
    labels, measures = spec["words"]["labels"], spec["parameters"]["measures"]
    given = [(who, reading.as_dict(answer, "amounts")) for who, answer in answers]
    given = [(who, amounts) for who, amounts in given if any(map(_is_amount, amounts.values()))]
    rows = []
    for measure in measures:
        name = measure["id"]
        values = [reading.as_number(amounts.get(name)) or 0 for _, amounts in given]
        if values:
            rows.append(reading.spread(title(labels, "measures", name), values))
    unit = title(labels, "unit")
    ranges = {"type": "ranges", "title": spec["words"].get("title", ""), "unit": unit, "rows": rows}
    reasons = [(f"{who}/reason", who, reading.as_dict(answer).get("reason")) for who, answer in answers]
    return [ranges, reading.wall(title(labels, "reason"), reasons)]


def _is_amount(value):
    return bool(reading.as_number(value))
