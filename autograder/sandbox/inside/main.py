"""The warm process: waits for jobs, forks a child for each, watches over it, tells how it ended.

Started as ``python -m inside.main CONTROL confined|open``; ``CONTROL`` is the descriptor of a socket. A job
comes as four bytes, how many tasks it may have, with three descriptors: the job's own socket, where its
results go to, and a file with its text (JSON). Only the child reads it: what a learner wrote must not stay in
this process's memory, of which every later child has a copy. On the job's socket go back JSON lines:
``{"started": true}``, and when no process of the job is left ``{"ended": status, "why": null or "tasks"}``
(``status`` as ``waitpid`` has it). A word or a hang-up from the other side means: stop the job.
"""

import json
import os
import select
import signal
import socket
import sys

from . import confine, warming
from . import job as jobs

_LOOK = 0.1  # seconds between two looks at the number of tasks


class WarmServer:
    """The state of this process: a warm shell, the control socket, and its own process namespace."""

    def __init__(self, control: socket.socket, confined: bool) -> None:
        self.control = control
        self.own_pids = None
        if confined:
            confine.protect_devices()
            self.own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY)
        self.shell, self.more = warming.warm_up()

    def serve(self) -> None:
        """One job after the other until the control socket is closed; with nothing to do, warm up more."""
        while True:
            while not select.select([self.control], [], [], 0)[0] and next(self.more, self) is not self:
                pass
            announced, descriptors, _, _ = socket.recv_fds(self.control, 4, 3)
            if not announced:
                return
            with socket.socket(fileno=descriptors[0]) as job:
                try:
                    results, text = descriptors[1:]
                    self._do(job, results, text, int.from_bytes(announced, "big"))
                except (BrokenPipeError, ConnectionResetError):
                    continue  # whoever asked is gone

    def _do(self, job, results, text, tasks):
        try:
            _tell(job, {"started": True})
            child = self._fork(text, job, results)
        finally:
            os.close(results)
            os.close(text)
        _tell(job, self._watch(child, job, tasks))

    def _fork(self, text, job, results):
        """The child's process id; in the sandbox it is the first process of a namespace of its own."""
        if self.own_pids is not None:
            confine.unshare(confine.NEW_PIDS)
        child = os.fork()
        if child == 0:
            jobs.run(self.shell, text, job, results)
        if self.own_pids is not None:
            confine.enter_pids(self.own_pids)
        return child

    def _watch(self, child, job, tasks):
        """Wait until the child ends or must be stopped; what to tell about it."""
        why = None
        while not _ended(child, [job, self.control], _LOOK):
            if select.select([job, self.control], [], [], 0)[0]:
                break
            if _tasks(child) > tasks:
                why = "tasks"
                break
        # Without a namespace the child's process group is all we can reach.
        (os.kill if self.own_pids is not None else _kill_group)(child, signal.SIGKILL)
        return {"ended": os.waitpid(child, 0)[1], "why": why}


def _ended(child, sockets, seconds):
    """Wait for ``seconds``, for the child's end or for a word from outside; whether the child has ended."""
    if hasattr(os, "pidfd_open"):
        end = os.pidfd_open(child)
        try:
            return end in select.select([end, *sockets], [], [], seconds)[0]
        finally:
            os.close(end)
    select.select(sockets, [], [], seconds / 10)
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _kill_group(child, number):
    for kill in (os.killpg, os.kill):  # the group is not there before the child has made it
        try:
            kill(child, number)
        except ProcessLookupError:
            continue


def _tasks(child):
    """How many threads a process has; 0 where nobody says so."""
    try:
        with open(f"/proc/{child}/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Threads:"))
    except (OSError, StopIteration):
        return 0


def _tell(job, message):
    job.sendall(json.dumps(message).encode() + b"\n")


def main() -> None:
    """Serve until the control socket is closed."""
    with socket.socket(fileno=int(sys.argv[1])) as control:
        WarmServer(control, sys.argv[2] == "confined").serve()


if __name__ == "__main__":
    main()
