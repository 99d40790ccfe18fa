"""The table of all grades as spreadsheets of any language open it."""

import csv
import io
import zipfile
from xml.etree import ElementTree

import pytest

from autograder.reports import spreadsheets

TABLE = (
    "learner,assignment,status,score,reason,history_head\r\n"
    "007,m,graded,12.5,,123\r\n"
    '"\'=1+1; x",m,ungraded,,"a, b",123\r\n'
)


@pytest.mark.parametrize(
    "marks, between, score", [("comma", ",", "12.5"), ("semicolon", ";", "12,5"), ("tab", "\t", "12.5")]
)
def test_csv_is_spelled_as_asked(marks, between, score):
    data = spreadsheets.respelled(TABLE.encode(), marks)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=between))
    assert rows[1] == ["007", "m", "graded", score, "", "123"]
    assert rows[2] == ["'=1+1; x", "m", "ungraded", "", "a, b", "123"]


def test_xlsx_has_numbers_and_texts_and_no_formula():
    with zipfile.ZipFile(io.BytesIO(spreadsheets.xlsx(TABLE.encode()))) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    names = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    texts = ["".join(one.itertext()) for one in strings.findall("m:si", names)]
    cells = {one.get("r"): one for one in sheet.iterfind(".//m:c", names)}
    value = {place: one.findtext("m:v", namespaces=names) for place, one in cells.items()}
    assert not list(sheet.iterfind(".//m:f", names))
    assert (value["D2"], cells["D2"].get("t")) == ("12.5", None)
    assert (texts[int(value["A2"])], texts[int(value["A3"])]) == ("007", "=1+1; x")
    assert "D3" not in cells  # not graded is empty, no zero
