"""The warm process: it may be killed at any time, ends with who started it, and does without a sandbox."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from sandboxes import HOLD, run, says, text, warm

from autograder import sandbox
from autograder.sandbox import bubblewrap, results

from .conftest import CHECKOUT


def alive(pid):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def gone(pid, seconds=10):
    end = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not alive(pid)


# ---- Killed ---------------------------------------------------------------------------------


@pytest.mark.parametrize("unsafe", [pytest.param(False, marks=pytest.mark.sandbox), True])
def test_a_run_whose_warm_process_is_killed_is_done_again(small_course_folder, unsafe):
    with warm(small_course_folder, unsafe) as process:
        assert says(process, "1 + 1") == "2"
        killed = process.pid
        os.kill(killed, signal.SIGKILL)
        assert says(process, "2 + 2") == "4"  # dead before the run
        killed = process.pid
        threading.Timer(0.5, os.kill, (killed, signal.SIGKILL)).start()
        assert says(process, "import time; time.sleep(1.5); 41 + 1") == "42"  # and in its middle
        assert gone(killed) and process.pid != killed


@pytest.mark.sandbox
def test_a_warm_process_that_cannot_live_is_given_up(small_course_folder, monkeypatch):
    monkeypatch.setattr(bubblewrap, "INSIDE", bubblewrap.INSIDE.parent)  # there is no main.py
    with (
        warm(small_course_folder) as process,
        pytest.raises(sandbox.WarmProcessDied, match="No module named"),
    ):
        run(process, "1")


@pytest.mark.sandbox
@pytest.mark.alone  # within a second
def test_closing_ends_it(small_course_folder):
    with warm(small_course_folder) as process:
        says(process, "1")
        pid, bwrap = process.pid, process._process.pid
    assert gone(pid, 1) and gone(bwrap, 1)
    process.close()


@pytest.mark.sandbox
def test_a_stopped_warm_process_is_replaced(small_course_folder, monkeypatch):
    monkeypatch.setattr(results, "END", 1)
    with warm(small_course_folder) as process:
        says(process, "1")
        threading.Timer(0.3, os.kill, (process.pid, signal.SIGSTOP)).start()
        assert text(run(process, "import time; time.sleep(0.6); 'done'", notebook=3)) == "'done'"


_GRADER = """
import os, sys, time
from autograder import sandbox
from autograder.sandbox import execute
warm = sandbox.WarmProcess(sys.argv[1])
warm.run(["1"], {}, sandbox.Limits())
print(warm.pid, warm._process.pid, flush=True)
"""


def grader(course, more):
    """A process of its own that starts a warm one; it and the warm one's process ids."""
    started = subprocess.Popen(
        [sys.executable, "-c", _GRADER + more, str(course)], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )  # fmt: skip
    return started, [int(number) for number in started.stdout.readline().split()]


@pytest.mark.parametrize("more", ["time.sleep(60)", "warm.run(['while True: pass'], {}, sandbox.Limits())"])
def test_it_ends_with_the_grader(small_course_folder, more):
    started, pids = grader(small_course_folder, more)
    with started:
        time.sleep(0.3)
        started.kill()
    assert all(gone(pid) for pid in pids)


@pytest.mark.sandbox
def test_a_forked_copy_of_the_grader_neither_uses_nor_holds_it(small_course_folder):
    more = textwrap.dedent("""
    if os.fork() == 0:
        ran = warm.run(["6 * 7"], {}, sandbox.Limits())  # by a warm process of its own
        print(ran.outputs[0][0]["data"]["text/plain"], flush=True)
        time.sleep(3)
        os._exit(0)
    os.wait()
    print(warm.run(["6 * 8"], {}, sandbox.Limits()).outputs[0][0]["data"]["text/plain"], flush=True)
    warm.close()
    """)
    started, pids = grader(small_course_folder, more)
    with started:
        assert [started.stdout.readline() for _ in range(2)] == ["42\n", "48\n"]
        assert started.wait(20) == 0
    assert all(gone(pid) for pid in pids)


