"""The grader's process as the page sees it: how far it is, what it said; start, stop."""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from autograder.messages import from_json

_COMMAND = [sys.executable, "-m", "autograder.desk.grader"]
_PATIENCE = 20.0  # seconds in which a grader that is asked to stop should be gone


class Run:
    """At most one grader's process of this desk; graders elsewhere are kept apart by the ledger."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._clear()

    def _clear(self) -> None:
        self._counts: Counter[str] = Counter()
        self._told: list[str] = []
        self._expected: int | None = None
        self._problem, self._end = "", ""
        self._is_stopping = False
        self._started = self._first = self._last = time.monotonic()

    @property
    def is_running(self) -> bool:
        return self._process is not None

    def start(self, job: dict[str, Any], then: Callable[[bool], None]) -> bool:
        """Begin a job (see ``grader``); ``False`` if one runs. ``then(whole)`` is called when it has ended.

        ``whole``: hand-ins were met, all were handled, and nothing was passed over.
        """
        with self._lock:
            if self._process is not None:
                return False
            self._clear()
            self._process = subprocess.Popen(
                _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
            )
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # a grader that could not start: its end is heard below
            self._process.stdin.write(json.dumps(job) + "\n")
            self._process.stdin.flush()
        self._reader = threading.Thread(target=self._read, args=(self._process, then), daemon=True)
        self._reader.start()
        return True

    def _read(self, process, then):
        for line in process.stdout:
            self._hear(json.loads(line))
        with contextlib.suppress(OSError):
            process.stdin.close()
        process.wait()
        process.stdout.close()
        with self._lock:
            # One that was asked to stop and had to be killed says nothing of its end.
            self._end = self._end or ("stopped" if self._is_stopping else "failed")
            done = sum(self._counts.values())
            is_whole = self._end == "ended" and not self._told and 0 < done == self._expected
        try:
            then(is_whole)
        finally:
            with self._lock:
                self._process = None

    def _hear(self, said):
        with self._lock:
            if "status" in said:
                now = time.monotonic()
                self._first = self._first if self._counts else now
                self._last = now
                self._counts[said["status"]] += 1
            elif "expected" in said:
                self._expected = said["expected"]
            elif "told" in said:
                self._told.append(from_json(said["told"]))
            elif "problem" in said:
                self._end, self._problem = "problem", from_json(said["problem"])
            else:
                self._end = said["end"]

    def stop(self) -> None:
        """Ask the grader to stop; what it has recorded stays. Returns when it is gone."""
        process, reader = self._process, self._reader
        if process is None or reader is None:
            return
        self._is_stopping = True
        if process.stdin is not None and not process.stdin.closed:
            with contextlib.suppress(OSError):
                process.stdin.close()
        reader.join(_PATIENCE)
        if reader.is_alive():  # a grader that is killed leaves jobs that are done whole or not at all
            process.kill()
            reader.join(_PATIENCE)

    def state(self) -> dict[str, Any]:
        """What the page shows. ``rate``: hand-ins in a second, ``left``: seconds; ``None``: not known yet."""
        with self._lock:
            done = sum(self._counts.values())
            passed = self._last - self._first
            rate = (done - 1) / passed if done > 1 and passed > 0.2 else None
            left = (self._expected - done) / rate if rate and self._expected else None
            return {
                "is_running": self._process is not None,
                "expected": self._expected,
                "done": done,
                "counts": dict(self._counts),
                "rate": rate,
                "left": left,
                "told": list(self._told),
                "end": self._end,
                "problem": self._problem,
            }
