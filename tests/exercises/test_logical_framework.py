"""The logframe: the lesson's own table passes its exercise, and each box that is taken away costs points."""

import json

import pytest

from localsdg import checks, course
from localsdg.course import root
from localsdg_build.check.samples import score_sample

SLUG = "logical-framework"
COLUMNS = ["summary", "indicator", "source", "assumption"]
LESSON = "modules/4-decentralized-cooperation/logframe-and-participation/en.md"


def lesson_table():
    """The table of Montreva as an answer, read from the lesson's text."""
    rows = []
    for line in (root() / LESSON).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        name = cells[0].strip("* ").lower()
        if line.startswith("| **") and name in course.exercise(SLUG)["parameters"]["row_ids"]:
            rows.append({"id": name, **dict(zip(COLUMNS, cells[1:], strict=True))})
    return {"rows": rows}


def full():
    return json.loads((root() / "exercises" / SLUG / "samples" / "full-market.json").read_text())["answer"]


def score(answer):
    return checks.total(score_sample(root(), SLUG, answer))


def with_cell(answer, row, column, text):
    copy = json.loads(json.dumps(answer))
    next(one for one in copy["rows"] if one["id"] == row)[column] = text
    return copy


def message(answer, check_id):
    return next(one["message"] for one in score_sample(root(), SLUG, answer) if one["id"] == check_id)


def test_the_lessons_own_table_earns_all_points():
    table = lesson_table()
    assert len(table["rows"]) == 4
    assert score(table) == 20


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("row", ["goal", "purpose", "outputs", "activities"])
def test_an_empty_box_costs_points_except_the_assumption_of_the_goal(row, column):
    less = score(with_cell(full(), row, column, ""))
    assert (less == 20) if (row, column) == ("goal", "assumption") else (less < 20)


@pytest.mark.parametrize(
    ("row", "column", "text", "check_id", "expected"),
    [
        ("purpose", "summary", "300 traders trained in two workshops", "levels", "purpose_delivered"),
        ("outputs", "summary", "Fewer traders lose their goods in a flood", "levels", "outputs_change"),
        ("outputs", "summary", "Train the wardens and mount two gauges", "levels", "outputs_activities"),
        ("purpose", "indicator", "Clearly fewer traders with losses by 2028", "indicators", "no_number"),
        ("purpose", "indicator", "Losses of traders down by 40 percent", "indicators", "no_date"),
        ("purpose", "indicator", "80 percent of traders move goods by 2028", "indicators", "no_start"),
        ("goal", "source", "Reports and statistics", "sources", "vague"),
        ("outputs", "assumption", "Our staff are motivated and come", "assumptions", "inside"),
        ("outputs", "assumption", "The wardens are trained, the gauges running", "assumptions", "repeat"),
    ],
)
def test_a_known_weakness_is_named(row, column, text, check_id, expected):
    assert message(full(), check_id) == "met"
    assert message(with_cell(full(), row, column, text), check_id) == expected
