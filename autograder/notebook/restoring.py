"""Give a notebook its marks back that a program took away, where its cells can be told without guessing.

A cell is known by the marks that are left, by its identifier, or by its very text. What a learner wrote in is
none of these; it is known by its place: after the prompt of its exercise, before the next known cell.
"""

import copy
import functools

from autograder.messages import message
from autograder.notebook import reading
from autograder.notebook.answers import is_as_handed_out
from autograder.notebook.released import Released, belongs_to, cells, nbgrader, source, tag, trimmed
from autograder.values import Json

NOTE = message("read_marks")
JOINED = message("read_joined")


def read(data: bytes, released: Released) -> tuple[Json, list[str]]:
    """``(notebook, notes)``: like ``reading.read``, with the marks of the assignment restored."""
    notebook, notes = reading.read(data)
    notebook, more = restore(notebook, released)
    return notebook, notes + more


def restore(notebook: Json, released: Released) -> tuple[Json, list[str]]:
    """``(notebook, notes)``: the notebook itself if it lacks no mark, else a copy that has them again."""
    by_mark = _by_marks(notebook, released)
    lost = [place for place in _marked(released).values() if place not in by_mark]
    if not lost:
        return notebook, []
    made = {**notebook, "cells": copy.deepcopy(cells(notebook))}
    known = {here: place for place, found in by_mark.items() for here in found}
    _know_by_id_and_text(made, released, known)
    joined = _know_by_place(made, released, known)  # places of cells that were added to another one
    marked = [_mark(made["cells"][here], cells(released.notebook)[place]) for here, place in known.items()]
    if not any(marked):
        return notebook, []
    made["cells"] = [cell for here, cell in enumerate(made["cells"]) if here not in joined]
    return made, [NOTE, JOINED] if joined else [NOTE]


def _is_marked(cell):
    return bool(nbgrader(cell) or tag(cell, "exercise"))


def _mark_of(cell):
    """What tells a marked cell from every other one."""
    return nbgrader(cell).get("grade_id") or (tag(cell, "exercise"), tag(cell, "role"))


@functools.lru_cache(maxsize=16)
def _marked(released):
    """``{mark: place}`` of the released cells that have one."""
    return {_mark_of(cell): place for place, cell in enumerate(cells(released.notebook)) if _is_marked(cell)}


@functools.lru_cache(maxsize=16)
def _marks_by_id(released):
    """``{identifier: (released cell, its mark)}``: most cells of a hand-in stand as they were handed out."""
    every = cells(released.notebook)
    return {cell["id"]: (cell, _mark_of(cell)) for cell in every if isinstance(cell.get("id"), str)}


def _by_marks(notebook, released):
    """``{released place: [places here]}`` of the cells whose marks are left."""
    places, ours = _marked(released), _marks_by_id(released)
    found: dict[int, list[int]] = {}
    for here, cell in enumerate(cells(notebook)):
        original, mark = ours.get(_id_of(cell), (None, None))
        if original != cell:
            mark = _mark_of(cell)
        if isinstance(mark, str | tuple) and mark in places:
            found.setdefault(places[mark], []).append(here)
    return found


def _know_by_id_and_text(notebook, released, known):
    """Add to ``known`` (``{place here: released place}``) what an identifier or the very text tells."""
    originals = cells(released.notebook)
    ids = {_id_of(cell): place for place, cell in enumerate(originals)}
    texts: dict[str, list[int]] = {}
    for place, cell in enumerate(originals):
        texts.setdefault(_text_of(cell), []).append(place)
    for way in (lambda cell: ids.get(_id_of(cell)), lambda cell: _only(texts.get(_text_of(cell)))):
        taken = set(known.values())
        for here, cell in enumerate(notebook["cells"]):
            found = way(cell) if here not in known and not _is_marked(cell) else None
            if found is None or found in taken:
                continue
            if cell.get("cell_type") == originals[found]["cell_type"]:
                known[here] = found


def _id_of(cell):
    return cell["id"] if isinstance(cell.get("id"), str) else None


def _text_of(cell):
    return trimmed(source(cell))


def _only(places):
    return places[0] if places and len(places) == 1 else None


def _know_by_place(notebook, released, known):
    """Find the answers to texts and code between the cells that are known.

    Returns the places of texts that were joined to the one before.
    """
    joined = set()
    originals = cells(released.notebook)
    kinds = {exercise.id: exercise for exercise in released.exercises}
    for place, original in enumerate(originals):
        exercise = kinds.get(belongs_to(original))
        if (
            exercise is None
            or exercise.kind not in ("text", "code")
            or not nbgrader(original).get("solution")
        ):
            continue
        if place in known.values():
            continue
        between = _between(notebook, known, place, original["cell_type"])
        sources = {here: source(notebook["cells"][here]) for here in between}
        written = [here for here in between if not is_as_handed_out(sources[here], exercise)]
        if exercise.kind == "text" and len(written) > 1:
            joined |= _join(notebook["cells"], written)
        if between:
            known[(written or between)[0]] = place
    return joined


def _between(notebook, known, place, kind):
    """Places here of unknown cells of a kind, from the known cell just before ``place`` to the next known."""
    before = [here for here, there in known.items() if there == place - 1]
    if len(before) != 1:
        return []
    after = [here for here, there in known.items() if here > before[0]]
    end = min(after, default=len(notebook["cells"]))
    if after and known[end] <= place:
        return []  # the cells were moved about: their place says nothing
    return [
        here
        for here in range(before[0] + 1, end)
        if notebook["cells"][here].get("cell_type") == kind
        and source(notebook["cells"][here]).strip()
        and not _is_marked(notebook["cells"][here])
    ]


def _join(here, places):
    here[places[0]]["source"] = "\n\n".join(source(here[place]).strip() for place in places)
    return set(places[1:])


def _mark(cell, original):
    """Give a cell the marks of its original; whether it lacked them."""
    if _is_marked(cell) or not _is_marked(original):
        return False
    metadata = cell.get("metadata") if isinstance(cell.get("metadata"), dict) else {}
    marks = {
        name: original["metadata"][name] for name in ("nbgrader", "localsdg") if name in original["metadata"]
    }
    cell["metadata"] = {**metadata, **copy.deepcopy(marks)}
    return True
