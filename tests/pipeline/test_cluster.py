"""``--scheduler``: a real Dask cluster of two worker processes on this computer gives the same results."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import faults
import pytest

from .conftest import grader, is_as_undisturbed, wait_for_a_grade

QUIET = ("--no-dashboard", "--dashboard-address", "127.0.0.1:0", "--host", "127.0.0.1")
WORKER = ("--nthreads", "1", "--no-nanny", *QUIET)


class Cluster:
    """A scheduler and workers as ``dask`` starts them, on ports that are free."""

    def __init__(self, place):
        self.place, self.started = place, []
        self.file = place / "scheduler.json"

    def __enter__(self):
        self.start("scheduler", "--port", "0", "--scheduler-file", self.file, *QUIET)
        return self

    @property
    def address(self):
        from distributed import Client

        end = time.monotonic() + 60
        while not self.file.is_file():
            assert time.monotonic() < end, "the scheduler does not start"
            time.sleep(0.05)
        with Client(scheduler_file=str(self.file), set_as_default=False) as client:
            return client.scheduler.address

    def worker(self, **environment):
        return self.start("worker", "--scheduler-file", self.file, *WORKER, **environment)

    def start(self, *arguments, **environment):
        env = {
            **os.environ,
            "TMPDIR": str(self.place),
            "DASK_TEMPORARY_DIRECTORY": str(self.place),
            **environment,
        }
        command = [str(Path(sys.executable).with_name("dask")), *map(str, arguments)]
        with open(self.place / "said", "ab") as said:
            process = subprocess.Popen(command, env=env, stdout=said, stderr=said, cwd=self.place)
        self.started.append(process)
        return process

    def __exit__(self, *problem):
        for process in reversed(self.started):
            process.terminate()
        for process in self.started:
            try:
                process.wait(3)
            except subprocess.TimeoutExpired:  # it waits for one that is gone
                process.kill()
                process.wait()


@pytest.fixture
def cluster(small_course, tmp_path):
    place = tmp_path / "cluster"
    place.mkdir()
    with Cluster(place) as running:
        yield running
    assert faults.nothing_runs(place) == []


def grade_on(cluster, source, place, **environment):
    return faults.Grader(
        "grade", source, "--course", "course", "--scheduler", cluster.address, cwd=place, **environment
    )


def test_a_cluster_gives_the_same_results_though_a_worker_is_killed(
    cluster, small_class, prepared_course, undisturbed, tmp_path
):
    shutil.copytree(prepared_course, tmp_path / "course")
    first, _ = cluster.worker(), cluster.worker()
    running = grade_on(cluster, small_class, tmp_path)
    wait_for_a_grade(tmp_path)
    first.kill()
    running.ends()
    is_as_undisturbed(tmp_path, undisturbed)


def test_a_scheduler_that_dies_is_said_and_the_rest_is_graded_later(
    cluster, small_class, prepared_course, undisturbed, tmp_path
):
    shutil.copytree(prepared_course, tmp_path / "course")
    cluster.worker()
    running = grade_on(cluster, small_class, tmp_path)
    wait_for_a_grade(tmp_path)
    cluster.started[0].kill()
    said = running.ends(1)
    assert "is gone" in said and said.count("\n") == 1
    grader(small_class, tmp_path).ends()
    is_as_undisturbed(tmp_path, undisturbed)


def test_a_worker_with_another_version_of_the_course_is_said(
    cluster, small_course, small_class, prepared_course, tmp_path
):
    shutil.copytree(prepared_course, tmp_path / "course")
    other = tmp_path / "other"
    shutil.copytree(small_course, other)
    checks = next((other / "exercises").glob("*/checks.py"))
    checks.write_text(checks.read_text() + "\n# mended\n")
    cluster.worker(LOCALSDG_COURSE=str(other))
    said = grade_on(cluster, small_class, tmp_path).ends(1)
    assert "another version of the course" in said and said.count("\n") == 1


def test_a_cluster_without_workers_or_without_scheduler_is_said(
    cluster, small_class, prepared_course, tmp_path, monkeypatch
):
    shutil.copytree(prepared_course, tmp_path / "course")
    patience = {"AUTOGRADER_WAIT": "1"}
    said = grade_on(cluster, small_class, tmp_path, **patience).ends(1)
    assert "has no workers" in said and said.count("\n") == 1
    nobody = SimpleNamespace(address="tcp://127.0.0.1:9")
    said = grade_on(nobody, small_class, tmp_path, **patience).ends(1)
    assert "No Dask scheduler answers at tcp://127.0.0.1:9" in said and said.count("\n") == 1
