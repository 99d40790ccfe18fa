"""Cells of tables that people open in spreadsheets, and of CSV files that must come back as they were."""

import re
from collections.abc import Iterable

from autograder.errors import CourseFolderError
from autograder.lms import tables, worksheet
from autograder.lms.encodings import Encoding
from autograder.locales import number
from autograder.messages import message
from autograder.model import GRADED, Outcome

_STEERING = tuple("=+-@＝＋－＠\t\r\n")  # the wide ones too: some spreadsheets read them as the others


def safe(value: object) -> str:
    """A cell's text; what people or files named is made harmless, numbers stay numbers, ``None`` is empty."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return number(value)
    text = str(value).replace("\x00", "")
    return "'" + text if (text.startswith(_STEERING) or text.lstrip().startswith(_STEERING)) else text


def grade(outcome: Outcome, factor: float = 1, mark: str = ".") -> str:
    """What stands in a grade cell: the score with a decimal ``mark``; nothing unless it is ``graded``."""
    if outcome.status != GRADED or outcome.score is None or outcome.excused:
        return ""
    return number(outcome.score * factor).replace(".", mark)


def same(text: str, other: str) -> bool:
    """Whether two grade cells hold the same number, however it is written."""
    return text.strip() == other.strip() or worksheet.number(text) == worksheet.number(other) is not None


def most(outcomes: Iterable[Outcome]) -> float:
    """The points that an assignment gives at most; 0 if no hand-in tells."""
    return max((outcome.max_score or 0 for outcome in outcomes), default=0)


def factor(outcomes: Iterable[Outcome], theirs: float | None, where: str, scale: bool) -> float:
    """By what scores are multiplied to become the ``theirs`` points of the LMS (``None``: not known).

    Raises ``CourseFolderError`` if the points differ and nobody asked to convert them.
    """
    ours = most(outcomes)
    if theirs is None or not ours or abs(theirs - ours) < 0.005:
        return 1
    if scale and theirs > 0:
        return theirs / ours
    raise CourseFolderError(message("cells_points", platform=where, theirs=theirs, ours=ours))


class Sheet:
    """A CSV file in which single cells can be replaced; all else stays byte for byte.

    ``rows`` are lists of the cells' values, ``encoding`` is the one that the file has. Raises
    ``CourseFolderError`` if it is no CSV file.
    """

    def __init__(self, data: bytes | str, name: str) -> None:
        try:
            text, self.encoding = (data, Encoding()) if isinstance(data, str) else tables.decoded(data)
        except ValueError as problem:
            raise CourseFolderError(message("at_place", place=name, why=str(problem))) from None
        self.separator = tables.delimiter(text)
        first = text.splitlines(keepends=True)[:1]
        self._start = first[0] if first and tables.EXCELS_OWN.fullmatch(first[0].strip()) else ""
        self._raw, self._ends = _split(text[len(self._start) :], self.separator, name)
        self.rows = [[_value(cell) for cell in row] for row in self._raw]

    def cell(self, row: int, column: int | None) -> str:
        """A cell's text; empty where the row is too short or there is no such ``column`` (``None``)."""
        cells = self.rows[row]
        return cells[column] if column is not None and column < len(cells) else ""

    def decimal_mark(self, columns: Iterable[int | None]) -> str:
        """What stands before decimals in the numbers of these columns, or is usual beside this separator."""
        for row in range(1, len(self.rows)):
            for column in columns:
                if found := re.search(r"\d([.,۔٫])\d{1,2}$", self.cell(row, column).strip()):
                    return found[1]
        return "," if self.separator == ";" else "."

    def set(self, row: int, column: int, value: str) -> None:
        """Put a text into a cell; a cell that holds it already keeps its own spelling."""
        cells = self._raw[row]
        cells.extend([""] * (column + 1 - len(cells)))
        self.rows[row].extend([""] * (column + 1 - len(self.rows[row])))
        if self.rows[row][column] != value:
            self.rows[row][column] = value
            cells[column] = _quoted(value, self.separator)

    def text(self) -> str:
        """The whole file."""
        lines = (self.separator.join(row) + end for row, end in zip(self._raw, self._ends, strict=True))
        return self._start + "".join(lines)


def _split(text, separator, name):
    """``(rows of raw cells, line ends)``; quotes stay in the raw cells."""
    cell = re.compile(rf'"(?:[^"]|"")*"[^{separator}\r\n]*|[^{separator}"\r\n][^{separator}\r\n]*|')
    after = re.compile(rf"{separator}|\r\n|\n|\r|\Z")
    rows: list[list[str]] = []
    ends: list[str] = []
    row: list[str] = []
    place = 0
    while place < len(text):
        if found := cell.match(text, place):  # which it always is: a cell may be empty
            row.append(found.group())
            place = found.end()
        end = after.match(text, place)
        if end is None:
            raise CourseFolderError(message("table_quotes", place=name, line=len(rows) + 1))
        place = end.end()
        if end.group() == separator:
            if place == len(text):
                row.append("")
            continue
        rows.append(row)
        ends.append(end.group())
        row = []
    if row:
        rows.append(row)
        ends.append("")
    return rows, ends


def _value(raw):
    if not raw.startswith('"'):
        return raw
    inside, _, after = raw[1:].rpartition('"')
    return inside.replace('""', '"') + after


def _quoted(value, separator):
    if re.search(rf'["\r\n{separator}]', value) or value != value.strip():
        return '"' + value.replace('"', '""') + '"'
    return value
