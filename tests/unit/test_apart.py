"""Many exercises are run in several processes: nothing is lost, also when one of them ends."""

import functools
import os

import pytest

from localsdg_build.check import apart

MANY = [f"exercise-{number}" for number in range(30)]


def where_and_what(slugs):
    return os.getpid(), slugs


def dies_elsewhere(here, slugs):
    if os.getpid() != here:
        os._exit(3)
    return slugs


@pytest.fixture(autouse=True)
def two_processors(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def test_many_are_run_in_other_processes_each_once():
    results = list(apart.start(where_and_what, MANY)())
    assert sorted(slug for _, slugs in results for slug in slugs) == sorted(MANY)
    assert os.getpid() not in {process for process, _ in results}


def test_the_costliest_are_dealt_out_to_all():
    parts = [slugs for _, slugs in apart.start(where_and_what, MANY)()]
    assert sorted(part[0] for part in parts) == sorted(MANY[: len(parts)])


def test_what_is_wanted_soon_is_done_each_for_itself():
    parts = [slugs for _, slugs in apart.start(where_and_what, MANY, MANY[-2:])()]
    assert MANY[-2:-1] in parts and MANY[-1:] in parts
    assert sorted(slug for slugs in parts for slug in slugs) == sorted(MANY)


@pytest.mark.parametrize("slugs", [[], MANY[:1], MANY[:11]])
def test_few_are_run_here(slugs):
    assert list(apart.start(where_and_what, slugs)()) == ([(os.getpid(), slugs)] if slugs else [])


def test_what_a_process_that_ends_leaves_is_done_here():
    results = list(apart.start(functools.partial(dies_elsewhere, os.getpid()), MANY)())
    assert sorted(slug for slugs in results for slug in slugs) == sorted(MANY)
