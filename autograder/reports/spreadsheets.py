"""The table of all grades as spreadsheets open it, whatever language they speak.

An XLSX file knows its own numbers. A CSV file is read by the system's habits: where a comma stands before
decimals, cells are parted by semicolons, and ``12.5`` would become a date.
"""

import csv
import io
import re

MARKS = {"comma": (",", "."), "semicolon": (";", ","), "tab": ("\t", ".")}  # between cells, before decimals
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_TEXTS = ("learner", "reason", "notes", "history_head")  # columns in which what looks like a number is none
_BOM = "\ufeff"
_MOST = 32_767  # letters that a cell of Excel holds
_WIDEST = 40


def respelled(table: bytes, marks: str) -> bytes:
    """``export.as_csv``'s table for a spreadsheet: UTF-8 with a mark that says so, separators as asked."""
    between, decimal = MARKS[marks]
    heading, *rows = csv.reader(io.StringIO(table.decode()))
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=between)
    writer.writerow(heading)
    for row in rows:
        cells = zip(heading, row, strict=True)
        writer.writerow([one.replace(".", decimal) if _is_number(name, one) else one for name, one in cells])
    return (_BOM + stream.getvalue()).encode()


def xlsx(table: bytes) -> bytes:
    """The same table as an XLSX file: numbers are numbers, all else is text and never a formula."""
    # Loaded when it is asked for: who opens the desk does not wait for it.
    import xlsxwriter

    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    heading, *rows = csv.reader(io.StringIO(table.decode()))
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet("Grades")
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, heading, bold)
        for number, row in enumerate(rows, 1):
            for place, (name, one) in enumerate(zip(heading, row, strict=True)):
                if _is_number(name, one):
                    sheet.write_number(number, place, float(one))
                elif one:
                    sheet.write_string(number, place, _plain(one)[:_MOST])
        for place, name in enumerate(heading):
            sheet.set_column(
                place, place, min(_WIDEST, max(len(name), *(len(row[place]) for row in rows), 6) + 2)
            )
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows), len(heading) - 1)
    return stream.getvalue()


def _is_number(name: str, text: str) -> bool:
    return name not in _TEXTS and _NUMBER.fullmatch(text) is not None


def _plain(text: str) -> str:
    """A text cell needs no apostrophe against formulas: it is none."""
    return text[1:] if text.startswith("'") and len(text) > 1 and text[1] in "=+-@" else text
