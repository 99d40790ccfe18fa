"""Example rows of sheets and grids: each has one, it fits the columns, and is no sample's answer."""

import json
from pathlib import Path

import pytest
import small_course

from localsdg.course import read_words, read_yaml
from localsdg_build import scaffold

ROOT = Path(__file__).parents[2]
SHEETS = [
    path.parent
    for path in sorted(ROOT.glob("exercises/*/exercise.yml"))
    if read_yaml(path)["kind"] in ("sheet", "matrix")
]


@pytest.mark.parametrize("folder", SHEETS, ids=lambda folder: folder.name)
def test_each_sheet_and_grid_has_an_example_of_another_case(folder):
    example = read_words(folder / "en.md")[0]["labels"]["example"]
    assert len(example["cells"]) >= 2 and example["title"] and example["help"]
    own = {value for value in example["cells"].values() if isinstance(value, str) and len(value) > 20}
    for sample in folder.glob("samples/*.json"):
        assert not [text for text in own if text in json.dumps(json.loads(sample.read_text("utf-8")))], sample


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("what: two", "what: four", "labels.example.cells.what: 'four' cannot be chosen; write one of: one"),
        ("what: two", "when: two", "labels.example.cells.when: there is no such column; write one of: what"),
        ("who: something", "who: 12", "labels.example.cells.who: 12 is no text"),
        ("    help: something\n", "", "labels.example: help is missing"),
        ("{what: two, who: something}", "{}", "cells are missing"),
    ],
)
def test_check_says_what_is_wrong_with_an_example(tmp_path, old, new, said):
    small_course.make(tmp_path)
    scaffold.exercise(tmp_path, "table", "sheet", "m")
    small_course.fill_gaps(tmp_path / "exercises")
    path = tmp_path / "exercises/table/en.md"
    assert not [one for one in small_course.problems(tmp_path) if "labels.example" in one]
    small_course.edit(path, old, new)
    found = [one for one in small_course.problems(tmp_path) if "labels.example" in one]
    assert len(found) == 1 and said in found[0] and found[0].startswith("exercises/table/en.md:")
