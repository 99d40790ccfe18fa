"""``kill -9`` at any moment: a re-run ends with exactly the grades of an undisturbed run."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import deadly
import faults
import psutil
import pytest
from soak import many

from autograder.run import local_executor
from autograder.store import files
from autograder.store.course_folder import CourseFolder

from .conftest import grade_all, grader, is_as_undisturbed, wait_for_a_grade

# Kills come at random in the time of an undisturbed run, which was taken beside other tests, too: not alone.
# In `make test` a few: of graders that make their course folder and that find it, alone and with their group.
KILLS, LANES = many((4, 1), (300, 2))
FIRST, MOST = many((2, 2), (4, 7))  # kills in a lane's first course folder, and in each other


class Lane:
    """Kills graders at random moments, in one course folder after the other."""

    def __init__(self, number, place, source, prepared, undisturbed):
        self.random = random.Random(number)
        self.place, self.source, self.prepared = place, source, prepared
        self.undisturbed, self.seconds = undisturbed, undisturbed.seconds
        self.kills = self.folders = 0

    def go(self, kills):
        while self.kills < kills:
            place = self.place / str(self.folders)
            place.mkdir(parents=True)
            if self.folders:  # the first one is made by the graders that are killed
                shutil.copytree(self.prepared, place / "course")
            most = min(kills, self.kills + (MOST if self.folders else FIRST))
            self.folders += 1
            while self.kills < most and self._killed(place):
                self.kills += 1
            grader(self.source, place).ends()
            is_as_undisturbed(place, self.undisturbed)
        return self.kills

    def _killed(self, place):
        """Start a grader and kill it, or let it end if it is quicker."""
        started = grader(self.source, place)
        makes_folder = not (place / "course" / "release" / ".sources").is_file()
        if started.runs(self.random.uniform(0, self.seconds * (1.3 + makes_folder))):
            started.kill(group=self.kills % 2 == 1)
            return True
        started.ends()
        return False


@pytest.mark.soak
def test_kill_the_grader_at_random_moments(small_course, small_class, prepared_course, undisturbed, tmp_path):
    lanes = [
        Lane(number, tmp_path / f"lane-{number}", small_class, prepared_course, undisturbed)
        for number in range(LANES)
    ]
    with ThreadPoolExecutor(LANES) as threads:
        kills = list(threads.map(lambda lane: lane.go(KILLS // LANES), lanes))
    assert sum(kills) == KILLS


# ---- Workers and sandboxes ------------------------------------------------------------------------


def kill_often(running, wanted, times):
    """Kill one of the processes that ``wanted`` chooses, again and again while the grader runs; how often.

    Two at most of one worker's sandboxes: where a third dies at one hand-in, that is left ungraded, and on a
    busy computer all of them can fall to the same one.
    """
    killed = Counter()
    while killed.total() < times and running.runs(0.25):
        for process in faults.processes(running.temporary):
            with contextlib.suppress(psutil.Error):
                if wanted(process) and killed[worker := worker_of(process)] < 2:
                    process.kill()
                    killed[worker] += 1
                    break
    return killed.total()


def worker_of(process):
    """The process id of whoever has started this sandbox, or looks if it works; any other process's own."""
    while {"inside.main", "inside.probe"} & set(process.cmdline()):
        process = process.parent()
    return process.pid


def is_worker(process):
    return any("spawn_main" in part for part in process.cmdline())


def is_warm(process):
    """Not its children: one that is killed there looks as if the learner's code had ended it."""
    return "inside.main" in process.cmdline() and process.parent().name() == "bwrap"


def is_bubblewrap(process):
    return process.name() == "bwrap"


@pytest.mark.sandbox
@pytest.mark.parametrize("wanted", [is_worker, is_warm, is_bubblewrap])
def test_kill_its_processes(wanted, small_course, small_class, prepared_course, undisturbed, tmp_path):
    shutil.copytree(prepared_course, tmp_path / "course")
    running = grader(small_class, tmp_path, workers=2)
    assert kill_often(running, wanted, 4)
    running.ends()
    is_as_undisturbed(tmp_path, undisturbed)


@pytest.mark.sandbox
def test_a_hand_in_that_kills_each_worker_is_ungraded_and_the_others_keep_their_grades(
    small_course, small_class, prepared_course, undisturbed, tmp_path, monkeypatch
):
    folder = CourseFolder(tmp_path / "course")
    shutil.copytree(prepared_course, folder.root)
    monkeypatch.setattr(local_executor, "_do", deadly.dies)
    outcomes = {outcome.learner: outcome for outcome in grade_all([small_class], folder, workers=2)}
    assert outcomes["learner-02"].status == "ungraded"
    assert "worker process died 3 times" in outcomes["learner-02"].reason
    expected, found = (
        [row for row in one["grades"] if row[0] != "learner-02"]
        for one in (undisturbed.recorded, faults.recorded(folder))
    )
    assert expected == found and len(found) == 57


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_a_polite_end(number, small_course, small_class, prepared_course, undisturbed, tmp_path):
    shutil.copytree(prepared_course, tmp_path / "course")
    running = grader(small_class, tmp_path)
    wait_for_a_grade(tmp_path)  # in the midst of it: nineteen more are to come
    os.killpg(running.pid, number)
    out, error = running.process.communicate(timeout=60)
    assert running.process.returncode != 0 and "Traceback" not in error, error
    assert faults.nothing_runs(tmp_path / "temporary") == []
    grader(small_class, tmp_path).ends()
    is_as_undisturbed(tmp_path, undisturbed)


# ---- What they leave ------------------------------------------------------------------------------


def test_halves_of_files_that_were_killed_are_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = "import os, signal; from autograder.store import files; kept = files.scratch('course'); {}"
    killing = "os.replace = os.unlink = lambda *_: os.kill(os.getpid(), signal.SIGKILL); "
    killing += f"files.write({str(tmp_path / 'a')!r}, 'half')"
    ran = subprocess.run(
        [sys.executable, "-c", code.format(killing)], env={**os.environ, "TMPDIR": str(tmp_path)}
    )
    assert ran.returncode == -signal.SIGKILL
    assert sorted(path.name[:9] for path in tmp_path.iterdir()) == [".writing-", "localsdg-"]
    files.write(tmp_path / "a", "whole")
    files.scratch("course").cleanup()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
