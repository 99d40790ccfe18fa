"""Read a facilitator's CSV as people save it: any usual encoding, comma, semicolon or tab."""

import csv
import io
import re
import unicodedata
from pathlib import Path

from autograder.files import CourseFolderError


class TableError(CourseFolderError):
    """A table cannot be used. The message names file and line and says what to write."""

    def __init__(self, path, line, text):
        super().__init__(f"{path}, line {line}: {text}" if line else f"{path}: {text}")


def read(path):
    """``(headings, rows)``: plain headings, and ``(line, {heading: text})`` for each row that is not empty.

    Raises ``TableError``.
    """
    path = Path(path)
    text = _text(path)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    headings, rows, line = None, [], 1
    try:
        for cells in lines:
            cells = [unicodedata.normalize("NFC", cell).strip() for cell in cells]
            if any(cells) and headings is None:
                headings = [heading(cell) for cell in cells]
            elif any(cells):
                if len(cells) > len(headings) and any(cells[len(headings) :]):
                    raise TableError(path, line, "This row has more cells than the first. Put texts with a "
                                     "comma into quotation marks.")  # fmt: skip
                rows.append((line, dict(zip(headings, cells, strict=False))))
            line = lines.line_num + 1
    except csv.Error as problem:
        raise TableError(
            path, lines.line_num, f"This is no CSV ({problem}). Save the table again as CSV."
        ) from None
    if not rows:
        raise TableError(
            path, None, "The table is empty. It needs a row of headings and a row for each learner."
        )
    return headings, rows


def heading(text):
    """``First name`` and ``first_name`` alike: small letters, single spaces."""
    return re.sub(r"[\s_]+", " ", unicodedata.normalize("NFC", text).casefold()).strip()


def _text(path):
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise TableError(path, None, f"The file cannot be read ({problem.strerror}).") from None
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise TableError(path, None, "This is a spreadsheet, not a CSV. Save it as CSV (UTF-8).")
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _delimiter(text):
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)
