"""The answers of a room as one view: right for good ones, and never broken by any JSON."""

import json
from pathlib import Path

import pytest

from localsdg import course
from localsdg_workshop import merged

ROOT = Path(__file__).parents[2]
ODD = [
    *(None, 3, "x", [], [None, {"id": []}], {}, {"code": "x = 1"}, {"code": 5}),
    {"answers": 5, "cards": {"a": 1}, "cells": [], "rows": [5, {"id": {}}]},
    {"answers": {"purpose": {"a": []}}, "cards": [{"id": "survey", "lane": {}, "owner": {"x": 1}}]},
    {"amounts": {"bus": "x"}, "cells": {"trucks": 4}, "picks": {"lever": []}, "text": {"a": 1}},
    {"rows": [{"id": "bus", "goal": [1, {}]}, {"id": "hill_bus", "target": ["11.2"], "purpose": {}}]},
]


def samples(slug):
    for path in sorted((ROOT / "exercises" / slug / "samples").glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8")).get("answer")


@pytest.mark.parametrize("slug", course.exercise_ids(ROOT))
def test_every_exercise_has_a_view_of_its_samples_and_of_odd_answers(slug):
    spec = course.exercise(slug, course=ROOT)
    given = [*samples(slug), *((f"odd {number}", answer) for number, answer in enumerate(ODD))]
    parts = merged.of_exercise(given, spec)
    assert parts and all(part["type"] in ("bars", "grid", "ranges", "wall") for part in parts)
    json.dumps(parts, allow_nan=False)
    assert "who" in keys(parts) and "who" not in keys(merged.without_names(parts))


def keys(value):
    inner = value if isinstance(value, list) else value.values() if isinstance(value, dict) else []
    return {*(value if isinstance(value, dict) else ())}.union(*map(keys, inner))


def part(slug, answers, kind, number=0):
    spec = course.exercise(slug, course=ROOT)
    found = [one for one in merged.of_exercise(answers, spec) if one["type"] == kind]
    return found[number]


def test_choices_are_bars():
    answers = [
        ("A", {"answers": {"dump": "equal"}}),
        ("B", {"answers": {"dump": "equal"}}),
        ("C", {"answers": {}}),
    ]
    bars = part("check-across-boundaries", answers, "bars")
    assert bars["of"] == 2 and [row["count"] for row in bars["rows"]] == [0, 0, 2, 0]
    assert bars["rows"][2]["who"] == ["A", "B"]


def test_all_roadmaps_are_on_one_calendar():
    answers = [
        ("A", {"settings": {}, "cards": [{"id": "survey", "lane": "m-9"}, {"id": "draft", "lane": "m-5"}]}),
        ("B", {"settings": {}, "cards": [{"id": "survey", "lane": "m-9"}]}),
    ]
    grid = part("reporting-roadmap", answers, "grid")
    assert grid["columns"][0] == {"month": 10, "years": -1} and grid["columns"][-1] == {
        "month": 2,
        "years": 0,
    }
    (survey,) = [row for row in grid["rows"] if row["label"] == "Survey the members"]
    assert survey["cells"][0] == {"text": "2", "strength": 1.0, "who": ["A", "B"]}


def test_allocations_are_ranges():
    answers = [
        ("A", {"amounts": {"bus": 2}}),
        ("B", {"amounts": {"bus": 6, "wall": 4}}),
        ("C", {"amounts": {}}),
    ]
    rows = part("budget-allocation", answers, "ranges")["rows"]
    assert (rows[0]["least"], rows[0]["median"], rows[0]["most"], rows[0]["n"]) == (2, 4, 6, 2)
    assert (rows[1]["least"], rows[1]["most"]) == (0, 4)


def test_a_matrix_shows_the_sum_and_the_spread():
    answers = [
        ("A", {"cells": {"trucks": {"bus": 2, "river": -2}}}),
        ("B", {"cells": {"trucks": {"bus": -1}}}),
    ]
    rows = part("interlinkages", answers, "ranges")["rows"]
    assert [(row["least"], row["most"]) for row in rows] == [(-1, 0)]
    cells = part("interlinkages", answers, "grid")["rows"][0]["cells"]
    assert cells[1]["text"] == "0.5 (-1–2)" and cells[2]["text"] == "-2"


def test_texts_are_a_wall_that_the_trainer_arranges():
    answers = [("A", {"text": "<b>one</b>"}), ("B", {"text": "two"}), ("C", {"text": "  "})]
    parts = merged.of_exercise(answers, course.exercise("advocacy-story", course=ROOT))
    assert [card["text"] for card in parts[0]["cards"]] == ["<b>one</b>", "two"]
    shown = merged.arranged(parts, {"hidden": ["A/text"], "groups": {"B/text": "Water"}})
    assert merged.without_names(shown)[0]["cards"] == [{"id": "card-0", "text": "two", "group": "Water"}]


def test_a_poll_counts_options_and_shows_texts():
    asked = {"question": "Ready?", "options": ["yes", "no"]}
    (bars,) = merged.of_poll([("A", 0), ("B", 0), ("C", 5), ("D", "yes")], asked)
    assert [row["count"] for row in bars["rows"]] == [2, 0] and bars["of"] == 2
    assert merged.of_poll([("A", "x")], {"question": "Why?", "options": []})[0]["cards"][0]["text"] == "x"
