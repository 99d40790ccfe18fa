"""What ``make test`` leaves to ``make soak``: evenly spread samples, counted as deselected."""

import os
import subprocess
import sys

import pytest
import soak

CONFTEST = 'pytest_plugins = ["soak"]'
TESTS = """
import pytest

@pytest.mark.sample(2)
@pytest.mark.parametrize("number", range(5))
def test_some(number):
    assert number in {expected}

@pytest.mark.sample(0)
def test_in_soak_alone():
    assert {long}

def test_always():
    pass
"""


@pytest.mark.parametrize(
    ("count", "kept"),
    [(0, []), (1, [0]), (2, [0, 9]), (4, [0, 3, 6, 9]), (10, [*range(10)]), (11, [*range(10)])],
)
def test_a_sample_goes_from_the_first_to_the_last(count, kept):
    assert soak.spread(list(range(10)), count) == kept


@pytest.mark.parametrize(
    ("long", "options", "closing"),
    [
        (False, [], "3 passed, 4 deselected"),
        (True, [], "7 passed"),
        (True, ["-m", "soak"], "6 passed, 1 deselected"),
    ],
)
def test_make_soak_has_what_make_test_leaves_out(tmp_path, long, options, closing):
    (tmp_path / "conftest.py").write_text(CONFTEST)
    expected = {*range(5)} if long else {0, 4}
    (tmp_path / "test_any.py").write_text(TESTS.format(expected=expected, long=long))
    helpers = os.path.dirname(soak.__file__)
    environment = {**os.environ, "PYTHONPATH": helpers, "LOCALSDG_SOAK": "1" if long else ""}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "ignore", *options]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert closing in done.stdout.splitlines()[-1], done.stdout
