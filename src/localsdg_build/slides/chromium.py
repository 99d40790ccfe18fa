"""A Chromium that prints page after page: to start it takes longer than a page does.

It is led by the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/), whose port it
chooses itself and writes into its profile; it ends with the work it was started for.
"""

import base64
import contextlib
import itertools
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

_SECONDS = 180  # for one page, and for the start; a free computer takes less than one
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--remote-debugging-port=0",
)
_PAPER = {"printBackground": True, "preferCSSPageSize": True, "generateTaggedPDF": True}
# The page says that all it draws is drawn; its typefaces are there as well.
_READY = """new Promise(done => {
  const isReady = () => document.readyState === "complete" && document.documentElement.dataset.ready;
  const look = () => isReady() ? document.fonts.ready.then(() => done(true)) : setTimeout(look, 20);
  look();
})"""


class PrintingError(Exception):
    """Chromium did not start, or did not print a page. The message is its own."""


class Printer:
    """One page of a Chromium that is led over ``line``."""

    def __init__(self, line: ClientConnection) -> None:
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
        except (OSError, WebSocketException) as problem:  # it takes too long, or Chromium has gone
            raise PrintingError(str(problem) or type(problem).__name__) from None

    def _ask(self, method: str, until: float | None = None, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._line.send(json.dumps({"id": number, "method": method, "params": params, **self._session}))
        until = until or time.monotonic() + _SECONDS
        told = self._hear(until, lambda told: told.get("id") == number)
        if "error" in told:
            raise PrintingError(f"{method}: {told['error'].get('message')}")
        return dict(told["result"])

    def _hear(self, until, is_it):
        """What comes next of what is waited for; a page's other news are passed over."""
        while True:
            told = json.loads(self._line.recv(max(0.0, until - time.monotonic())))
            if is_it(told):
                return told


@contextlib.contextmanager
def started(program: str) -> Iterator[Printer]:
    """A printer, by the Chromium ``program``, while this lasts. Raises ``PrintingError``."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"]
        if hasattr(os, "getuid") and os.getuid() == 0:  # as root Chromium does not start with its sandbox
            command.insert(1, "--no-sandbox")
        said = Path(profile, "said.txt")
        with said.open("wb") as writing:
            process = subprocess.Popen(command, stdout=writing, stderr=writing, stdin=subprocess.DEVNULL)
        try:
            address = _address(Path(profile, "DevToolsActivePort"), process, said)
            with connect(address, proxy=None, max_size=None, compression=None) as line:
                yield Printer(line)
        finally:
            process.terminate()
            process.wait()


def _address(file, process, said):
    """Where it listens: it writes the port and a path into its profile."""
    until = time.monotonic() + _SECONDS
    while process.poll() is None and time.monotonic() < until:
        lines = file.read_text().split() if file.is_file() else []
        if len(lines) == 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.02)
    raise PrintingError(said.read_text(errors="replace").strip()[-300:] or "it does not answer")
