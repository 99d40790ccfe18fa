"""The grader as real processes that can be killed, and all that it recorded, to compare."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
from sqlalchemy import text

# Everything of the gradebook but its random ids and times.
_GRADES = """
    select student.id, assignment.name, base_cell.name, grade.auto_score, grade.manual_score,
        grade.extra_credit, grade.needs_manual_grade, submitted_notebook.late_submission_penalty
    from grade
    join submitted_notebook on submitted_notebook.id = grade.notebook_id
    join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
    join student on student.id = submitted_assignment.student_id
    join assignment on assignment.id = submitted_assignment.assignment_id
    join base_cell on base_cell.id = grade.cell_id
"""
_COMMENTS = """
    select submitted_assignment.student_id, base_cell.name, comment.manual_comment
    from comment
    join submitted_notebook on submitted_notebook.id = comment.notebook_id
    join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
    join base_cell on base_cell.id = comment.cell_id
"""
_LEDGER = """
    select hand_in.learner, hand_in.assignment, hand_in.key = hand_in.graded_key, hand_in.status,
        hand_in.score, job.digest, hand_in.size, hand_in.copy_size, job.state, job.result, job.result_hash
    from localsdg_hand_in as hand_in join localsdg_job as job on job.key = hand_in.key
"""


class Grader:
    """``autograder ARGUMENTS`` as a process that leads a group of its own; its temporary files below ``cwd``.

    ``before``: a command line that starts it.
    """

    def __init__(self, *arguments, cwd, before=(), **environment):
        self.temporary = Path(cwd) / "temporary"
        self.temporary.mkdir(exist_ok=True)
        env = {**os.environ, "PYTHONWARNINGS": "error", "TMPDIR": str(self.temporary), **environment}
        command = [*before, sys.executable, "-m", "autograder.cli", *arguments]
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            list(map(str, command)), cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, start_new_session=True, text=True, preexec_fn=_heed_interrupts,
        )  # fmt: skip

    @property
    def pid(self):
        return self.process.pid

    def runs(self, seconds):
        """Wait; whether it still runs after ``seconds``."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return True
        return False

    def kill(self, group=False):
        """``kill -9``, also of its workers if ``group``."""
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(self.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()
        self.process.stderr.close()

    def ends(self, code=0, seconds=120):
        """Wait for its end with exit code ``code``; what it printed (on the error output if it failed)."""
        out, error = self.process.communicate(timeout=seconds)
        self.seconds = time.monotonic() - self.started
        assert self.process.returncode == code, (self.process.returncode, out, error)
        assert "Traceback" not in error, error
        return error if code else out


def _heed_interrupts():
    """What a shell starts with ``&`` ignores Ctrl-C, and so would all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def processes(place):
    """Grader, worker and sandbox processes whose temporary files are in the folder ``place``."""
    found, mark = [], str(place).encode()
    for process in psutil.process_iter():
        with contextlib.suppress(OSError, psutil.Error):
            # A sandbox has an environment of its own; what is mounted in it tells whose it is.
            environment = Path(f"/proc/{process.pid}/environ").read_bytes().split(b"\0")
            mounted = Path(f"/proc/{process.pid}/mountinfo").read_bytes()
            if b"TMPDIR=" + mark in environment:
                found.append(process)
            elif mark + b"/" in mounted:
                found += [process, *(one for one in process.parents()[:1] if one.name() == "bwrap")]
    return list(dict.fromkeys(one for one in found if _is_alive(one)))


def _is_alive(process):
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def nothing_runs(place, seconds=20):
    """Wait until no process of ``place`` is left; the command lines of those that are."""
    until = time.monotonic() + seconds
    while (left := processes(place)) and time.monotonic() < until:
        time.sleep(0.05)
    return [str(process) for process in left]


# ---- What was recorded ----------------------------------------------------------------------


def recorded(folder):
    """All that a course folder and its database say of its learners, without ids and times.

    ``{"grades", "comments", "ledger", "history": sorted rows, "files": {path: bytes}}``
    """
    from autograder.store.ledger.opening import opened

    with opened(folder) as database, database.reading() as connection:
        tables = {
            "grades": _rows(connection, _GRADES),
            "comments": _rows(connection, _COMMENTS),
            "ledger": _rows(connection, _LEDGER),
        }
        wanted = text("select content from localsdg_history where content is not null")
        told = [json.loads(row[0]) for row in connection.execute(wanted)]
    for entry in told:
        for name in ("at", "salt", "seq"):
            del entry[name]
        entry.get("hand_in", {}).pop("received", None)
    history = sorted(json.dumps(entry, sort_keys=True) for entry in told)
    return {**tables, "history": history, "files": files(folder)}


def _rows(connection, query):
    return sorted((tuple(row) for row in connection.execute(text(query))), key=repr)


def files(folder):
    """``{path: bytes}`` of what was handed in and of the autograded copies, and anything beside them."""
    paths = [path for room in ("submitted", "autograded") for path in (folder.root / room).rglob("*")]
    return {str(path.relative_to(folder.root)): path.read_bytes() for path in paths if path.is_file()}


def differences(one, other):
    """What two ``recorded`` courses do not have in common, short enough to read; ``{}`` if they are alike."""
    found = {}
    for part in one:
        rows = [side[part].items() if isinstance(side[part], dict) else side[part] for side in (one, other)]
        if list(rows[0]) != list(rows[1]) and sorted(rows[0], key=repr) != sorted(rows[1], key=repr):
            only = [[row for row in side if row not in rest] for side, rest in (rows, rows[::-1])]
            found[part] = {
                "counts": tuple(map(len, rows)),
                "only one": only[0][:2],
                "only other": only[1][:2],
            }
    return found
