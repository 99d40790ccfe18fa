"""The rule about example rows: a sheet's or a grid's example fits its columns, and says what it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from localsdg.course import LANGUAGE, CourseError, read_words
from localsdg_build.check.exercises import readable
from localsdg_build.check.lines import place_line

KINDS = ("sheet", "matrix")


def example_rows(course: Path) -> Iterator[CourseError]:
    """``labels.example`` of a sheet or a grid: title, reason, and cells that a learner could fill in."""
    for folder, settings in readable(course):
        path = folder / f"{LANGUAGE}.md"
        example = ((read_words(path)[0].get("labels") or {}) if path.is_file() else {}).get("example")
        if settings["kind"] not in KINDS or example is None:
            continue
        for place, told in _problems(example, settings):
            name = ".".join(("labels", "example", *place))
            yield CourseError(path, f"{name}: {told}", place_line(path, "labels", "example", *place))


def _problems(example: Any, settings: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    if not isinstance(example, dict):
        yield (), "write title, cells and help"
        return
    for key in ("title", "help"):
        if not isinstance(example.get(key), str) or not example[key].strip():
            yield (), f"{key} is missing; write a sentence, in quotation marks if it has a colon"
    cells = example.get("cells")
    if not isinstance(cells, dict) or not cells:
        yield (), "cells are missing; write 'column: value' for each cell that the example fills in"
        return
    known = _columns(settings)
    for name, value in cells.items():
        if name not in known:
            yield ("cells", str(name)), f"there is no such column; write one of: {', '.join(known)}"
        elif wrong := _wrong(known[name], value):
            yield ("cells", str(name)), wrong


def _columns(settings):
    """``{column: what it takes}``; of a grid each takes a value of the scale."""
    parameters = settings["parameters"]
    if settings["kind"] == "matrix":
        scale = {"type": "select", "options": parameters["scale"]}
        return {column: scale for column in parameters["columns"]}
    return {column["id"]: column for column in parameters["columns"]}


def _wrong(column, value):
    kind, options = column["type"], column.get("options", [])
    listed = ", ".join(map(str, options))
    if kind == "select" and value not in options:
        return f"{value!r} cannot be chosen; write one of: {listed}"
    if kind == "multiselect" and (not isinstance(value, list) or any(one not in options for one in value)):
        return f"write a list, [{listed}] or some of them"
    if kind == "number" and (isinstance(value, bool) or not isinstance(value, int | float)):
        return "write a number"
    if kind in ("text", "date", "code") and not isinstance(value, str):
        return f"{value!r} is no text; write it in quotation marks"
    return None
