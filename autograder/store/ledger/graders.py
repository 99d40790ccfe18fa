"""Graders at work on one course: whose lease still lives?

No clock is asked: a grader raises its beat while it works. One that runs on this computer is dead when its
process is gone; one elsewhere when its beat stood still while we watched it for ``PATIENCE`` seconds.
"""

import os
import secrets
import socket
import time

from sqlalchemy import Connection, Row, delete, insert, select, update

from autograder.store.ledger.tables import grader

PATIENCE = 30.0  # seconds without a beat
SELDOM = 2.0  # seconds between two beats


class GraderSession:
    """This process as a grader. ``owner`` is its name in the ledger; ``who`` uses it, as the history says."""

    def __init__(self, who: str) -> None:
        self.owner, self.who = secrets.token_hex(8), who
        self.host, self.pid = socket.gethostname(), os.getpid()
        self._watched: dict[str, tuple[int, float]] = {}
        self._beaten = 0.0

    def sign_in(self, connection: Connection) -> None:
        row = {"owner": self.owner, "host": self.host, "pid": self.pid, "started": started(self.pid)}
        connection.execute(insert(grader), {**row, "beat": 0})

    def heartbeat(self, connection: Connection) -> None:
        """Show that we are alive, unless we did a moment ago."""
        if time.monotonic() - self._beaten < SELDOM:
            return
        self._beaten = time.monotonic()
        mine = update(grader).where(grader.c.owner == self.owner)
        connection.execute(mine.values(beat=grader.c.beat + 1))

    def sign_out(self, connection: Connection) -> None:
        connection.execute(delete(grader).where(grader.c.owner == self.owner))

    def sign_out_dead(self, connection: Connection) -> None:
        """Free the leases of those that are dead, as far as is known now."""
        found = [row.owner for row in connection.execute(select(grader)) if self._is_dead(row)]
        if found:
            connection.execute(delete(grader).where(grader.c.owner.in_(found)))

    def _is_dead(self, row: Row) -> bool:
        if row.owner == self.owner:
            return False
        if row.host == self.host:
            return not _lives_here(row)
        now = time.monotonic()
        beat, since = self._watched.get(row.owner, (None, now))
        if beat != row.beat:
            self._watched[row.owner] = (row.beat, now)
            return False
        return now - since > PATIENCE


def signed_in(connection: Connection) -> list[Row]:
    """The rows of those that work now, as far as this computer can tell."""
    host = socket.gethostname()
    return [row for row in connection.execute(select(grader)) if row.host != host or _lives_here(row)]


def _lives_here(row):
    return started(row.pid) == row.started


def started(pid: int) -> str:
    """When a process started, as its system counts it (not by the clock); ``""`` if there is none."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as stat:
            return stat.read().rpartition(b")")[2].split()[19].decode()
    except FileNotFoundError:
        if os.path.isdir("/proc/self"):
            return ""
    except (OSError, IndexError):
        return ""
    import psutil  # only where there is no /proc

    try:
        return str(psutil.Process(pid).create_time())
    except psutil.Error:
        return ""
