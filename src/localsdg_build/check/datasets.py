"""The rules about datasets: described in full, the tables as described, and called what they are."""

import json
from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError
from localsdg_build.book import dataset_texts
from localsdg_build.check import shapes, tables
from localsdg_build.check.lines import line_of, place_line

_TEXT = {"type": "string", "minLength": 1}
_FIELD = {
    "type": "object",
    "required": ["name", "type", "description"],
    "properties": {
        "name": _TEXT,
        "type": {"enum": list(tables.TYPES)},
        "description": {**_TEXT, "minLength": 5},
        "constraints": {"type": "object"},
    },
}
_RESOURCE = {
    "type": "object",
    "required": ["name", "path", "title", "schema"],
    "properties": {
        "name": {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
        "path": _TEXT,
        "title": {**_TEXT, "description": "what one row is"},
        "schema": {
            "type": "object",
            "required": ["fields"],
            "properties": {"fields": {"type": "array", "minItems": 1, "items": _FIELD}},
        },
    },
}
DATAPACKAGE = {
    "type": "object",
    "required": ["name", "title", "description", "credit", "temporal", "licenses", "sources", "resources"],
    "properties": {
        "name": _TEXT,
        "title": _TEXT,
        "description": {**_TEXT, "description": "what the tables hold, for whom"},
        "credit": {**_TEXT, "description": "the line that names the makers under a figure"},
        "temporal": {**_TEXT, "description": "the years, such as 2010 to 2020"},
        "licenses": {
            "type": "array",
            "minItems": 1,
            "description": "[{name, title}]",
            "items": {"type": "object", "required": ["name"], "properties": {"name": _TEXT}},
        },
        "sources": {
            "type": "array",
            "minItems": 1,
            "description": "[{title}]: who measured or published it",
            "items": {"type": "object", "required": ["title"], "properties": {"title": _TEXT}},
        },
        "resources": {"type": "array", "minItems": 1, "items": _RESOURCE},
    },
}
README_WORDS = 100
UNITS = ("unit", "percent", "people", "number", "thousands")


def dataset_shapes(course: Path) -> Iterator[CourseError]:
    """``datapackage.json`` says all that a dataset must say; its ``README.md`` and ``build.py`` are there."""
    for folder in folders(course):
        path = folder / "datapackage.json"
        for name in ("datapackage.json", "README.md", "build.py"):
            if not (folder / name).is_file():
                told = "this file is missing; 'localsdg new dataset NAME' makes all files of a dataset"
                yield CourseError(folder / name, told)
        if path.is_file():
            about = json.loads(path.read_text(encoding="utf-8"))
            yield from shapes.problems(path, DATAPACKAGE, about)
            yield from shapes.twice(path, about)


def datasets(course: Path) -> Iterator[CourseError]:
    """Each dataset is named as its folder is, its tables are as described, its README says enough."""
    for folder in folders(course):
        path = folder / "datapackage.json"
        about = json.loads(path.read_text(encoding="utf-8"))
        if about["name"] != folder.name:
            told = f'the folder is called {folder.name}; write "name": "{folder.name}"'
            yield CourseError(path, told, place_line(path, "name"))
        for number, resource in enumerate(about["resources"]):
            yield from _unit_problems(path, resource, number)
            yield from tables.problems(folder, resource, number)
        yield from _readme_problems(folder / "README.md")
        yield from _synthetic_problems(folder, about)


def folders(course: Path) -> list[Path]:
    """Every folder below ``datasets/``, sorted."""
    found = (course / "datasets").iterdir() if (course / "datasets").is_dir() else ()
    return sorted(path for path in found if path.is_dir() and not path.name.startswith(("_", ".")))


def _unit_problems(path, resource, number):
    """A number's column says its unit, unless another column does."""
    fields = resource["schema"]["fields"]
    if any(field["name"] == "unit" for field in fields):
        return
    for place, field in enumerate(fields):
        if field["type"] == "number" and not any(word in field["description"].lower() for word in UNITS):
            told = (
                f"column {field['name']!r}: name the unit in its description, with one of: {', '.join(UNITS)}"
            )
            yield CourseError(path, told, place_line(path, "resources", number, "schema", "fields", place))


def _readme_problems(path):
    text = path.read_text(encoding="utf-8")
    words = len(text.split())
    if words <= README_WORDS:
        told = (
            f"this has {words} words; write more than {README_WORDS}: source, licence, making, what to know"
        )
        yield CourseError(path, told, 1)
    if not any(word in text.lower() for word in ("licence", "license", "cc by")):
        yield CourseError(path, "name the licence; write a line '**Licence and credit line:** …'", 1)
    if not dataset_texts.notes(text):
        told = "the page of the data needs a section; write '## What to know' with what readers may get wrong"
        yield CourseError(path, told, 1)


def _synthetic_problems(folder, about):
    """Invented data is called synthetic wherever a reader meets it."""
    path, readme = folder / "datapackage.json", folder / "README.md"
    heading = readme.read_text(encoding="utf-8").split("\n", 1)[0]
    if not any("synthetic" in text.lower() for text in (folder.name, about["title"], heading)):
        return
    for key in ("title", "credit"):
        if "synthetic" not in about[key].lower():
            told = f"this data is synthetic; say 'synthetic' in its {key}, too"
            yield CourseError(path, told, place_line(path, key))
    for number, resource in enumerate(about["resources"]):
        if "synthetic" not in resource["title"].lower():
            told = f"this data is synthetic; say 'synthetic' in the title of {resource['name']}, too"
            yield CourseError(path, told, place_line(path, "resources", number, "title"))
    if "synthetic" not in heading.lower():
        told = "this data is synthetic; say 'synthetic' in the heading, too"
        yield CourseError(readme, told, line_of(readme, "# "))
