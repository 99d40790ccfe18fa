"""What the data page says about each dataset, read from its folder. Pure: knows nothing of Sphinx.

Everything stands once: title, licence and columns in ``datapackage.json``, what to know in ``README.md``,
the rows in the CSV files.
"""

import csv
import re
from pathlib import Path
from typing import Any

from localsdg.course import data, root

ROWS = 5  # rows of a preview
COLUMNS = 9  # columns of a preview; the list of columns names all
LETTERS = 60  # of a cell in a preview

# Sections of a README that the page shows in another form, or that only an author needs.
_NOT_SHOWN = {"Table", "Tables", "How it is made", "Where the figures come from"}
# Enough of a commit's number for a reader; the file has all of it.
_COMMIT = re.compile(r"\b([0-9a-f]{10})[0-9a-f]{30}\b")
_SECTION = re.compile(r"^## +(.+?) *$", re.MULTILINE)


def datasets(course: Path | None = None) -> list[dict[str, Any]]:
    """All datasets as ``describe`` gives them, by title; synthetic ones last."""
    described = [describe(name, course) for name in data.names(course)]
    return sorted(described, key=lambda one: (one["synthetic"], one["title"].lower()))


def describe(name: str, course: Path | None = None) -> dict[str, Any]:
    """One dataset as a dict.

    Texts: ``name, title, description, years, credit``; ``synthetic`` (bool); ``licences`` and ``sources``
    as ``[(title, address or None)]``; ``notes`` as ``[(heading, Markdown)]``; ``tables`` as ``_table``
    gives them. ``CourseError`` if the folder cannot be read.
    """
    about = data.about(name, course)
    folder = (course or root()) / "datasets" / name
    readme = folder / "README.md"
    return {
        "name": name,
        "title": about["title"],
        "description": about.get("description", ""),
        "synthetic": "synthetic" in about["title"].lower(),
        "years": about.get("temporal", ""),
        "credit": about.get("credit", ""),
        "licences": _named(about.get("licenses")),
        "sources": _named(about.get("sources")),
        "notes": notes(readme.read_text(encoding="utf-8")) if readme.is_file() else [],
        "tables": [_table(folder, resource) for resource in about["resources"]],
    }


def _named(items):
    return [(_COMMIT.sub(r"\1", item.get("title") or item["name"]), item.get("path")) for item in items or []]


def notes(readme: str) -> list[tuple[str, str]]:
    """The sections of a README that a reader needs, as ``[(heading, Markdown)]``."""
    parts = _SECTION.split(readme)[1:]
    return [
        (heading, body.strip())
        for heading, body in zip(parts[::2], parts[1::2], strict=True)
        if heading not in _NOT_SHOWN
    ]


def _table(folder, resource):
    """A table: ``name, title, description, path`` (below the dataset), ``bytes``, number of ``rows``,
    ``fields`` as ``[(name, type, meaning)]`` and the first rows as lists of texts in ``preview``."""
    path = folder / resource["path"]
    with open(path, encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    return {
        "name": resource["name"],
        "title": resource.get("title") or resource["name"],
        "description": resource.get("description", ""),
        "path": resource["path"],
        "bytes": path.stat().st_size,
        "rows": len(rows),
        "fields": [
            (field["name"], field.get("type", "string"), field.get("description", ""))
            for field in resource["schema"]["fields"]
        ],
        "preview": [[_short(cell) for cell in row[:COLUMNS]] for row in rows[:ROWS]],
    }


def _short(cell):
    return cell if len(cell) <= LETTERS else cell[: LETTERS - 1].rstrip() + "…"
