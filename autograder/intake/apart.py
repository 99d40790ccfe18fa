"""Read a large hand-in in a process of its own, where it may take no more than its time and memory.

Which assignment a file without a name is, and which of several files counts, is found out before the workers
begin, in the process that grades all. A small file is read here; a large one of an old format can be made to
take minutes and gigabytes.
"""

import json
import subprocess
import sys

from autograder import messages
from autograder.errors import Unreadable
from autograder.messages import message
from autograder.notebook import reading

SMALL = 1_000_000  # bytes: even of the oldest format a matter of a second
LONGEST = 30  # seconds; a real notebook of the largest size takes three
MEMORY = 3 << 30  # bytes of address space
TOO_LONG = message("apart_long")
TOO_LARGE = message("apart_large")


def read(data: bytes) -> tuple[dict, list[str]]:
    """As ``reading.read``: the notebook's JSON and a sentence for what was mended; or ``Unreadable``."""
    if len(data) <= SMALL or len(data) > reading.LARGEST:  # what is too large is refused at a glance
        return reading.read(data)
    command = [sys.executable, "-P", "-m", "autograder.intake.apart", str(MEMORY)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        raise Unreadable(TOO_LONG.format(seconds=LONGEST)) from None
    if done.returncode:
        raise Unreadable(TOO_LARGE)
    found = json.loads(done.stdout)
    if "reason" in found:
        raise Unreadable(messages.from_json(found["reason"]))
    return found["notebook"], messages.from_json(found["notes"])


def main() -> None:
    """Read a notebook from standard input; write ``{notebook, notes}`` or ``{reason}`` as JSON.

    The first argument says how many bytes of memory that may take.
    """
    _limit_memory(int(sys.argv[1]))
    try:
        notebook, notes = reading.read(sys.stdin.buffer.read())
        found = {"notebook": notebook, "notes": messages.to_json(notes)}
    except Unreadable as problem:
        found = {"reason": messages.to_json(str(problem))}
    sys.stdout.write(json.dumps(found))


def _limit_memory(most):
    try:
        import resource  # inside, because Windows has none
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main()
