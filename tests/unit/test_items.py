"""Item analysis against numbers worked out by hand, and against pandas and scipy."""

import math
import random
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from autograder.reports import items, timeline

# Four learners, two items of 2 points and one of 6. Totals: 10, 5, 4, 1.
ITEM = [2, 1, 1, 0]
TOTAL = [10, 5, 4, 1]


def test_facility_is_the_mean_share():
    assert items.facility([1, 0.5, 0.5, 0]) == 0.5
    assert items.facility([]) is None


def test_the_item_is_taken_out_of_its_total():
    """By hand: shares 1, ½, ½, 0; rests 8, 4, 3, 1 of 8; means ½; Σ products 7/16, Σ squares ½, 13/32."""
    shares = [earned / 2 for earned in ITEM]
    rests = [items.rest(total, 10, earned, 2) for total, earned in zip(TOTAL, ITEM, strict=True)]
    assert rests == [1, 0.5, 0.375, 0.125]
    assert items.correlation(shares, rests) == pytest.approx((7 / 16) / math.sqrt(0.5 * 13 / 32))
    assert items.rest(2, 2, 2, 2) is None  # one item is the whole assignment


def test_no_number_where_it_would_mean_nothing():
    some = [place / 10 for place in range(10)]
    assert items.discrimination(some, some) == 1
    assert items.discrimination(some, some[::-1]) == -1
    assert items.discrimination(some[:9], some[:9]) is None  # fewer than ten learners
    assert items.discrimination([0.1] * 30, list(range(30))) is None  # no variance
    assert items.discrimination(list(range(30)), [0.1 + 0.2] * 30) is None
    assert items.correlation([1], [1]) is None


@pytest.mark.parametrize("seed", range(5))
def test_correlations_and_quartiles_are_those_of_pandas_and_scipy(seed):
    from scipy import stats  # here: every process that collects the tests would wait for it

    chance = random.Random(seed)
    frame = pd.DataFrame([[chance.choice([0, 1, 2, 4]) for _ in range(6)] for _ in range(40)])
    total = frame.sum(axis=1)
    for column in frame:
        rest = total - frame[column]
        ours = items.discrimination([x / 4 for x in frame[column]], [x / 20 for x in rest])
        assert ours == pytest.approx(frame[column].corr(rest))
        assert ours == pytest.approx(stats.pearsonr(frame[column], rest).statistic)
    shares = [chance.random() for _ in range(chance.randrange(1, 60))]
    assert items.quartiles(shares) == pytest.approx(tuple(pd.Series(shares).quantile([0.25, 0.5, 0.75])))


def test_a_distribution_has_every_hand_in_once():
    assert items.histogram([0, 0.05, 0.1, 0.7, 0.999, 1]) == [2, 1, 0, 0, 0, 0, 0, 1, 0, 2]
    assert items.histogram([0.1 * 3, 0.1 * 7]) == [0, 0, 0, 1, 0, 0, 0, 1, 0, 0]
    assert items.quartiles([]) is None


# ---- The time line --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "unit", "columns"),
    [(5, "hour", 6), (24 * 20, "day", 21), (24 * 100, "week", 15), (24 * 700, "month", 24)],
)
def test_the_time_line_takes_a_unit_that_can_be_read(hours, unit, columns):
    start = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
    found, rows = timeline.of([start, start + timedelta(hours=hours), start])
    assert (found, len(rows)) == (unit, columns)
    assert rows[0][1] == 2 and rows[-1][1] == 1 and sum(count for _, count in rows) == 3


def test_the_time_line_takes_times_with_and_without_zone():
    unit, rows = timeline.of([datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 3)])
    assert rows == [("2026-01-01", 1), ("2026-01-02", 0), ("2026-01-03", 1)] and unit == "day"
    assert timeline.of([]) == ("day", [])
