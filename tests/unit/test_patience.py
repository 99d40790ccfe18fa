"""Time limits for our own work: one within another, and what is left of the outer one."""

import time

import pytest

from localsdg import patience


def busy():
    while True:
        pass


def test_an_inner_limit_leaves_the_outer_one_as_it_was():
    start = time.monotonic()
    with pytest.raises(patience.TooLong), patience.within(0.6):
        for _ in range(2):
            with pytest.raises(patience.TooLong), patience.within(0.1):
                busy()
        busy()
    assert time.monotonic() - start >= 0.6


def test_an_inner_limit_has_no_more_time_than_the_outer_one():
    start = time.monotonic()
    with pytest.raises(patience.TooLong), patience.within(0.1), patience.within(60):
        busy()
    assert time.monotonic() - start < 30


def test_nothing_is_stopped_after_the_work_is_done():
    with patience.within(0.05):
        with patience.within(0.05):
            pass
    time.sleep(0.1)
