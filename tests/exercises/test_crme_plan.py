"""The plan for the four: what blind choices earn on the average is corrected by what was counted out."""

from itertools import product

import pytest

from localsdg import checks, course, judge
from localsdg.course import root

SLUG = "crme-plan"
COLUMNS = {column["id"]: column for column in course.exercise(SLUG)["parameters"]["columns"]}


def namespace():
    found = {}
    exec((root() / "exercises" / SLUG / "checks.py").read_text(encoding="utf-8"), found)
    return found


def test_blind_audiences_are_counted_out():
    found = namespace()
    groups = COLUMNS["audience"]["options"]
    subsets = [
        [one for one, taken in zip(groups, mask, strict=True) if taken] for mask in product((0, 1), repeat=8)
    ]
    mean = sum(found["audience_found"](row, one)[0] for row in found["ROWS"] for one in subsets) / 4 / 256
    assert round(mean, 3) == found["BLIND_AUDIENCES"]


def test_blind_rhythms_are_counted_out():
    found = namespace()
    rows, times = found["ROWS"], COLUMNS["rhythm"]["options"]
    blind, found["BLIND_RHYTHM"] = found["BLIND_RHYTHM"], 0
    shares = []
    for chosen in product(times, repeat=4):
        plan = [{"id": row, "rhythm": one} for row, one in zip(rows, chosen, strict=True)]
        shares.append(found["rhythm"]({"rows": plan}, {})["share"])
    assert round(sum(shares) / len(shares), 3) == blind


@pytest.mark.parametrize(
    ("shares", "earned"),
    [((2, 2, 3, 2), 2), ((2, 2, 3, 1.9), 1), ((5, 5, 5, 5), 2), ((5, 5, 5, 5.1), 1), ((40, 30, 20, 10), 1),
     ((40, 30, 20, 10.1), 0), ((2, 2, 5, 0), 0)],
)  # fmt: skip
def test_money_is_enough_and_modest(shares, earned):
    rows = [{"id": row, "share": share} for row, share in zip(namespace()["ROWS"], shares, strict=True)]
    records = judge.judge(SLUG, {"rows": rows})
    assert next(one["earned"] for one in records if one["id"] == "money") == earned
    assert checks.total(records) == earned
