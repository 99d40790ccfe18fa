"""What a learner sees of the tables that a code exercise loads: columns and first values."""

import re
from pathlib import Path

from localsdg.course import data

FIRST = 3  # rows of which the values are shown
LONGEST = 30  # letters of a value
_LOAD = re.compile(r'^(\w+) *= *data\.load\( *"([^"]+)" *(?:, *"([^"]+)" *)?\)', re.M)


def previews(starter: str, ui: dict, course: Path) -> str:
    """A Markdown table for each ``name = data.load(...)`` in the code that a learner starts from.

    ``ui``: the interface's words. Raises ``CourseError`` for a table that does not exist.
    """
    return "\n\n".join(
        _preview(name, dataset, resource or None, ui, course)
        for name, dataset, resource in _LOAD.findall(starter)
    )


def _preview(name, dataset, resource, ui, course):
    resources = data.about(dataset, course)["resources"]
    about = next((one for one in resources if one["name"] == resource), resources[0])
    rows = data.rows(f"{dataset}/{about['name']}", course)[:FIRST]
    heads = [ui["notebook_column"], ui["notebook_holds"], ui["notebook_first_rows"]]
    lines = [f"**{ui['notebook_table'].replace('{name}', name)}**", "", _row(heads), "|:---|:---|:---|"]
    for field in about["schema"]["fields"]:
        values = " · ".join(_short(row[field["name"]]) for row in rows)
        lines.append(_row([f"`{field['name']}`", field.get("description", ""), values]))
    return "\n".join(lines)


def _short(value):
    text = "–" if value is None else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _row(cells):
    return "| " + " | ".join(re.sub(r"\s+", " ", cell).replace("|", "\\|").strip() for cell in cells) + " |"
