"""The logframe: sentences in their boxes and indicators from minutes; a fault is named and costs points."""

import copy
import json

import pytest

from localsdg import checks
from localsdg.course import root
from localsdg_build.check.samples import score_sample

SLUG = "logical-framework"


def full():
    return json.loads((root() / "exercises" / SLUG / "samples" / "full-market.json").read_text())["answer"]


def changed(row, **cells):
    answer = copy.deepcopy(full())
    next(one for one in answer["rows"] if one["id"] == row).update(cells)
    return answer


def record(answer, check_id):
    return next(one for one in score_sample(root(), SLUG, answer) if one["id"] == check_id)


CLOSED = [
    (row["id"], column)
    for row in full()["rows"]
    for column in row
    if column not in ("id", "summary", "indicator", "source", "assumption")
]


@pytest.mark.parametrize(("row", "column"), CLOSED)
def test_each_choice_and_figure_that_is_taken_away_costs_points(row, column):
    assert checks.total(score_sample(root(), SLUG, full())) == 20
    assert checks.total(score_sample(root(), SLUG, changed(row, **{column: ""}))) < 20


@pytest.mark.parametrize(
    ("row", "cells", "check_id", "expected"),
    [
        ("open", {"level": "purpose"}, "level", "delivered"),
        ("bring", {"level": "outputs"}, "level", "change"),
        ("works", {"level": "outputs"}, "level", "work"),
        ("fish", {"level": "purpose"}, "level", "good"),
        ("fines", {"level": "activities"}, "level", "step"),
        ("fines", {"level": "purpose"}, "level", "one_up"),
        ("weighed", {"level": "outputs"}, "level", "arguable"),
        ("tannery", {"box": "indicator"}, "box", "assumption"),
        ("accounts", {"box": "indicator"}, "box", "source"),
        ("f_purpose", {"start": 36}, "figures", "start"),
        ("f_purpose", {"unit": "holders"}, "figures", "start"),
        ("f_goal", {"aim": 24}, "figures", "aim"),
        ("f_goal", {"unit": "tonnes"}, "figures", "unit"),
        ("f_goal", {"aim_year": 2029}, "years", "aim"),
        ("f_purpose", {"found_in": "final_report"}, "found_in", "retold"),
        ("f_goal", {"found_in": "fee_book"}, "found_in", "elsewhere"),
    ],
)
def test_a_known_weakness_is_named(row, cells, check_id, expected):
    assert record(full(), check_id)["message"] == "met"
    assert record(changed(row, **cells), check_id)["message"] == expected


@pytest.mark.parametrize("value", [4, 4.17, 4.2, "4,2"])
def test_a_share_may_be_rounded(value):
    assert record(changed("f_goal", start=value), "figures")["message"] == "met"


@pytest.mark.parametrize("value", [3.9, 4.3, 2])
def test_another_share_is_not_taken(value):
    assert record(changed("f_goal", start=value), "figures")["message"] == "start"
