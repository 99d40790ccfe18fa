"""The warm process as the server sees it: asks for a build, hears of new books, stops a build."""

import asyncio
import multiprocessing
import signal
import subprocess
import sys
from collections.abc import Callable

from localsdg_build.follow.said import BUILD, OTHER_PROGRAM, SHOWN, STOP

_SECONDS = 5  # to end after being asked


class Builder:
    """Builds one edition. ``tell`` is called each time when a new book is in its place."""

    def __init__(self, edition: str, live: bool, tell: Callable[[], None]) -> None:
        self._command = [edition, "live" if live else "plain"]
        self._tell = tell
        self.shown = asyncio.Event()  # English is up to date, or the build has ended
        self._ended: asyncio.Future[int] | None = None
        self._start()

    def _start(self):
        self._line, theirs = multiprocessing.Pipe()
        command = [
            sys.executable,
            "-P",
            "-m",
            "localsdg_build.follow.warm",
            str(theirs.fileno()),
            *self._command,
        ]
        # A session of its own: Ctrl+C is for the server, which ends it.
        self._process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, start_new_session=True
        )
        theirs.close()
        asyncio.get_running_loop().add_reader(self._line.fileno(), self._hear)

    def _hear(self):
        try:
            said = self._line.recv()
        except (EOFError, OSError):  # it died
            asyncio.get_running_loop().remove_reader(self._line.fileno())
            said = self._process.wait() or 1
        if said == SHOWN:
            self._tell()
        elif self._ended and not self._ended.done():
            self._ended.set_result(said)
        self.shown.set()

    async def build(self) -> int:
        """Build what has changed; the exit code: 0 is good, below 0 it was stopped."""
        code = await self._build()
        if code == OTHER_PROGRAM or self._process.poll() is not None:
            self.close()
            self._start()
            if code == OTHER_PROGRAM:
                code = await self._build()
        return code

    async def _build(self):
        self.shown.clear()
        self._ended = asyncio.get_running_loop().create_future()
        self._line.send(BUILD)
        return await self._ended

    def stop(self) -> None:
        """End the build that runs, if one runs."""
        if self._ended and not self._ended.done():
            self._line.send(STOP)

    def close(self) -> None:
        """End the process, and what it has started."""
        asyncio.get_running_loop().remove_reader(self._line.fileno())
        self._line.close()
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
