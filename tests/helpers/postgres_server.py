"""A PostgreSQL server of the tests' own: a Unix socket in a temporary folder, no network, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from localsdg_build import test_tools

MISSING = (
    "PostgreSQL is not installed. It keeps the grades of large courses, so its tests are not passed over. "
    "Debian, Ubuntu: apt install postgresql"
)


class Server:
    """Started by ``with``; ``new()`` makes a database and gives its address."""

    def __init__(self):
        self.programs = test_tools.postgresql()
        assert self.programs, MISSING
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # sockets have short names
        self.count = 0
        # The server refuses to run as root.
        self.rights = {"user": _somebody(), "group": None} if os.getuid() == 0 else {}
        if self.rights:
            user = pwd.getpwnam(self.rights["user"])
            self.rights = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            os.chown(self.folder, user.pw_uid, user.pw_gid)

    def __enter__(self):
        self._run(
            "initdb", "-A", "trust", "-U", "course", "-E", "UTF8", "--locale=C", "--no-sync", "-D", self._data
        )
        self.start()
        return self

    def __exit__(self, *problem):
        self.stop()
        shutil.rmtree(self.folder)

    @property
    def _data(self):
        return self.folder / "data"

    def start(self):
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
        log = self.folder / "log"
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", log, "-o", options)

    def stop(self):
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", self._data)

    def new(self):
        """The address of a new, empty database."""
        self.count += 1
        name = f"course{self.count}"
        self._run("createdb", "-h", self.folder, "-U", "course", name)
        return f"postgresql://course:secret@/{name}?host={self.folder}"

    def _run(self, program, *arguments):
        command = [str(self.programs / program), *map(str, arguments)]
        # Not through a pipe: the server would keep it open.
        with open(self.folder / "said", "w+b") as said:
            ran = subprocess.run(
                command, stdout=said, stderr=said, cwd=self.folder, check=False,
                env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}, **self.rights,
            )  # fmt: skip
            said.seek(0)
            assert ran.returncode == 0, said.read().decode()


def _somebody():
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise AssertionError("No user whose rights a PostgreSQL server could have: adduser --system postgres")
