"""Read a facilitator's CSV as people save it: any usual encoding, comma, semicolon or tab."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from autograder import system
from autograder.errors import CourseFolderError
from autograder.lms import encodings, worksheet
from autograder.messages import message

MORE_CELLS = message("table_more_cells")
SPREADSHEET = message("table_spreadsheet")
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # as Excel and LibreOffice save; as the older Excel did
EXCELS_OWN = re.compile(r'"?sep=([,;\t])"?', re.I)  # a first line that tells Excel how to read the others


class TableError(CourseFolderError):
    """A table cannot be used. The message names file and line and says what to write."""

    def __init__(self, path: Path | str, line: int | None, text: str) -> None:
        told = message("at_line", line=line) if line else message("at_place")
        super().__init__(told.format(place=path, why=text))


def read(path: Path | str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """``(headings, rows)``: plain headings, and ``(line, {heading: text})`` for each row that is not empty.

    Headings of platforms' tables are in English here, whatever language they were downloaded in. Raises
    ``TableError``.
    """
    path = Path(path)
    first: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    for line, cells in _lines(path, _text(path)):
        if not first:
            first = cells
            continue
        if len(cells) > len(first) and any(cells[len(first) :]):
            raise TableError(path, line, MORE_CELLS)
        rows.append((line, cells))
    if not rows:
        raise TableError(path, None, message("table_empty"))
    headings = worksheet.canonical(first, [cells for _, cells in rows])
    return headings, [(line, dict(zip(headings, cells, strict=False))) for line, cells in rows]


def _lines(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """``(line, cells)`` of each row that holds anything."""
    lines, line = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text)), 1
    try:
        for cells in lines:
            cells = [unicodedata.normalize("NFC", cell).strip() for cell in cells]
            if any(cells) and not (line == 1 and EXCELS_OWN.fullmatch(text.splitlines()[0])):
                yield line, cells
            line = lines.line_num + 1
    except csv.Error as problem:
        raise TableError(path, lines.line_num, message("table_no_csv", why=str(problem))) from None


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise TableError(path, None, message("table_closed", why=system.why(problem))) from None
    try:
        return decoded(data)[0]
    except ValueError as problem:
        raise TableError(path, None, str(problem)) from None


def decoded(data: bytes) -> tuple[str, encodings.Encoding]:
    """``(text, Encoding)`` of a table's bytes. Raises ``ValueError`` with a sentence for the facilitator."""
    if data.startswith(_NO_TEXT):
        raise ValueError(SPREADSHEET)
    return encodings.decode(data)


def delimiter(text: str) -> str:
    """What stands between the cells: a comma, a semicolon or a tab."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if named := EXCELS_OWN.fullmatch(first):
        return named[1]
    return max(",;\t", key=re.sub('"[^"]*"', "", first).count)
