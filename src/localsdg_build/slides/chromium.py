"""A Chromium that prints page after page: to start it takes longer than a page does.

It is led by the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/) through two pipes: on
a port anybody at this computer could lead it. It ends with the work it was started for.
"""

import base64
import contextlib
import itertools
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import Any

_SECONDS = 180  # for one page, and for the start; a free computer takes less than one
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--remote-debugging-pipe",
)
_PAPER = {"printBackground": True, "preferCSSPageSize": True, "generateTaggedPDF": True}
# The page says that all it draws is drawn; its typefaces are there as well.
_READY = """new Promise(done => {
  const isReady = () => document.readyState === "complete" && document.documentElement.dataset.ready;
  const look = () => isReady() ? document.fonts.ready.then(() => done(true)) : setTimeout(look, 20);
  look();
})"""

# A Python of its own gives the pipes their numbers and becomes Chromium: nothing may be done between fork and
# start where there are threads.
_AS_THREE_AND_FOUR = """
import fcntl, os, sys
beyond = [fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3]]
for number, one in enumerate(beyond, 3):
    os.dup2(one, number)
    os.close(one)
os.execvp(sys.argv[3], sys.argv[3:])
"""


class PrintingError(Exception):
    """Chromium did not start, or did not print a page. The message is its own."""


class Line:
    """Messages to a Chromium and from it: JSON texts, each ended by a zero byte."""

    def __init__(self, hears: FileIO, tells: FileIO) -> None:
        self._hears, self._tells, self._rest = hears, tells, b""

    def send(self, told: dict[str, Any]) -> None:
        """Raises ``OSError`` when Chromium has gone."""
        data = json.dumps(told).encode() + b"\0"
        while data:
            data = data[self._tells.write(data) :]

    def receive(self, until: float) -> dict[str, Any]:
        """The next message. Raises ``OSError`` when Chromium has gone or is silent till then."""
        parts = [self._rest]
        while b"\0" not in parts[-1]:
            if not select.select([self._hears], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError("it does not answer")
            if not (more := self._hears.read(1 << 16)):
                raise BrokenPipeError("it has ended")
            parts.append(more)
        message, _, self._rest = b"".join(parts).partition(b"\0")
        return dict(json.loads(message))


class Printer:
    """One page of a Chromium that is led over ``line``."""

    def __init__(self, line: Line) -> None:
        self._line, self._numbers = line, itertools.count(1)
        self._session: dict[str, str] = {}
        page = self._ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self._ask("Target.attachToTarget", targetId=page, flatten=True)
        self._session = {"sessionId": attached["sessionId"]}
        self._ask("Page.enable")

    def print(self, address: str) -> bytes:
        """The page as PDF, once it says ``data-ready`` at its root. Raises ``PrintingError``."""
        until = time.monotonic() + _SECONDS
        try:
            gone = self._ask("Page.navigate", until, url=address).get("errorText")
            if gone:
                raise PrintingError(gone)
            self._ask("Runtime.evaluate", until, expression=_READY, awaitPromise=True)
            return base64.b64decode(self._ask("Page.printToPDF", until, **_PAPER)["data"])
        except OSError as problem:  # it takes too long, or Chromium has gone
            raise PrintingError(str(problem) or type(problem).__name__) from None

    def _ask(self, method: str, until: float | None = None, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._line.send({"id": number, "method": method, "params": params, **self._session})
        until = until or time.monotonic() + _SECONDS
        while (told := self._line.receive(until)).get("id") != number:
            pass  # a page's other news
        if "error" in told:
            raise PrintingError(f"{method}: {told['error'].get('message')}")
        return dict(told["result"])


@contextlib.contextmanager
def started(program: str) -> Iterator[Printer]:
    """A printer, by the Chromium ``program``, while this lasts. Raises ``PrintingError``."""
    if os.name != "posix":
        raise PrintingError("decks are printed on Linux and macOS; elsewhere print them from a browser")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"]
        if os.getuid() == 0:  # as root Chromium does not start with its sandbox
            command.insert(1, "--no-sandbox")
        said = Path(profile, "said.txt")
        with said.open("wb") as log:
            process, hears, tells = _start(command, log)
        with hears, tells:
            try:
                yield _printer(Line(hears, tells), said)
            finally:
                process.terminate()
                process.wait()


def _start(command, log):
    """The process, what it says and what it is told: it reads at 3 and writes at 4."""
    (its_reading, telling), (hearing, its_writing) = os.pipe(), os.pipe()
    try:
        numbers = (its_reading, its_writing)
        process = subprocess.Popen(
            [sys.executable, "-ISc", _AS_THREE_AND_FOUR, *map(str, numbers), *command],
            stdout=log, stderr=log, stdin=subprocess.DEVNULL, pass_fds=numbers,
        )  # fmt: skip
    finally:
        os.close(its_reading)
        os.close(its_writing)  # so that its end is heard
    return process, open(hearing, "rb", buffering=0), open(telling, "wb", buffering=0)


def _printer(line, said):
    try:
        return Printer(line)
    except OSError as problem:
        words = said.read_text(errors="replace").strip()[-300:]
        raise PrintingError(words or str(problem)) from None
