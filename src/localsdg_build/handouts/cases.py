"""The cases of an exercise of which each learner in a browser draws one: on paper some are printed. Pure."""

from typing import Any

from localsdg.course.cases import assigned

PRINTED = 4


def printed(spec: dict[str, Any], first: str | None = None) -> list[list[Any]]:
    """Rows of ``spec["cases"]``: ``first`` (the case of the answer key), and others far from one another.

    They are the same in each print; none where the exercise has no cases.
    """
    rows = spec.get("cases", {}).get("rows", [])
    if not rows:
        return []
    found = [row for row in rows if row[0] == first]
    number = 0
    while len(found) < min(PRINTED, len(rows)):
        row = rows[assigned(f"paper {number}", len(rows))]
        if row not in found:
            found.append(row)
        number += 1
    return found


def named(spec: dict[str, Any], row: list[Any]) -> str:
    """The name of a case: ``Tarata, Cochabamba``."""
    columns = spec["cases"]["columns"]
    return ", ".join(str(row[columns.index(name)]) for name in spec["parameters"]["draw"]["name"])


def blocks(spec: dict[str, Any], row: list[Any]) -> list[dict[str, Any]]:
    """The figures of a case: ``{id, groups, rows: [(column, value, [median of each group])]}``."""
    columns, draw = spec["cases"]["columns"], spec["parameters"]["draw"]
    found = []
    for block in draw["blocks"]:
        compared = draw.get("groups", []) if block.get("compare") else []
        groups = [(group, row[columns.index(group)]) for group in compared]
        lines = []
        for column in block["columns"]:
            place = columns.index(column)
            medians = [
                _median([one[place] for one in spec["cases"]["rows"] if one[columns.index(group)] == of])
                for group, of in groups
            ]
            lines.append((column, row[place], medians))
        found.append({"id": block["id"], "groups": groups, "rows": lines})
    return found


def _median(values):
    """The middle value; of two in the middle their mean, rounded as the page does."""
    known = sorted(value for value in values if isinstance(value, (int, float)))
    if not known:
        return ""
    half = len(known) // 2
    return known[half] if len(known) % 2 else round((known[half - 1] + known[half]) / 2, 2)
