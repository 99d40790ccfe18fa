"""What the pages of data and of Goals say is what the folders of the datasets say."""

import re
from pathlib import Path

import pytest

from localsdg import data
from localsdg_build.book import dataset_html, dataset_texts, goals_html
from localsdg_build.book.dataset_directive import lessons_using
from localsdg_build.words import reference

ROOT = Path(__file__).parents[2]
WORDS = reference("en")


@pytest.mark.parametrize("name", data.names(ROOT))
def test_each_dataset_can_be_described(name):
    one = dataset_texts.describe(name, ROOT)
    for key in ("title", "description", "years", "credit"):
        assert one[key], key
    assert one["licences"] and one["sources"]
    assert one["notes"], "README.md needs a section about what to know"
    for table in one["tables"]:
        assert table["rows"] == len(data.rows(f"{name}/{table['name']}", ROOT))
        assert 0 < len(table["preview"]) <= dataset_texts.ROWS
        for row in table["preview"]:
            assert len(row) == min(len(table["fields"]), dataset_texts.COLUMNS)


def test_synthetic_data_is_called_so_and_comes_last():
    found = dataset_texts.datasets(ROOT)
    assert [one["synthetic"] for one in found] == sorted(one["synthetic"] for one in found)
    synthetic = {one["name"] for one in found if one["synthetic"]}
    assert "synthetic-lrg-survey" in synthetic and "bolivia-municipalities" not in synthetic
    assert "Synthetic" in dataset_html.facts(found[-1], WORDS)


def test_notes_leave_out_tables_and_making():
    readme = "# T\n\nIntro.\n\n## Tables\n\nx\n\n## What to know\n\n- a\n\n### b\n\n## How it is made\n\ny\n"
    assert dataset_texts.notes(readme) == [("What to know", "- a\n\n### b")]


def test_a_wide_table_says_how_many_columns_are_not_shown():
    one = dataset_texts.describe("bolivia-municipalities", ROOT)
    html = dataset_html.table(one, one["tables"][0], "files", WORDS)
    hidden = len(one["tables"][0]["fields"]) - dataset_texts.COLUMNS
    assert f"{hidden} more columns" in html
    assert 'href="files/data/municipalities.csv"' in html


def test_what_comes_from_files_is_escaped():
    table = {
        "name": "t", "title": "A < B", "description": "x & y", "path": "data/t.csv", "bytes": 10, "rows": 1,
        "fields": [("a", "string", "<script>")], "preview": [["<b>"]],
    }  # fmt: skip
    html = dataset_html.table({"name": "d"}, table, "files", WORDS)
    assert "<script>" not in html and "<b>" not in html and "A < B" not in html
    assert "&lt;script&gt;" in html


def test_a_dataset_names_the_lessons_that_use_it():
    used = lessons_using(ROOT)
    assert "modules/3-monitoring-reporting/analysing-a-survey/en" in used["synthetic-lrg-survey"]
    assert "modules/3-monitoring-reporting/indicators-and-distance/en" in used["bristol-sdg-indicators"]


def test_the_goals_are_all_there_with_an_address_each():
    goals = goals_html.goals(ROOT)
    assert len(goals) == 17
    html = "".join(goals_html.table(goal, WORDS) for goal in goals)
    addresses = re.findall(r'<tr id="([^"]+)"', html)
    assert len(addresses) == len(set(addresses)) == 169
    assert "target-11.6" in addresses
    assert html.count("<li>") == 248
    eleven = goals_html.table(goals[10], WORDS)
    assert "11.c" in eleven and WORDS["goals_no_indicator"] in eleven  # 11.c has no indicator


def test_a_target_says_its_kind_and_year():
    row = goals_html.table(goals_html.goals(ROOT)[0], WORDS)
    assert "outcome, 2030" in row
    assert "means" in row
