"""Full disks, locks, two graders at once, halves of files, clocks: no grade is lost, doubled or falsified."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager

import full_disk
import pytest

from autograder import times
from autograder.account import who
from autograder.nbgrader.assignments import prepare
from autograder.run import local_executor, worker
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import auditing

from .conftest import (
    CHOICE,
    HALF,
    NAME,
    RIGHT,
    grade_all,
    grader,
    is_as_undisturbed,
    scores,
    wait_for_a_grade,
)


@pytest.fixture
def place(small_course, prepared_course, tmp_path):
    """A folder with a prepared course folder ``course`` in it."""
    shutil.copytree(prepared_course, tmp_path / "course")
    return tmp_path


@pytest.fixture
def done(small_course, undisturbed, tmp_path):
    """The same when the class is graded."""
    shutil.copytree(undisturbed.folder.root, tmp_path / "course")
    return tmp_path


# ---- A full disk ----------------------------------------------------------------------------------


@pytest.mark.soak
@pytest.mark.sandbox  # the small disk is bubblewrap's
def test_a_full_disk_is_said_and_the_rest_is_graded_when_there_is_room(
    small_course, small_class, undisturbed, tmp_path
):
    disk = tmp_path / "disk"
    disk.mkdir()
    small = ["bwrap", "--dev-bind", "/", "/", "--size", str(6 << 20), "--tmpfs", str(disk)]
    command = [sys.executable, full_disk.__file__, disk, small_class, tmp_path / "course"]
    ran = subprocess.run([*small, *map(str, command)], capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert [code for _, code, _ in told[:4]] == [1] * 4 and told[-1][1:] == [0, ""]
    for _, code, error in told:
        assert code in (0, 1) and error.count("\n") == code, error
        assert code == 0 or ("no space left for" in error and "run the same command again" in error), error
    is_as_undisturbed(tmp_path, undisturbed)


# ---- Locks ----------------------------------------------------------------------------------------


@contextmanager
def locked(place):
    """Another program has the gradebook for itself."""
    with closing(sqlite3.connect(place / "course" / "gradebook.db", isolation_level=None)) as database:
        database.execute("begin exclusive")
        yield
        database.execute("rollback")


def test_a_lock_of_another_program_is_waited_for(place, small_class, undisturbed):
    with locked(place):
        running = grader(small_class, place)
        assert running.runs(undisturbed.seconds + 1)
    running.ends()
    is_as_undisturbed(place, undisturbed)


def test_a_lock_that_does_not_end_is_said_and_nothing_is_lost(place, small_class, undisturbed):
    with locked(place):
        said = grader(small_class, place, AUTOGRADER_WAIT="0.2").ends(1)
    assert "locked by another program" in said and said.count("\n") == 1
    running = grader(small_class, place, AUTOGRADER_WAIT="0.2")
    wait_for_a_grade(place)
    with locked(place):
        assert "locked by another program" in running.ends(1)
    grader(small_class, place).ends()
    is_as_undisturbed(place, undisturbed)


# ---- Two graders at once --------------------------------------------------------------------------


def attempts(place):
    with closing(sqlite3.connect(place / "course" / "gradebook.db")) as database:
        return [row[0] for row in database.execute("select attempts from localsdg_job")]


def test_two_graders_at_once_grade_each_hand_in_once(small_course, small_class, undisturbed, tmp_path):
    both = [grader(small_class, tmp_path) for _ in "ab"]  # they also make the folder together
    for one in both:
        one.ends()
    assert attempts(tmp_path) == [1] * 24
    is_as_undisturbed(tmp_path, undisturbed)


def test_one_of_two_graders_is_killed_and_the_other_finishes_its_work(place, small_class, undisturbed):
    killed, other = grader(small_class, place), grader(small_class, place)
    wait_for_a_grade(place)
    killed.kill(group=True)
    other.ends()
    is_as_undisturbed(place, undisturbed)


def test_an_older_file_that_is_still_judged_does_not_hide_a_newer_one(maker, hand_in, folder):
    source = hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    begun, held, judge = threading.Event(), threading.Event(), local_executor.Here.run

    def slowly(self, jobs, tick):
        for job in jobs:
            begun.set()
            held.wait(30)
            yield from judge(self, [job], tick)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_executor.Here, "run", slowly)
        thread = threading.Thread(target=grade_all, args=([source], folder))
        thread.start()
        assert begun.wait(30)
    hand_in("amina", maker.by_page({CHOICE: HALF}))
    (new,) = grade_all([source], folder)
    assert scores(new)[CHOICE] == 3
    copy = folder.autograded("amina", NAME).read_bytes()
    held.set()
    thread.join(30)
    assert folder.autograded("amina", NAME).read_bytes() == copy
    assert auditing.audit(folder).problems == []
    assert [line.partition("  ")[2] for line in auditing.lines(folder, "amina") if "→ 5" in line] == []


# ---- Halves of files ------------------------------------------------------------------------------


def cut(path):
    os.truncate(path, path.stat().st_size // 2)


def emptied(path):
    os.truncate(path, 0)


def removed(path):
    path.unlink()


A_COPY, A_FILE = (f"{room}/learner-02/{NAME}/{NAME}.ipynb" for room in ("autograded", "submitted"))


@pytest.mark.parametrize("how", [cut, emptied, removed])
@pytest.mark.parametrize(
    "what",
    [
        A_COPY,
        A_FILE,
        "release/.sources",
        f"release/{NAME}/{NAME}.ipynb",
        f"source/{NAME}/{NAME}.ipynb",
        "nbgrader_config.py",
    ],
)
def test_what_a_power_cut_left_of_a_file_is_mended(what, how, done, small_class, undisturbed):
    folder = CourseFolder(done / "course")
    before = {path: path.read_bytes() for path in folder.root.glob("release/*/*.ipynb")}
    how(folder.root / what)
    prepare(folder)
    grade_all([small_class], folder)
    is_as_undisturbed(done, undisturbed)
    assert {path: path.read_bytes() for path in folder.root.glob("release/*/*.ipynb")} == before
    if what == "nbgrader_config.py" and how is not cut:
        assert "autograder" in (folder.root / what).read_text()


@pytest.mark.parametrize(("how", "words"), [(emptied, "from your backup"), (cut, "cannot be used")])
def test_a_gradebook_that_is_lost_is_said(how, words, done, small_class, undisturbed):
    folder = CourseFolder(done / "course")
    how(folder.gradebook)
    said = grader(small_class, done).ends(1)
    assert words in said and said.count("\n") == 1
    for path in folder.root.glob("gradebook.db*"):
        path.unlink()
    grader(small_class, done).ends()
    is_as_undisturbed(done, undisturbed)


@pytest.mark.parametrize("text", ["", "postgre", "mysql://me:secret@there/name"])
def test_an_address_of_a_database_that_is_none_is_said(text, done, small_class):
    (done / "course" / "database-url").write_text(text)
    said = grader(small_class, done).ends(1)
    assert "not the address of a database" in said and "secret" not in said


def test_the_last_grades_are_lost_with_their_log_and_are_graded_again(place, small_class, undisturbed):
    running = grader(small_class, place)
    wait_for_a_grade(place)
    running.kill(group=True)
    log = place / "course" / "gradebook.db-wal"
    assert log.stat().st_size
    log.unlink()
    grader(small_class, place).ends()
    is_as_undisturbed(place, undisturbed)


# ---- Time goes back -------------------------------------------------------------------------------


def test_the_clock_goes_back(place, small_class, undisturbed):
    running = grader(small_class, place)
    wait_for_a_grade(place)
    running.kill()
    now = time.time
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(times, "now", lambda: "2001-01-01T00:00:00+00:00")
        patch.setattr(time, "time", lambda: now() - 25 * 365 * 24 * 3600)
        grade_all([small_class], CourseFolder(place / "course"), who=who())
    is_as_undisturbed(place, undisturbed)


# ---- A file that changes while it is read ---------------------------------------------------------


HALF_WRITTEN = ("It was being written", "The notebook is cut off", "The file is empty")


@pytest.mark.sandbox  # a whole file is graded, its code as well
def test_a_hand_in_that_is_being_written_is_graded_when_it_is_whole(maker, hand_in, folder):
    source = hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    path, stop = source / "amina" / f"{NAME}.ipynb", threading.Event()
    whole = path.read_bytes()

    def write():
        while not stop.is_set():
            with open(path, "wb") as stream:
                for start in range(0, len(whole), 2000):
                    stream.write(whole[start : start + 2000])
                    stream.flush()
                    time.sleep(0.01)

    writer = threading.Thread(target=write)
    writer.start()
    for _ in range(3):
        (outcome,) = grade_all([source], folder)
        assert outcome.status == "ungraded" or scores(outcome)[CHOICE] == 5
        # A writer that pauses is not seen, only what it has written so far.
        assert outcome.status != "ungraded" or outcome.reason.startswith(HALF_WRITTEN)
    stop.set()
    writer.join()
    (outcome,) = grade_all([source], folder)
    assert scores(outcome)[CHOICE] == 5
    assert folder.submitted("amina", NAME).read_bytes() == whole
    assert auditing.audit(folder).problems == []


# ---- A fault of ours ------------------------------------------------------------------------------


def test_a_fault_of_the_grader_at_one_hand_in_is_said_and_the_others_are_graded(
    maker, hand_in, folder, monkeypatch
):
    judge = worker.judge

    def faulty(setup, learner, assignment, data):
        return judge(setup, learner, assignment, data) if learner != "amina" else 1 / 0

    monkeypatch.setattr(worker, "judge", faulty)
    hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    source = hand_in("ben", maker.by_page({CHOICE: RIGHT}))
    amina, ben = grade_all([source], folder)
    assert amina.status == "ungraded" and "ZeroDivisionError in test_faults.py" in amina.reason
    assert scores(ben)[CHOICE] == 5
