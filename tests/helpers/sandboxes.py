"""Run a few cells in a sandbox and look at what they printed."""

import tempfile
from contextlib import contextmanager

from autograder import sandbox
from autograder.sandbox import execute

# A learner's code that finds the way its results take. It may: all it can change is its own answer.
FIND_PIPE = """
import os, stat
def is_pipe(number):
    try:
        return stat.S_ISFIFO(os.fstat(number).st_mode)
    except OSError:
        return False
pipe = next(number for number in range(3, 256) if is_pipe(number))
"""


# Code that no exception can stop.
HOLD = """
def spin():
    while True: pass
while True:
    try: spin()
    except BaseException: pass
"""


@contextmanager
def warm(course, unsafe=False):
    """A warm process over the public copy of ``course``."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sandbox.WarmProcess(execute.copy_public_course(course, folder), unsafe=unsafe) as process,
    ):
        yield process


def run(process, *sources, put=None, **limits):
    """``Ran`` of the cells in a folder with the files ``put``; ``limits`` that are not the usual ones."""
    return process.run(list(sources), put or {}, sandbox.Limits(**limits))


def text(ran, index=0):
    """All that a cell printed, showed as text, or failed with."""
    found = []
    for output in ran.outputs[index]:
        found.append(output.get("text") or output.get("data", {}).get("text/plain") or "")
        if "ename" in output:
            found.append(f"{output['ename']}: {output['evalue']}")
    return "".join(found)


def says(process, source, **options):
    """What one cell printed; it must have run to its end."""
    ran = run(process, source, **options)
    assert ran.ending is None
    return text(ran)
