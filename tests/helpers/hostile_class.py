"""A class of hostile learners, each followed by an honest one, graded in one run."""

import contextlib
import json
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import psutil
from own_time import OwnTime

from autograder.reports import dashboard, similar
from autograder.run.grade import Options, grade
from autograder.sandbox import Limits
from autograder.store.course_folder import CourseFolder
from autograder.store.results import current

QUICK = Limits(notebook=8, cell=3, memory=256 << 20, output=4_000_000, disk=16 << 20, files=64)


def learner(number, name):
    """A case's number and name as a learner's: letters, digits, dashes."""
    return f"{number:03}-" + "".join(sign if sign.isalnum() else "-" for sign in name)


class Graded:
    """What one run made of a class: ``outcomes`` and ``entries`` by learner, ``folder`` the course folder.

    ``seconds``: what grading it took, without what other programs took meanwhile.
    """

    def __init__(self, inputs, prepared, place, limits=QUICK, workers=2):
        shutil.copytree(prepared, place)
        self.folder = CourseFolder(place)
        before = processes()
        with OwnTime() as took:
            for _ in grade(inputs, self.folder, Options(workers=workers, limits=limits)):
                pass
        self.seconds = took.seconds
        self.left_running = {pid: name for pid, name in processes().items() if pid not in before}
        found = list(current(self.folder))
        self.outcomes = {outcome.learner: outcome for outcome, _ in found}
        self.entries = {outcome.learner: entry for outcome, entry in found}

    def exercises(self, learner):
        """``{exercise: result}``."""
        return {one.id: one for one in self.outcomes[learner].exercises}

    def copy(self, learner, assignment):
        """The text of the autograded copy."""
        return self.folder.autograded(learner, assignment).read_text(encoding="utf-8")

    def dashboard(self, name=""):
        """Write the dashboard; its path."""
        path = self.folder.root / "dashboard.html"
        entries = [(outcome, self.entries[learner]) for learner, outcome in self.outcomes.items()]
        code = similar.code_reader(self.folder)
        dashboard.write(entries, path, self.folder.assignments(), code=code, name=name)
        return path

    def size(self):
        """Bytes of all that was written into the course folder."""
        return sum(path.stat().st_size for path in self.folder.root.rglob("*") if path.is_file())


def processes():
    """``{process id: command line}`` of all below this process, without the parts of a lent browser."""
    found = {}
    for one in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if "resource_tracker" not in (line := " ".join(one.cmdline())) and not _is_of_browser(one):
                found[one.pid] = line
    return found


def _is_of_browser(process):
    """Whether it is a part of Chromium, which starts and ends its own whenever it likes."""
    # Newer versions of Node are called by the name of their thread.
    is_driver = [above.name().startswith("node") for above in process.parents()]
    return process.name() == "chromium" and any(is_driver)


def hand_in(folder, learner, name, notebook):
    """Write ``<learner>/<name>.ipynb``; ``notebook`` is JSON or bytes."""
    path = Path(folder) / learner / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode())
    return path


class Host:
    """What a hostile learner would like to reach on this computer: files, sockets, a process."""

    def __init__(self, place):
        self.place = Path(place)
        self.canary, self.secret = self.place / "canary.txt", self.place / "secret.txt"
        self.canary.write_text("untouched")
        self.secret.write_text("HOST-SECRET")
        self.victim = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(900)"])
        self.knocks, self._servers = [], []
        self.port = self._listen(socket.AF_INET, ("127.0.0.1", 0))[1]
        self.socket, self.abstract = str(self.place / "s"), f"hostile-{self.victim.pid}"
        self._listen(socket.AF_UNIX, self.socket)
        self._listen(socket.AF_UNIX, f"\0{self.abstract}")
        self.files = sorted(path.name for path in self.place.iterdir())

    def _listen(self, family, address):
        server = socket.socket(family)
        server.bind(address)
        server.listen()
        self._servers.append(server)
        threading.Thread(target=self._hear, args=(server,), daemon=True).start()
        return server.getsockname()

    def _hear(self, server):
        with contextlib.suppress(OSError):
            while True:
                server.accept()[0].close()
                self.knocks.append(server.family.name)

    def names(self, **more):
        """What ``<<name>>`` stands for in hostile code."""
        known = {"canary": self.canary, "secret": self.secret, "socket": self.socket, "port": self.port}
        return {**known, "abstract": self.abstract, "victim": self.victim.pid, **more}

    def is_untouched(self):
        """Whether files, process and sockets are as they were."""
        return (
            self.canary.read_text() == "untouched"
            and sorted(path.name for path in self.place.iterdir()) == self.files
            and self.victim.poll() is None
            and psutil.Process(self.victim.pid).status() != psutil.STATUS_STOPPED
            and self.knocks == []
        )

    def close(self):
        self.victim.kill()
        self.victim.wait()
        for server in self._servers:
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()
