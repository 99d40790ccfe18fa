"""Course folders are for their owner alone, and for a group if somebody says so."""

import os
import stat

import pytest
from click.testing import CliRunner

from autograder import cli
from autograder.nbgrader.assignments import prepare
from autograder.store.course_folder import CourseFolder

from .conftest import CHOICE, RIGHT, grade_all


@pytest.fixture
def usual_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def run(folder, *arguments):
    ran = CliRunner().invoke(
        cli.main, [*map(str, arguments), "--course", str(folder)], catch_exceptions=False
    )
    assert ran.exit_code == 0, ran.output


def modes(root):
    """``{kind: modes}`` of all that is in a folder, and of itself."""
    found = {"folders": set(), "files": set()}
    for path in [root, *root.rglob("*")]:
        found["folders" if path.is_dir() else "files"].add(stat.S_IMODE(path.stat().st_mode))
    return found


def test_what_a_course_folder_holds_is_its_owners(usual_umask, small_course, maker, hand_in, tmp_path):
    course = tmp_path / "new" / "course"
    run(course, "grade", hand_in("amina", maker.by_page({CHOICE: RIGHT})), "--workers", 0)
    run(course, "feedback")
    run(course, "report")
    run(course, "override", "amina", CHOICE, 4, "--because", "x")
    assert modes(course) == {"folders": {0o700}, "files": {0o600}}


def test_an_empty_folder_that_was_there_is_closed_too(usual_umask, small_course, tmp_path):
    course = tmp_path / "course"
    course.mkdir()
    prepare(CourseFolder(course))
    assert modes(course) == {"folders": {0o700}, "files": {0o600}}


def test_a_group_may_be_let_in_and_be_sent_out_again(usual_umask, folder, maker, hand_in):
    source = hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    run(folder.root, "grade", source, "--workers", 0, "--shared")
    run(folder.root, "grade", hand_in("ben", maker.by_page({CHOICE: RIGHT})), "--workers", 0)
    run(folder.root, "feedback")
    assert modes(folder.root) == {"folders": {0o2770}, "files": {0o660}}
    run(folder.root, "grade", source, "--workers", 0, "--private")
    assert modes(folder.root) == {"folders": {0o700}, "files": {0o600}}


def test_a_folder_that_its_owner_opened_by_hand_stays_open(usual_umask, folder, maker, hand_in):
    folder.root.chmod(0o750)
    grade_all([hand_in("amina", maker.by_page({CHOICE: RIGHT}))], folder)
    assert folder.root.stat().st_mode & 0o777 == 0o750
