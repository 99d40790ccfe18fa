"""The page of a review: each fault has its sentence, numbers have limits, experts may argue."""

import copy
import json

import pytest

from localsdg.course import root
from localsdg_build.check.samples import score_sample

SLUG = "repair-a-page"


def full():
    return json.loads((root() / "exercises" / SLUG / "samples" / "full.json").read_text())["answer"]


def changed(row, **cells):
    answer = copy.deepcopy(full())
    next(one for one in answer["rows"] if one["id"] == row).update(cells)
    return answer


def record(answer, check_id):
    return next(one for one in score_sample(root(), SLUG, answer) if one["id"] == check_id)


CLOSED = [
    (row["id"], column) for row in full()["rows"] for column in row if column not in ("id", "paragraph")
]


@pytest.mark.parametrize(("row", "column"), CLOSED)
def test_each_choice_and_number_that_is_taken_away_costs_points_and_is_missed(row, column):
    check_id = {"fault": "faults", "value": "numbers", "verdict": "mended"}[column]
    found = record(changed(row, **{column: ""}), check_id)
    assert found["message"] == "missing"
    assert found["earned"] < record(full(), check_id)["earned"]


@pytest.mark.parametrize("row", [row for row, column in CLOSED if column == "fault"])
def test_a_wrong_fault_is_answered_with_what_to_look_at_in_that_sentence(row):
    assert record(changed(row, fault="percent"), "faults")["message"] == f"not_{row}"


@pytest.mark.parametrize(
    ("row", "fault"), [("three_years", "average"), ("pupils", "cause"), ("stops", "activity")]
)
def test_what_an_expert_may_argue_earns_half(row, fault):
    argued, wrong = (record(changed(row, fault=choice), "faults") for choice in (fault, "scale"))
    assert argued["message"] == "argued"
    assert wrong["earned"] < argued["earned"] < record(full(), "faults")["earned"]


@pytest.mark.parametrize(
    ("value", "right"),
    [("5.34", False), ("5.35", True), ("5,4", True), (5.45, True), (5.46, False), ("5.4 %", True)],
)
def test_growth_is_taken_to_one_decimal(value, right):
    found = record(changed("riders", value=value), "numbers")
    assert found["message"] == ("met" if right else "not_riders")


@pytest.mark.parametrize("row", ["planned", "unknown"])
def test_true_and_too_little_may_be_argued(row):
    assert record(changed(row, verdict="fit"), "mended")["message"] == "argued"
    assert record(changed(row, verdict="more"), "mended")["message"] == f"not_{row}"
