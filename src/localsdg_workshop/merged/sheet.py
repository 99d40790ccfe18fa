"""Tables: choices counted (by row where the rows are given), numbers as ranges, texts as a wall."""

from typing import Any

from localsdg.kinds.labels import title
from localsdg_workshop.merged import reading


def parts(answers: list[tuple[str, Any]], spec: dict[str, Any]) -> list[dict[str, Any]]:
    """One part a column."""
    parameters, labels = spec["parameters"], spec["words"]["labels"]
    names = parameters.get("row_ids", [])
    rows = [
        (who, number, row)
        for who, answer in answers
        for number, row in enumerate(reading.as_list(reading.as_dict(answer).get("rows"))[:200])
        if isinstance(row, dict) and (not names or row.get("id") in names)
    ]
    return [_part(column, rows, names, labels) for column in parameters["columns"]]


def _part(column, rows, names, labels):
    name, heading = column["id"], title(labels, "columns", column["id"])
    given = [
        (who, number, row, row[name]) for who, number, row in rows if row.get(name) not in (None, "", [])
    ]
    if column["type"] in ("select", "multiselect"):
        options = {one: title(labels, "options", name, one) for one in column["options"]}
        chosen = [
            (who, row.get("id"), one)
            for who, _, row, value in given
            for one in (value if isinstance(value, list) else [value])
            if isinstance(one, str) and one in options
        ]
        if not names:
            pairs = sorted({(who, one) for who, _, one in chosen})
            return reading.bars(heading, options, pairs, len({who for who, _ in pairs}))
        shown = {one: title(labels, "rows", one) for one in column.get("rows", names)}
        return reading.crossed(heading, shown, options, [one for one in chosen if one[1] in shown])
    if column["type"] == "number":
        return _ranges(heading, given, names, labels)
    if column["type"] == "code":
        return reading.counted(
            heading, [(who, str(value)) for who, _, _, value in given if isinstance(value, str)]
        )
    return reading.wall(heading, [(f"{who}/{number}/{name}", who, value) for who, number, _, value in given])


def _ranges(heading, given, names, labels):
    values: dict[str, list[float]] = {}
    for _, _, row, value in given:
        number = reading.as_number(value)
        if number is not None:
            values.setdefault(row["id"] if names else "", []).append(number)
    rows = [
        reading.spread(title(labels, "rows", name) if name else heading, values[name])
        for name in (names or [""])
        if name in values
    ]
    return {"type": "ranges", "title": heading, "unit": "", "rows": rows}
