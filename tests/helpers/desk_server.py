"""The facilitator's desk as a process."""

import subprocess
import sys
from contextlib import contextmanager

COMMAND = [sys.executable, "-c", "from autograder.cli import main; main()", "desk", "--no-browser"]


@contextmanager
def running(course):
    """A desk of the course folder ``course`` on a free port; the value is the address that it prints."""
    with started(course) as (address, _):
        yield address


@contextmanager
def started(course):
    """The same; the value is ``(address, process)``."""
    command = [*COMMAND, "--port", "0", "--course", str(course)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        said = iter(process.stdout.readline, "")
        yield next(line for line in said if line.startswith("http://127.0.0.1:")).strip(), process
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()