@pytest.mark.sandbox
def test_several_threads_wait_for_each_other(small_course_folder):
    with warm(small_course_folder) as process:
        found = []
        threads = [
            threading.Thread(target=lambda n=n: found.append((n, says(process, f"{n} * 10"))))
            for n in range(1, 5)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(found) == [(n, f"{n}0") for n in range(1, 5)]


# ---- What is missing ------------------------------------------------------------------------


@pytest.fixture
def look(monkeypatch, tmp_path):
    """``look(script)``: what is missing where ``bwrap`` is that script, or none."""

    def missing(script=None):
        if script:
            (tmp_path / "bwrap").write_text(f"#!/bin/sh\n{script}\n")
            (tmp_path / "bwrap").chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        return bubblewrap.missing.__wrapped__()

    return missing


def test_it_says_what_to_install(look):
    assert "apt install bubblewrap" in look() and "--unsafe" in look()


def test_it_says_what_to_allow(look):
    said = look("echo 'setting up uid map: Permission denied' >&2; exit 1")
    allow = ("kernel.apparmor_restrict_unprivileged_userns=0", "whoever starts the container", "--unsafe")
    for words in ("setting up uid map", *allow):
        assert words in said


@pytest.mark.sandbox
@pytest.mark.parametrize("dies", ["kill -9 $$", "exit 137"])  # killed itself, or what it had started was
def test_a_look_that_somebody_kills_is_taken_again(look, tmp_path, dies):
    real = shutil.which("bwrap")
    counted = f"echo once >> {tmp_path}/looks; [ $(/usr/bin/wc -l < {tmp_path}/looks) -gt 2 ] || {dies}"
    assert look(f'{counted}; exec {real} "$@"') is None
    assert (tmp_path / "looks").read_text().count("once") == 3


def test_it_says_that_libseccomp_is_missing(monkeypatch):
    def fails():
        raise RuntimeError("Unable to find libseccomp")

    monkeypatch.setattr("autograder.sandbox.syscalls.program", fails)
    assert "libseccomp2" in bubblewrap.missing.__wrapped__()


# ---- Without a sandbox (alone: limits of tenths of a second) ---------------------------------


@pytest.fixture(scope="module")
def unsafe(small_course_folder):
    with warm(small_course_folder, unsafe=True) as process:
        yield process


@pytest.mark.alone
def test_unsafe_runs_the_same_code(unsafe):
    ran = run(unsafe, "import os\nprint(os.listdir())", "1 / 0", "2", put={"a.json": b"{}"})
    assert (text(ran), text(ran, 2), ran.ending) == ("['a.json']\n", "2", None)


@pytest.mark.alone
def test_unsafe_keeps_the_limits(unsafe, monkeypatch):
    monkeypatch.setattr(results, "LATE", 0.5)
    ran = run(unsafe, "while True: pass", "bytearray(1 << 30)", "3", cell=0.3, memory=200 << 20)
    assert (ran.stopped, text(ran, 2)) == ({0: "time", 1: "memory"}, "3")
    ran = run(unsafe, HOLD, cell=0.3)
    assert "did not react" in ran.ending


@pytest.mark.alone
def test_unsafe_ends_the_processes_that_were_started(unsafe):
    source = """
    import os, subprocess, sys
    one = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"]).pid
    two = os.fork()
    if two == 0:
        import time
        time.sleep(300)
    print(one, two)
    """
    began = time.monotonic()
    pids = says(unsafe, textwrap.dedent(source)).split()
    assert len(pids) == 2 and all(gone(int(pid), 2) for pid in pids)
    assert time.monotonic() - began < 20  # the run did not wait for them


@pytest.mark.alone
def test_unsafe_leaves_no_folder(unsafe):
    folder = says(unsafe, "import os; open('x', 'w').close(); print(os.getcwd())").strip()
    assert "localsdg-run-" in folder and not Path(folder).exists()
