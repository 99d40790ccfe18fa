"""Tables are read with the right types, from the right folder, and mistakes are named."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas
import pytest

from localsdg import course, data
from localsdg.course import CourseError

ROOT = Path(__file__).parents[2]
TABLES = [
    (dataset, resource["name"])
    for dataset in data.names(ROOT)
    for resource in data.about(dataset, ROOT)["resources"]
]


@pytest.fixture
def tiny(tmp_path):
    """A course with one dataset of one table; returns the course's folder."""
    folder = tmp_path / "datasets" / "shop"
    (folder / "data").mkdir(parents=True)
    fields = [
        {"name": "name", "type": "string"},
        {"name": "year", "type": "integer"},
        {"name": "price", "type": "number"},
        {"name": "open", "type": "boolean"},
    ]
    resource = {"name": "things", "path": "data/things.csv", "schema": {"fields": fields}}
    package = {"name": "shop", "credit": "Data: a shop.", "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    write(tmp_path, "name,year,price,open\nbread,2020,1.5,true\nLäib,,,\n")
    return tmp_path


def write(place, text):
    (place / "datasets" / "shop" / "data" / "things.csv").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("dataset", "resource"), TABLES)
def test_every_table_loads_and_is_plain_json(dataset, resource):
    rows = data.rows(f"{dataset}/{resource}", ROOT)
    frame = data.load(dataset, resource, ROOT)
    assert rows
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    assert frame.shape == (len(rows), len(rows[0]))
    assert list(frame.columns) == list(rows[0])


def test_values_have_their_columns_types_and_blanks_are_none(tiny):
    assert data.rows("shop/things", tiny) == [
        {"name": "bread", "year": 2020, "price": 1.5, "open": True},
        {"name": "Läib", "year": None, "price": None, "open": None},
    ]


def test_load_takes_the_first_table_and_shows_blanks_as_missing(tiny):
    frame = data.load("shop", course=tiny)
    assert frame["price"].tolist()[0] == 1.5
    assert pandas.isna(frame["price"].tolist()[1])
    pandas.testing.assert_frame_equal(frame, data.load("shop/things", course=tiny))


def test_rows_are_the_callers_own(tiny):
    data.rows("shop/things", tiny)[0]["name"] = "changed"
    assert data.rows("shop/things", tiny)[0]["name"] == "bread"


def test_credit_and_path(tiny):
    assert data.credit("shop", tiny) == "Data: a shop."
    assert data.path("shop", course=tiny).read_text(encoding="utf-8").startswith("name,year")


def test_credit_missing_is_named(tiny):
    file = tiny / "datasets" / "shop" / "datapackage.json"
    file.write_text(file.read_text().replace('"credit"', '"made_by"'))
    with pytest.raises(CourseError, match='write "credit"'):
        data.credit("shop", tiny)


@pytest.mark.parametrize("place", ["shp", "shp/things", "../shop", "", "shop/../shop"])
def test_unknown_names_list_the_known_ones(tiny, place):
    with pytest.raises(CourseError, match="write one of: (shop|things)"):
        data.rows(place, tiny)


def test_unknown_table_lists_the_known_ones():
    with pytest.raises(CourseError, match="write one of: city, wards"):
        data.load("bristol-sdg-indicators", "cities", ROOT)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("name,year,price,open\nbread,20x0,1.5,true\n", 2, "write a value of type integer"),
        ("name,year,price,open\nbread,2020,1.5,true\ncake,2020,1.5,yes\n", 3, "type boolean"),
        ("name,year,price,open\nbread,2020\n", 2, "this row has 2 cells; write 4"),
        ("name,year,price\n", 1, "datapackage.json says"),
        ("", 1, "datapackage.json says"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(tiny, text, line, problem):
    write(tiny, text)
    with pytest.raises(CourseError, match=problem) as caught:
        data.rows("shop/things", tiny)
    assert caught.value.line == line


def test_a_missing_file_is_named(tiny):
    data.path("shop", course=tiny).unlink()
    with pytest.raises(CourseError, match="run the dataset's build.py"):
        data.rows("shop/things", tiny)


def test_a_broken_description_is_named(tiny):
    (tiny / "datasets" / "shop" / "datapackage.json").write_text("{")
    with pytest.raises(CourseError, match="not valid JSON"):
        data.rows("shop/things", tiny)


def test_the_environment_names_the_course(tiny, monkeypatch):
    monkeypatch.setenv("LOCALSDG_COURSE", str(tiny))
    assert data.names() == ["shop"]


def test_an_installed_copy_reads_its_own_tables_without_pandas(tiny, tmp_path):
    """The package with tables inside ``course``, as the wheel has them, and pandas out of reach."""
    shutil.copytree(ROOT / "src" / "localsdg", tmp_path / "site" / "localsdg")
    shutil.copytree(tiny / "datasets", tmp_path / "site" / "localsdg" / "course" / "datasets")
    program = (
        "import sys; sys.modules['pandas'] = None\n"
        "from localsdg import data\n"
        "print(data.path('shop'), data.rows('shop/things')[0]['price'])"
    )
    environment = {name: value for name, value in os.environ.items() if name != "LOCALSDG_COURSE"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**environment, "PYTHONPATH": str(tmp_path / "site")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = tmp_path / "site" / "localsdg" / "course" / "datasets" / "shop" / "data" / "things.csv"
    assert done.stdout.split() == [str(expected), "1.5"]


def test_checks_get_the_tables_of_their_exercise():
    spec = course.exercise("survey-analysis", course=ROOT)
    tables = course.check_parameters("survey-analysis", spec, ROOT)["tables"]
    assert tables["survey"] == data.rows("synthetic-lrg-survey/survey", ROOT)
