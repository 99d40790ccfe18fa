"""What is mended in a notebook's JSON, each with one sentence that says so."""

import contextlib
import json
import warnings
from typing import Any

from autograder.messages import message
from autograder.values import Json

OLD = message("file_old")
CONVERTED = message("read_converted")
NEWER = message("read_newer_minor")
IDS = message("read_ids")
WRAPPED = message("read_wrapped")

_NEWEST_MINOR = 5


def convert_old(loaded: Json) -> Json:
    """A notebook of format 1 to 3 (or with worksheets) as format 4, by nbformat's converter.

    Raises whatever nbformat raises for a damaged one.
    """
    import nbformat  # slow to load, and most hand-ins need no repair

    version = loaded.get("nbformat")
    if version == 4:
        loaded = {**loaded, "nbformat": 3, "nbformat_minor": 0}
    if isinstance(loaded.get("metadata", {}), dict):
        loaded = {"metadata": {}, **loaded}
    with _quiet():
        made = nbformat.reads(json.dumps(loaded), as_version=4)
    return json.loads(json.dumps(made))


@contextlib.contextmanager
def _quiet():
    """nbformat warns of what it then repairs, and logs what is none of the facilitator's business."""
    from traitlets.log import get_logger  # comes with nbformat

    logger: Any = get_logger()
    before, logger.disabled = logger.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = before


def mend_cells(notebook: Json) -> list[str]:
    """Mend ids and line ends of a format-4 notebook in place; the notes."""
    notes: list[str] = []
    minor = notebook.get("nbformat_minor")
    if isinstance(minor, int) and not isinstance(minor, bool) and minor > _NEWEST_MINOR:
        notes.append(NEWER.format(minor=str(minor)[:9]))
    cells = [cell for cell in notebook["cells"] if isinstance(cell, dict)]
    if sum(_mend_lines(cell) for cell in cells):
        notes.append(WRAPPED)
    if _mend_ids(cells) and isinstance(minor, int) and minor >= _NEWEST_MINOR:
        notes.append(IDS)  # older formats have no ids: nothing was wrong with them
    return notes


def _mend_lines(cell):
    """Some programs write a source as lines without their line ends: they would become one line."""
    source = cell.get("source")
    if not isinstance(source, list) or len(source) < 2:
        return False
    if isinstance(source[0], str) and "\n" in source[0]:  # as nearly all are: no need to look at every line
        return False
    if not all(isinstance(line, str) for line in source) or any("\n" in line for line in source):
        return False
    cell["source"] = "\n".join(source)
    return True


def _mend_ids(cells):
    """Give every cell an id of its own; the first of two with the same keeps it. Whether any was given."""
    seen, without = set(), []
    for cell in cells:
        own = cell.get("id")
        if own is None and isinstance(cell.get("metadata"), dict):
            own = cell["metadata"].get("id")  # where Colab puts it
        if isinstance(own, str) and own and len(own) <= 64 and own not in seen:
            seen.add(own)
            cell["id"] = own
        else:
            without.append(cell)
    number = 0
    for cell in without:
        while f"cell-{number}" in seen:
            number += 1
        cell["id"] = f"cell-{number}"
        seen.add(cell["id"])
    return bool(without)
