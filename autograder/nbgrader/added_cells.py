"""Cells of open halves for an assignment that has hand-ins already: older versions of the course had none.

nbgrader adds no cell to such an assignment, for it would have no grades for it. Here they get theirs.
"""

import json
from pathlib import Path
from typing import Any

from autograder.notebook.released import OPEN, cells, nbgrader, source, tag
from autograder.store.nbgrader_api import api


def add(book: api.Gradebook, name: str, fresh: Path) -> None:
    """Add the open halves of the notebook ``fresh`` to an assignment, if they are all that is new in it."""
    try:
        notebook = book.find_notebook(name, name)
    except api.MissingEntry:
        return
    known = {cell.name for cell in notebook.grade_cells}
    graded = [
        cell for cell in cells(json.loads(fresh.read_text(encoding="utf-8"))) if nbgrader(cell).get("grade")
    ]
    ids = {nbgrader(cell)["grade_id"] for cell in graded}
    new = [cell for cell in graded if nbgrader(cell)["grade_id"] not in known]
    if notebook.submissions and known <= ids and all(tag(cell, "kind") in (OPEN, "text") for cell in new):
        for cell in new:
            _add(book, notebook, name, cell)
        book.db.commit()


def _add(book: api.Gradebook, notebook: Any, name: str, cell: dict[str, Any]) -> None:
    marks = nbgrader(cell)
    place, kind = (marks["grade_id"], name, name), cell["cell_type"]
    graded = book.update_or_create_grade_cell(*place, max_score=marks["points"], cell_type=kind)
    written = book.update_or_create_solution_cell(*place)
    as_released = {"source": source(cell), "checksum": marks["checksum"], "locked": False}
    book.update_or_create_source_cell(*place, cell_type=kind, **as_released)
    for copy in notebook.submissions:
        # Nobody waits: when the hand-in is graded again, it is known whether a person is to read it.
        book.db.add(api.Grade(cell=graded, notebook=copy, needs_manual_grade=False))
        book.db.add(api.Comment(cell=written, notebook=copy))
