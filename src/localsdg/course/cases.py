"""Exercises in which each learner works on a case of their own: one row of a table, such as a municipality.

``parameters.draw`` of the ``exercise.yml`` says which table and which columns (see kind ``choice``). In a
page, where nobody is known, the learner draws a case. Where the learner is known, ``assigned`` gives always
the same one. The answer carries it: ``{"case": "20101", "answers": {...}}``. The checks take any case, unless
``params["case"]`` names the one that it had to be: in a notebook that knows its learner, and in a course
folder graded with ``--own-cases``.
"""

import hashlib
import os
from pathlib import Path
from typing import Any

from localsdg.course import data

# A course or its server names the learner; JupyterHub does so by itself.
LEARNER_VARIABLES = ("LOCALSDG_LEARNER", "JUPYTERHUB_USER")


def assigned(learner: str, count: int) -> int:
    """A whole number from 0 to ``count - 1``: always the same for one learner, evenly spread over many.

    ``learner`` is any text (its ends' white space and its case do not matter). ``ValueError`` if it is
    empty or ``count`` is not positive.
    """
    name = learner.strip().casefold()
    if not name or count < 1:
        raise ValueError("assigned() takes a learner's name and a positive number of cases")
    return int.from_bytes(hashlib.sha256(name.encode()).digest(), "big") % count


def case_of(learner: str, table: dict[str, Any]) -> str:
    """The id of a learner's case in ``table``, which is what ``shown`` returns."""
    ids = sorted(row[0] for row in table["rows"])
    return ids[assigned(learner, len(ids))]


def learner() -> str | None:
    """The learner whose kernel this is, or ``None`` where nobody is known."""
    names = (os.environ.get(variable, "").strip() for variable in LEARNER_VARIABLES)
    return next((name for name in names if name), None)


def shown(parameters: dict[str, Any], course: Path | None = None) -> dict[str, Any]:
    """What a widget needs of the table: ``{"columns": [names], "rows": [[cells]]}``, the id first.

    ``parameters`` are the exercise's; ``parameters["draw"]`` names the columns. ``CourseError`` if there is
    no such table, ``KeyError`` if it has no such column.
    """
    draw = parameters["draw"]
    columns = [draw["id"], *draw["name"], *draw.get("groups", [])]
    columns += [column for block in draw["blocks"] for column in block["columns"]]
    columns = list(dict.fromkeys(columns))
    rows = data.rows(parameters["tables"][draw["table"]], course)
    return {"columns": columns, "rows": [[row[column] for column in columns] for row in rows]}
