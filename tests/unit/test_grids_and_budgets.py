"""Kinds matrix and allocation as the grader and the author meet them: parameters, needed words, summaries."""

import json
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from localsdg import course, kinds
from localsdg_build.check.words import _has

ROOT = Path(__file__).parents[2]
GRIDS = ROOT / "tests" / "fixtures" / "grids" / "exercises"
SLUGS = sorted(path.name for path in GRIDS.iterdir())


@pytest.fixture(scope="module")
def specs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("grids") / "course"
    shutil.copytree(GRIDS, folder / "exercises")
    (folder / "book" / "en").mkdir(parents=True)
    shutil.copy(ROOT / "book" / "en" / "interface.yml", folder / "book" / "en")
    return {slug: course.exercise(slug, course=folder) for slug in SLUGS}


def problems(kind, parameters):
    return [
        error.message for error in Draft202012Validator(kinds.kind(kind).PARAMETERS).iter_errors(parameters)
    ]


def settings_of(slug):
    return course.read_yaml(GRIDS / slug / "exercise.yml")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_fixtures_have_right_parameters_and_all_words(slug):
    found = settings_of(slug)
    assert problems(found["kind"], found["parameters"]) == []
    front, _ = course.read_words(GRIDS / slug / "en.md")
    assert [place for place in kinds.kind(found["kind"]).needed_words(found) if not _has(front, place)] == []


@pytest.mark.parametrize(
    ("slug", "change", "said"),
    [
        ("priorities", {"scale": [0, "A"]}, "is not valid under any of the given schemas"),
        ("priorities", {"scale": ["R", "A"]}, "'R' is not of type 'integer'"),
        ("priorities", {"weights": None}, "None is not of type 'object'"),
        ("priorities", {"totals": "all"}, "'all' is not one of"),
        ("links", {"totals": "weighted"}, "'weights' is a required property"),
        ("links", {"rows": ["g1", "g1"]}, "has non-unique elements"),
        ("links", {"columns": ["g.1"]}, "does not match"),
        ("budget", {"step": 0}, "less than or equal to the minimum of 0"),
        ("budget", {"effects": [{"id": "homes", "better": "many"}]}, "'many' is not one of"),
        ("budget", {"measures": [{"id": "a", "effects": {"b": "12"}}] * 2}, "'12' is not of type 'number'"),
    ],
)  # fmt: skip
def test_wrong_parameters_are_named(slug, change, said):
    found = settings_of(slug)
    assert any(said in message for message in problems(found["kind"], {**found["parameters"], **change}))


@pytest.mark.parametrize(
    ("slug", "place"),
    [
        ("links", ("scale", -3)),
        ("roles", ("scale", "A")),
        ("priorities", ("columns", "trust")),
        ("priorities", ("notes",)),
        ("budget", ("unit",)),
        ("budget", ("effects", "heat")),
        ("budget", ("reason",)),
    ],
)
def test_a_missing_word_is_asked_for(slug, place):
    found = settings_of(slug)
    front, _ = course.read_words(GRIDS / slug / "en.md")
    inner = front["labels"]
    for key in place[:-1]:
        inner = inner[key]
    del inner[place[-1]]
    missing = [one for one in kinds.kind(found["kind"]).needed_words(found) if not _has(front, one)]
    assert missing == [("labels", *map(str, place))]


def test_a_measures_misspelled_effect_is_asked_for():
    found = settings_of("budget")
    found["parameters"]["measures"][0]["effects"] = {"house": 12}
    assert ("labels", "effects", "house") in list(kinds.kind("allocation").needed_words(found))


def test_a_grid_reads_as_text(specs):
    answer = {
        "cells": {"g1": {"g6": -3, "g8": 2, "g1": 3, "odd": 1}, "g8": {"g6": 0, "g1": True}, "g6": {"g1": 9}},
    }
    assert kinds.kind("matrix").summary(answer, specs["links"]) == [
        "Less poverty. Clean water for all: −3 | Decent work at the port: +2",
        "Clean water for all. –",
        "Decent work at the port. Clean water for all: 0",
        "Homes that people can pay. –",
        "A living bay. –",
    ]
    rated = {"cells": {"bus": {"need": 4}}, "weights": {"need": 40, "cost": "x"}, "notes": " Because. "}
    lines = kinds.kind("matrix").summary(rated, specs["priorities"])
    assert lines[0] == "Weights. Need: 40"
    assert lines[2] == "Bus line to the hill district. Need: 4"
    assert lines[-1] == "Why this order?: Because."
    roles = kinds.kind("matrix").summary({"cells": {"report": {"ngo": "C", "mayor": "c"}}}, specs["roles"])
    assert roles[1] == "Publish the report. Citizens' group: C"


def test_a_budget_reads_as_text(specs):
    answer = {"amounts": {"wall": 25, "trees": 25, "bus": "5"}, "reason": "Since."}
    assert kinds.kind("allocation").summary(answer, specs["budget"]) == [
        "Flood wall: 25 million",
        "Trees and open ground: 25 million",
        "Bus to the hill district: –",
        "A wider port road: –",
        "= 50 / 60 million",
        "Homes safe from floods: 380 (≥ 400)",
        "People with a bus nearby: 0 (≥ 15000)",
        "Extra heat in summer: 2.5 (≤ 3)",
        "Why this way?: Since.",
    ]


@pytest.mark.parametrize("slug", SLUGS)
def test_an_empty_answer_fits_its_own_schema(specs, slug):
    kind = kinds.kind(specs[slug]["kind"])
    assert Draft202012Validator(kind.ANSWER).is_valid(kind.empty(specs[slug]))
    assert len(kind.summary(kind.empty(specs[slug]), specs[slug])) >= 2


words = st.sampled_from(
    ["cells", "weights", "notes", "amounts", "reason", "g1", "g6", "wall", "need", "bus", "survey"]
)
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5) | st.just(10**400),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=5),
    max_leaves=20,
)


@given(value=json_values)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_no_value_makes_a_summary_raise(specs, value):
    for spec in specs.values():
        lines = kinds.kind(spec["kind"]).summary(value, spec)
        assert all(isinstance(line, str) for line in lines)


def test_template_scales_may_be_numbers_in_yaml():
    assert _has(yaml.safe_load("{labels: {scale: {-3: bad, 0: none}}}"), ("labels", "scale", "-3"))
    assert not _has(yaml.safe_load("{labels: {scale: {-3: bad}}}"), ("labels", "scale", "3"))
    assert json.loads(json.dumps({-3: "bad"})) == {"-3": "bad"}, "as the widget will find it"
