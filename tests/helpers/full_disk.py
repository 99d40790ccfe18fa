"""Grade on a disk that is too small, then make room. Run in a mount namespace: see ``test_faults.py``.

``python full_disk.py DISK SOURCE OUT``: ``DISK`` is a small file system; in the end its course folder is
copied to ``OUT``. Prints a JSON list of ``[free KB, exit code, error output]``, one for each run.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from soak import many

STEPS = (0, 400, 700, 100, *many((), (300, 350)))  # KB that are free


def main(disk, source, out):
    command = [sys.executable, "-m", "autograder.cli", "grade", source, "--course", f"{disk}/course"]
    command += ["--workers", "1"]
    told = []
    for free in (*STEPS, None):
        fill(disk, free)
        ran = subprocess.run(command, capture_output=True, text=True)
        told.append([free, ran.returncode, ran.stderr])
    shutil.copytree(f"{disk}/course", out)
    print(json.dumps(told))


def fill(disk, free):
    """Leave so many KB, or all but nothing of ours."""
    filler = Path(disk, "filler")
    filler.unlink(missing_ok=True)
    if free is None:
        return
    found = os.statvfs(disk)
    with open(filler, "wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, max(1, found.f_bavail * found.f_frsize - free * 1024))


if __name__ == "__main__":
    main(*sys.argv[1:])
