"""The course's tables.

``load("bristol-sdg-indicators")`` gives a pandas table; ``rows`` gives the same as plain lists and
dicts and needs no pandas. Every dataset is a folder ``datasets/<name>/`` with a ``datapackage.json``
that says what each column means.
"""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from localsdg.course.files import CourseError, root

if TYPE_CHECKING:
    import pandas


def names(course: Path | None = None) -> list[str]:
    """The names of all datasets, sorted."""
    return sorted(path.parent.name for path in _folder(course).glob("*/datapackage.json"))


def about(dataset: str, course: Path | None = None) -> dict[str, Any]:
    """A dataset's ``datapackage.json`` as a dict. ``CourseError`` if there is no such dataset."""
    descriptor = _folder(course) / dataset / "datapackage.json"
    if dataset not in names(course):
        known = ", ".join(names(course)) or "none"
        raise CourseError(descriptor, f"there is no dataset {dataset!r}; write one of: {known}")
    try:
        return json.loads(descriptor.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise CourseError(descriptor, f"this is not valid JSON: {problem}") from None


def credit(dataset: str, course: Path | None = None) -> str:
    """The line that names a dataset's makers; put it under every figure drawn from the data."""
    if line := about(dataset, course).get("credit"):
        return line
    descriptor = _folder(course) / dataset / "datapackage.json"
    raise CourseError(descriptor, 'write "credit": the line that names the makers under a figure')


def path(dataset: str, resource: str | None = None, course: Path | None = None) -> Path:
    """Where a table's CSV file lies. Without ``resource``: the dataset's first table."""
    return _folder(course) / dataset / _resource(dataset, resource, course)["path"]


def load(dataset: str, resource: str | None = None, course: Path | None = None) -> "pandas.DataFrame":
    """One table as a pandas DataFrame; an empty cell is a missing value.

    ``dataset`` may also be written ``"dataset/resource"``. Raises ``CourseError`` for an unknown name.
    """
    import pandas  # half a second, which checks and pages need not wait for

    dataset, resource = _split(dataset, resource)
    fields = [field["name"] for field in _fields(dataset, resource, course)]
    return pandas.DataFrame(_read(dataset, resource, course), columns=fields)


def rows(place: str, course: Path | None = None) -> list[dict[str, Any]]:
    """One table as a list of dicts ``{column: value}``; ``place`` is ``"dataset/resource"``.

    Numbers are numbers, an empty cell is ``None``, dates and all else are text, so the result is
    plain JSON. Raises ``CourseError`` for an unknown name or a cell that is not of its column's type.
    """
    return _read(*_split(place, None), course)


def _folder(course: Path | None) -> Path:
    return (course or root()) / "datasets"


def _split(dataset: str, resource: str | None) -> tuple[str, str | None]:
    if resource is None and "/" in dataset:
        dataset, resource = dataset.split("/", 1)
    return dataset, resource


def _resource(dataset: str, resource: str | None, course: Path | None) -> dict[str, Any]:
    resources = about(dataset, course)["resources"]
    if resource is None:
        return resources[0]
    for candidate in resources:
        if candidate["name"] == resource:
            return candidate
    known = ", ".join(candidate["name"] for candidate in resources)
    raise CourseError(
        _folder(course) / dataset / "datapackage.json",
        f"dataset {dataset!r} has no table {resource!r}; write one of: {known}",
    )


def _fields(dataset: str, resource: str | None, course: Path | None) -> list[dict[str, Any]]:
    return _resource(dataset, resource, course)["schema"]["fields"]


def _read(dataset: str, resource: str | None, course: Path | None) -> list[dict[str, Any]]:
    fields = _fields(dataset, resource, course)
    file = path(dataset, resource, course)
    expected = [field["name"] for field in fields]
    try:
        with open(file, encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream)
            if (found := next(reader, [])) != expected:
                raise CourseError(file, f"the columns are {found}; datapackage.json says {expected}", 1)
            return [read_row(cells, fields, file, reader.line_num) for cells in reader]
    except FileNotFoundError:
        raise CourseError(file, "this file is missing; run the dataset's build.py") from None


def read_row(cells: list[str], fields: list[dict[str, Any]], file: Path, line: int) -> dict[str, Any]:
    """``{column: value}`` of a CSV row's texts; ``CourseError`` with ``file`` and ``line`` if one is wrong.

    ``fields`` are the table's in ``datapackage.json``: a value has its type, an empty cell is ``None``.
    """
    if len(cells) != len(fields):
        raise CourseError(file, f"this row has {len(cells)} cells; write {len(fields)}", line)
    return {field["name"]: _value(cell, field, file, line) for field, cell in zip(fields, cells, strict=True)}


_READERS: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "year": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def _value(cell: str, field: dict[str, Any], file: Path, line: int) -> Any:
    if cell == "":
        return None
    kind = field.get("type", "string")
    if kind not in _READERS:
        return cell
    try:
        return _READERS[kind](cell)
    except (ValueError, KeyError):
        message = f"column {field['name']!r} holds {cell!r}; write a value of type {kind} or leave it empty"
        raise CourseError(file, message, line) from None
