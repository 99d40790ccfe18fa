"""A sheet on paper: its rows in tables of the same columns, lying or standing. Pure."""

from dataclasses import dataclass
from typing import Any

from localsdg_build.handouts.letters import letters

_MOST_ACROSS = 6  # columns; a table of more is turned: its columns become lines
_ADDED = 6  # rows printed where learners add their own


@dataclass(frozen=True)
class Group:
    """Rows that have the same columns. ``turned``: columns are the lines, rows stand side by side."""

    rows: list[str]
    columns: list[dict[str, Any]]
    turned: bool


def groups(spec: dict[str, Any]) -> list[Group]:
    """The rows of a sheet in their order; a new table begins where the columns change."""
    parameters = spec["parameters"]
    found: list[tuple[list[str], list[dict[str, Any]]]] = []
    for row in row_names(parameters):
        columns = [one for one in parameters["columns"] if row in one.get("rows", [row])]
        if found and found[-1][1] == columns:
            found[-1][0].append(row)
        else:
            found.append(([row], columns))
    return [Group(rows, columns, _is_turned(rows, columns)) for rows, columns in found if columns]


def row_names(parameters: dict[str, Any]) -> list[str]:
    """The given rows; where learners add their own, numbers from 1."""
    if "row_ids" in parameters:
        return parameters["row_ids"]
    least, most = parameters.get("min_rows", 1), parameters.get("max_rows", 200)
    return [str(number + 1) for number in range(max(least, min(most, _ADDED)))]


def _is_turned(rows, columns):
    return len(columns) > _MOST_ACROSS or (len(rows) == 1 and len(columns) > 2)


def legends(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The columns with options, each option with its letter: ``[{id, options: [(letter, id)]}]``."""
    return [
        {**column, "options": list(zip(letters(len(column["options"])), column["options"], strict=True))}
        for column in spec["parameters"]["columns"]
        if column["type"] in ("select", "multiselect")
    ]


def cell(answer: dict[str, Any] | None, row: str, column: str) -> Any:
    """What an answer holds in a cell; ``""`` where it holds nothing."""
    rows = (answer or {}).get("rows") or []
    for place, one in enumerate(rows, 1):
        if str(one.get("id", place)) == row:
            return one.get(column, "")
    return ""
