"""What is forked for a test is a process like any that is started."""

import os
import signal
import time

import psutil
import pytest
from forks import Forks

PROGRAM = """
import os, sys, time

def told():
    print(sys.argv[1:], os.getcwd(), os.environ["SAID"], len(os.environ))
    sys.exit("the end")

def sleeps():
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def forks(tmp_path_factory):
    made = Forks("json")
    yield made
    made.close()


@pytest.fixture
def run(forks, tmp_path):
    (tmp_path / "program.py").write_text(PROGRAM)
    return lambda how, name, *arguments: how(name, arguments, tmp_path, {"SAID": "so"})


def test_arguments_folder_environment_output_and_code_are_its_own(forks, run, tmp_path):
    done = run(forks.run, "program:told", "a", 1)
    assert (done.returncode, done.stderr) == (1, "the end\n")
    assert done.stdout == f"['a', '1'] {tmp_path} so 1\n"


def test_it_can_be_killed_with_its_group_and_others_go_on(forks, run):
    one, other = (run(forks.start, "program:sleeps") for _ in "ab")
    assert one.poll() is None and os.getpgid(one.pid) == one.pid != os.getpgid(other.pid)
    os.killpg(one.pid, signal.SIGKILL)
    assert one.wait(20) == -signal.SIGKILL
    time.sleep(0.1)
    assert other.poll() is None
    other.terminate()
    assert other.wait(20) == -signal.SIGTERM


def test_it_ends_when_nobody_is_left_who_asked(forks, run):
    started = run(forks.start, "program:sleeps")
    assert psutil.pid_exists(started.pid)
    started._line.close()
    end = time.monotonic() + 20
    while psutil.pid_exists(started.pid):
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_program_that_fails_says_why(forks, run):
    done = run(forks.run, "program:nothing")
    assert done.returncode == 1 and "AttributeError" in done.stderr
