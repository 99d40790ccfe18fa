"""A course in order, for tests of what is said when it no longer is."""

import shutil
from pathlib import Path

import pytest
import small_course
from parallel import once


@pytest.fixture(scope="session")
def checked(tmp_path_factory):
    """A small course that has been checked: what is remembered of it is not run again."""

    def make(folder):
        small_course.make(folder / "course")
        assert small_course.problems(folder / "course") == []

    return once(tmp_path_factory, "checked", make) / "course"


@pytest.fixture
def course(checked, tmp_path):
    """The same, for one test to change."""
    return Path(shutil.copytree(checked, tmp_path / "course"))
