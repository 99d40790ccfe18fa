"""The one way in which the datasets' build.py read and write tables."""

import sys
from pathlib import Path

import pytest

from localsdg_build import dataset_tables

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_table_is_read_with_or_without_a_byte_order_mark(tmp_path, start):
    file = tmp_path / "table.csv"
    file.write_bytes(f'{start}Year,Name\r\n2020," Cádiz "\r\n'.encode())
    assert dataset_tables.read(file) == [{"Year": "2020", "Name": " Cádiz "}]
    assert dataset_tables.read_stripped(file) == [{"Year": "2020", "Name": "Cádiz"}]


def test_a_table_is_written_in_the_same_bytes_everywhere(tmp_path):
    dataset_tables.write(tmp_path / "table.csv", [{"place": "Cádiz, Spain", "value": 1.5}])
    assert (tmp_path / "table.csv").read_bytes() == 'place,value\n"Cádiz, Spain",1.5\n'.encode()


@pytest.mark.parametrize(
    ("typed", "made"), [(["up"], ("up", "own")), (["up", "other"], ("up", "other")), ([], None)]
)
def test_folders_are_asked_for_in_order_and_the_last_may_have_a_default(tmp_path, monkeypatch, typed, made):
    def make(upstream, countries):
        return {"table.csv": [{"upstream": upstream, "countries": countries}]}

    monkeypatch.setattr(sys, "argv", ["build.py", *typed, "--out", str(tmp_path / "new")])
    places = {"upstream": "a folder", "countries": ("a table", "own")}
    if made is None:
        with pytest.raises(SystemExit):
            dataset_tables.run(make, "Make it.\n\nMore.", tmp_path, **places)
    else:
        dataset_tables.run(make, "Make it.\n\nMore.", tmp_path, **places)
        text = (tmp_path / "new/table.csv").read_text(encoding="utf-8")
        assert text == f"upstream,countries\n{made[0]},{made[1]}\n"


def test_rows_are_sorted_by_several_columns():
    rows = [{"year": "2", "place": "b"}, {"year": "1", "place": "c"}, {"year": "2", "place": "a"}]
    assert [row["place"] for row in dataset_tables.ordered(rows, "year", "place")] == ["c", "a", "b"]


@pytest.mark.parametrize("file", sorted(ROOT.glob("datasets/*/build.py")), ids=lambda file: file.parent.name)
def test_no_dataset_writes_its_tables_in_a_way_of_its_own(file):
    text = file.read_text(encoding="utf-8")
    assert "dataset_tables" in text and "DictWriter" not in text and "argparse" not in text
