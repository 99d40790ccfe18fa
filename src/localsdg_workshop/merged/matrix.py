"""Grids: the room's mean and spread in each cell, what the rows add up to, what was picked, notes."""

import statistics
from typing import Any

from localsdg.kinds.labels import title
from localsdg_workshop.merged import reading


def parts(answers: list[tuple[str, Any]], spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows by what they add up to (where the scale is of numbers), the cells, picks, notes."""
    parameters, labels = spec["parameters"], spec["words"]["labels"]
    is_numbers = not isinstance(parameters["scale"][0], str)
    found = [_totals(answers, parameters, labels)] if is_numbers else []
    found.append(_cells(answers, parameters, labels, is_numbers))
    for pick in parameters.get("picks") or []:
        options = {one: title(labels, pick["of"], one) for one in parameters[pick["of"]]}
        given = [(who, reading.as_dict(answer, "picks").get(pick["id"])) for who, answer in answers]
        given = [(who, one) for who, one in given if isinstance(one, str)]
        found.append(reading.bars(title(labels, "picks", pick["id"]), options, given, len(given)))
    if parameters.get("notes"):
        notes = [(f"{who}/notes", who, reading.as_dict(answer).get("notes")) for who, answer in answers]
        found.append(reading.wall(title(labels, "notes"), notes))
    return found


def _cells(answers, parameters, labels, is_numbers):
    rows = []
    for row in parameters["rows"]:
        cells = []
        for column in parameters["columns"]:
            given = [
                (who, reading.as_dict(reading.as_dict(answer, "cells"), row).get(column))
                for who, answer in answers
            ]
            given = [(who, value) for who, value in given if value in parameters["scale"]]
            cells.append(_cell(given, parameters["scale"], is_numbers))
        rows.append({"label": title(labels, "rows", row), "cells": cells})
    columns = [title(labels, "columns", column) for column in parameters["columns"]]
    is_empty = not any(cell["who"] for row in rows for cell in row["cells"])
    return {
        "type": "grid",
        "title": "",
        "says": "cells",
        "columns": columns,
        "rows": [] if is_empty else rows,
    }


def _cell(given, scale, is_numbers):
    who, values = [name for name, _ in given], [value for _, value in given]
    if not values:
        return {"text": "", "strength": 0, "who": []}
    if not is_numbers:
        common = max(dict.fromkeys(values), key=values.count)
        return {"text": f"{common} {values.count(common)}/{len(values)}", "strength": 0.5, "who": who}
    mean, wide = statistics.fmean(values), max(values) - min(values)
    text = reading.shown(mean) + (
        f" ({reading.shown(min(values))}–{reading.shown(max(values))})" if wide else ""
    )
    size = max(abs(max(scale)), abs(min(scale))) or 1
    return {"text": text, "strength": round(min(1, abs(mean) / size), 2), "who": who}


def _totals(answers, parameters, labels):
    is_weighted = parameters.get("totals") == "weighted"
    rows = []
    for row in parameters["rows"]:
        values = [_total(answer, row, parameters, is_weighted) for _, answer in answers]
        if known := [value for value in values if value is not None]:
            rows.append(reading.spread(title(labels, "rows", row), known))
    rows.sort(key=lambda one: -one["median"])
    return {"type": "ranges", "title": "", "says": "total", "unit": "", "rows": rows}


def _total(answer, row, parameters, is_weighted):
    """What a row adds up to in one answer, or its weighted mean; ``None`` where nothing is in it."""
    cells = reading.as_dict(reading.as_dict(answer, "cells"), row)
    given = {
        one: cells[one] for one in parameters["columns"] if one in cells and cells[one] in parameters["scale"]
    }
    if not given:
        return None
    if not is_weighted:
        return sum(given.values())
    weights = reading.as_dict(answer, "weights")
    worth = {one: max(0, reading.as_number(weights.get(one)) or 0) for one in given}
    whole = sum(worth.values())
    return sum(worth[one] * given[one] for one in given) / whole if whole else None
