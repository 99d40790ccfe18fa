"""The stopwatch of tests: its own work and its children's counts, and no more than the time on the clock."""

import subprocess
import sys
import time

import psutil
import pytest
from own_time import OwnTime

WORK = "import time\nwhile time.process_time() < 0.4: pass"


def in_a_child():
    subprocess.run([sys.executable, "-c", WORK], check=True)


def here():
    end = time.process_time() + 0.4
    while time.process_time() < end:
        pass


@pytest.mark.parametrize("work", [here, in_a_child])
def test_work_is_counted_and_time_of_others_is_not(work):
    began = time.monotonic()
    with OwnTime() as took:
        work()
    passed = time.monotonic() - began
    least = 0.4 / psutil.cpu_count()
    assert least <= took.seconds <= passed + 0.1  # the kernel counts idle processors in hundredths
