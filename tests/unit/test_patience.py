"""Time that is up ends what is done in a block, and nothing after it, in every thread."""

import contextlib
import threading
import time

import pytest

from localsdg import patience


def in_another_thread(work):
    """What ``work()`` gives, or the exception that it ends with, in a thread as a cluster's worker has."""
    found = []

    def run():
        try:
            found.append(work())
        except BaseException as problem:
            found.append(problem)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    return found[0]


def here(work):
    try:
        return work()
    except BaseException as problem:
        return problem


def endless():
    with patience.time_limit(0.2):
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue


@pytest.mark.parametrize("place", [here, in_another_thread])
def test_an_endless_check_is_ended(place):
    assert isinstance(place(endless), patience.TooLong)


@pytest.mark.parametrize("place", [here, in_another_thread])
def test_nothing_after_the_block_is_ended(place):
    def work():
        for _ in range(20):
            with contextlib.suppress(patience.TooLong), patience.time_limit(0.001):
                pass
        time.sleep(0.1)
        return sum(range(100_000))

    assert place(work) == sum(range(100_000))


def test_a_block_that_ends_just_when_time_is_up_lets_nothing_out_later():
    """The exception is on its way when the block ends: it comes at its end or never."""

    def work():
        ended = 0
        for number in range(60):
            end = time.perf_counter() + 0.01 + number / 30_000
            try:
                with patience.time_limit(0.011):
                    while time.perf_counter() < end:
                        pass
            except patience.TooLong:
                ended += 1
            for _ in range(200):
                pass
        return ended

    assert isinstance(in_another_thread(work), int)


def busy():
    while True:
        pass


def test_an_inner_limit_leaves_the_outer_one_as_it_was():
    start = time.monotonic()
    with pytest.raises(patience.TooLong), patience.time_limit(0.6):
        for _ in range(2):
            with pytest.raises(patience.TooLong), patience.time_limit(0.1):
                busy()
        busy()
    assert time.monotonic() - start >= 0.6


def test_an_inner_limit_has_no_more_time_than_the_outer_one():
    start = time.monotonic()
    with pytest.raises(patience.TooLong), patience.time_limit(0.1), patience.time_limit(60):
        busy()
    assert time.monotonic() - start < 30
