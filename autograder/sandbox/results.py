"""Receive what a run sends, inside bounds, and make plain JSON of it. Nothing of it is trusted."""

import json
import os
import re
import select
import signal
import socket
import time
from dataclasses import dataclass, field

from autograder.messages import message
from autograder.notebook import plain_json
from autograder.sandbox.limits import Limits
from autograder.values import Json

_START = 120  # seconds that a warm process may take to begin with a job (it may be starting up)
END = 20  # seconds in which a job that was told to stop must be gone
MOST_LISTS = 500_000  # signs that open a list or an object, in all results; each may take 100 bytes of memory
LATE = 5  # seconds that a cell may take longer than its limit; it was interrupted from inside before

_TOO_LONG = message("run_too_long")
_CELL_TOO_LONG = message("run_cell_too_long")
_TOO_MUCH = message("run_too_much")
_TOO_MANY = message("run_too_many")
_DIED = message("run_died")


class Gone(Exception):
    """The warm process went away, or does not do what it is told."""


@dataclass
class Ran:
    """What came of a run: outputs by the cell's index, and why it ended early (a sentence) or ``None``.

    ``stopped``: ``{index: "time" or "memory"}`` of cells that reached a limit while the run went on.
    """

    outputs: dict = field(default_factory=dict)
    ending: str | None = None
    stopped: dict = field(default_factory=dict)


class Receiver:
    """Receives one run: the warm process's words from ``job``, the child's lines from ``results``.

    ``job`` is a socket, ``results`` a pipe's descriptor, ``count`` the number of cells.
    """

    def __init__(self, job: socket.socket, results: int, count: int, limits: Limits) -> None:
        self.job, self.results, self.count, self.limits = job, results, count, limits
        self.text, self.lines, self.words = bytearray(), 0, bytearray()
        self.started: float | None = None  # and here below, by the monotonic clock
        self.told_to_stop: float | None = None
        self.last = 0.0
        self.ended: Json | None = None
        self.ending: str | None = None
        self.begun = time.monotonic()

    def run(self) -> Ran:
        """``Ran``, when no process of the run is left. Raises ``Gone``."""
        readers: list[socket.socket | int] = [self.job, self.results]
        while self.ended is None:
            ready = select.select(readers, [], [], max(0, self._deadline() - time.monotonic()))[0]
            if self.results in ready and not self._read_results():
                readers.remove(self.results)
            if self.job in ready:
                self._read_words()
            if not ready:
                self._time_is_up()
        self._read_the_rest()
        if self.text.count(b"[") + self.text.count(b"{") > MOST_LISTS:
            self.text, self.ending = bytearray(), _TOO_MUCH
        outputs, stopped = parse(self.text, self.count)
        if self.ending is None and len(outputs) < self.count:
            self.ending = _DIED.format(how=_how(self.ended["ended"]))
        return Ran(outputs, self.ending, stopped)

    def _deadline(self):
        if self.told_to_stop is not None:
            return self.told_to_stop + END
        if self.started is None:
            return self.begun + _START
        if self.lines >= self.count:
            return self.last + 2
        return min(self.started + self.limits.notebook, self.last + self.limits.cell + LATE)

    def _time_is_up(self):
        if self.told_to_stop is not None or self.started is None:
            raise Gone("it does not answer")
        if self.lines >= self.count:
            self._stop(None)
        elif time.monotonic() >= self.started + self.limits.notebook:
            self._stop(_TOO_LONG.format(notebook=self.limits.notebook))
        else:
            self._stop(_CELL_TOO_LONG.format(cell=self.limits.cell))

    def _stop(self, ending):
        if self.told_to_stop is None:
            self.ending, self.told_to_stop = ending, time.monotonic()
            try:
                self.job.shutdown(socket.SHUT_WR)
            except OSError as problem:
                raise Gone(str(problem)) from None

    def _read_results(self):
        """Whether more may come."""
        part = os.read(self.results, 1 << 16)
        if self.lines < self.count:
            self.text += part
            self.lines += part.count(b"\n")
            if b"\n" in part:
                self.last = time.monotonic()
        if len(self.text) > self.limits.output:
            self._stop(_TOO_MUCH)
            return False
        return bool(part) and self.lines < self.count

    def _read_the_rest(self):
        """What is still in the pipe; a process that holds it open is not waited for."""
        while self.lines < self.count and len(self.text) <= self.limits.output:
            if not select.select([self.results], [], [], 0)[0] or not self._read_results():
                return

    def _read_words(self):
        part = self.job.recv(1 << 16)
        if not part:
            raise Gone("it died")
        self.words += part
        while b"\n" in self.words:
            line, _, self.words = self.words.partition(b"\n")
            word = json.loads(line)
            if "started" in word:
                self.started = self.last = time.monotonic()
            elif "failed" in word:
                raise Gone(f"it could not shut a run in: {word['failed']}")
            else:
                self.ended = word
                if word["why"] == "tasks":
                    self.ending = _TOO_MANY.format(tasks=self.limits.tasks)


def _how(status):
    if os.WIFSIGNALED(status):
        try:
            return message("ended_by", signal=signal.Signals(os.WTERMSIG(status)).name)
        except ValueError:
            return message("ended_by", signal=str(os.WTERMSIG(status)))
    return message("ended_with", code=os.waitstatus_to_exitcode(status))


def parse(text: bytes | bytearray, count: int) -> tuple[dict[int, list[Json]], dict[int, str]]:
    """``({index: outputs}, {index: why stopped})`` from the child's lines; nonsense is left out.

    The values are plain JSON: finite, not deep, and their texts can be written as UTF-8.
    """
    found, stopped = {}, {}
    for line in bytes(text).split(b"\n", count)[:count]:
        try:
            result = json.loads(line.decode("utf-8", "replace"), parse_constant=lambda name: None)
            index, outputs = result["cell"], result["outputs"]
            if type(index) is not int or not 0 <= index < count or not isinstance(outputs, list):
                continue
            clean = plain_json.whole if _ESCAPED_SURROGATE.search(line) else str
            found[index] = [plain_json.plain(output, clean) for output in outputs if isinstance(output, dict)]
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
        if result.get("stopped") in ("time", "memory"):
            stopped[index] = result["stopped"]
    return found, stopped


_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
