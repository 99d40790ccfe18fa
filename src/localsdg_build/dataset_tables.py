"""What the ``build.py`` of every dataset does alike: read and write CSV, ask the command line for folders."""

import argparse
import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]


def read(path: str | Path) -> list[dict[str, str]]:
    """The rows of a CSV file in UTF-8, with or without a byte order mark."""
    with open(path, encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def read_stripped(path: str | Path) -> list[dict[str, str]]:
    """The same without white space around a cell."""
    return [{name: cell.strip() for name, cell in row.items()} for row in read(path)]


def write(path: str | Path, rows: Rows) -> None:
    """Write rows as CSV: UTF-8, one line feed after each line, the same bytes on every system."""
    with open(path, "w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def run(make: Callable[..., Mapping[str, Rows]], about: str | None, out: Path, **places: Any) -> None:
    """Write the tables that ``make`` returns as ``{file name: rows}`` into ``--out`` (default: ``out``).

    ``places`` are the command's arguments in order, each a sentence of help, or with a default value (help,
    default); ``make`` gets what was typed. ``about``: the text of the file, whose first line explains it.
    """
    parser = argparse.ArgumentParser(description=(about or "").partition("\n")[0])
    for name, given in places.items():
        told, *default = [given] if isinstance(given, str) else given
        if default:
            parser.add_argument(name, help=told, nargs="?", default=default[0])
        else:
            parser.add_argument(name, help=told)
    parser.add_argument("--out", type=Path, default=out, help="where the tables go")
    arguments = parser.parse_args()
    made = make(*(getattr(arguments, name) for name in places))
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, rows in made.items():
        write(arguments.out / name, rows)


def ordered(rows: Iterable[dict[str, Any]], *columns: str) -> Rows:
    """The rows sorted by these columns."""
    return sorted(rows, key=lambda row: [row[column] for column in columns])
