"""The trusted side of a warm process: start it in its room, give it jobs, start it anew when it dies."""

import base64
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import tempfile
import threading
import weakref
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Self

from autograder.messages import message
from autograder.sandbox import bubblewrap, syscalls
from autograder.sandbox.limits import Limits
from autograder.sandbox.results import Gone, Ran, Receiver

_TRIES = 3


class WarmProcessDied(Exception):
    """The warm process died again and again; the message says what it last said."""


class WarmProcess:
    """A warm process. It starts in the background at once; one run at a time (others wait).

    ``public_course``: the folder that ``execute.copy_public_course`` made. ``unsafe``: without a sandbox.
    """

    def __init__(self, public_course: Path | str, unsafe: bool = False) -> None:
        self.course, self.unsafe = public_course, unsafe
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket
        self._log: IO[bytes]
        self._info: IO[bytes] | None = None  # what bubblewrap tells of it
        self._pid: int | None = None
        self._start()
        _all.add(self)

    def run(self, sources: list[str], files: Mapping[str, bytes], limits: Limits) -> Ran:
        """Run the cells ``sources`` in a folder that holds ``files`` (``{name: bytes}``); a ``Ran``.

        If the warm process dies meanwhile, it is started anew and the run is done again; ``WarmProcessDied``
        if that does not help.
        """
        with self._lock:
            for _ in range(_TRIES):
                try:
                    if self._process is None or self._process.poll() is not None:
                        self._stop()
                        self._start()
                    return self._run(sources, files, limits)
                except Gone as problem:
                    said = self._last_words(problem)
                    self._stop()
            raise WarmProcessDied(message("run_warm_died", tries=_TRIES, said=str(said)))

    @property
    def pid(self) -> int:
        """The warm process's id (as seen from here)."""
        if self._pid is None:
            if self._info is None:
                raise ProcessLookupError("there is no warm process")
            text = b""
            while b"}" not in text and select.select([self._info], [], [], 10)[0]:
                part = os.read(self._info.fileno(), 4096)
                if not part:
                    break
                text += part
            self._info.close()
            self._pid = int(json.loads(text)["child-pid"])
        return self._pid

    def close(self) -> None:
        """End the warm process and all it started."""
        with self._lock:
            self._stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def _start(self):
        self._control, theirs = socket.socketpair()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (kept open as long as the process writes to it)
        number = str(theirs.fileno())
        arguments, passed = ["-m", "inside.main", number], [theirs.fileno()]
        if self.unsafe:
            command, environment = bubblewrap.unconfined(self.course, [*arguments, "open"])
        else:
            reading, writing = os.pipe()
            self._info = os.fdopen(reading, "rb", buffering=0)
            passed.append(writing)
            command, environment = bubblewrap.confined(self.course, [*arguments, "confined"], writing)
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log,
                env=environment, pass_fds=passed, start_new_session=True,
            )  # fmt: skip
            self._pid = self._process.pid if self.unsafe else None
        finally:
            theirs.close()
            for descriptor in passed[1:]:
                os.close(descriptor)

    def _run(self, sources: list[str], files: Mapping[str, bytes], limits: Limits) -> Ran:
        with contextlib.ExitStack() as stack:
            job, theirs = socket.socketpair()
            stack.enter_context(job)
            stack.enter_context(theirs)
            results, writing = (
                stack.enter_context(os.fdopen(end, mode, buffering=0))
                for end, mode in zip(os.pipe(), ("rb", "wb"), strict=True)
            )
            folder = None
            if self.unsafe:
                folder = stack.enter_context(
                    tempfile.TemporaryDirectory(prefix="localsdg-run-", ignore_cleanup_errors=True)
                )
            text = stack.enter_context(_file_in_memory())
            text.write(self._text(sources, files, limits, folder))
            text.flush()
            passed = [theirs.fileno(), writing.fileno(), text.fileno()]
            job.settimeout(120)
            try:
                socket.send_fds(self._control, [limits.tasks.to_bytes(4, "big")], passed)
                theirs.close()
                writing.close()
                return Receiver(job, results.fileno(), len(sources), limits).run()
            except OSError as problem:
                raise Gone(str(problem)) from None

    def _text(self, sources, files, limits, folder):
        program = None if self.unsafe else base64.b64encode(syscalls.program()).decode()
        files = {name: base64.b64encode(data).decode() for name, data in files.items()}
        job = {"sources": sources, "files": files, "limits": asdict(limits)}
        return json.dumps({**job, "filter": program, "folder": folder}).encode()

    def _last_words(self, problem: Gone) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            if self._process is not None:
                self._process.wait(1)
        with contextlib.suppress(OSError, ValueError):
            size = self._log.seek(0, os.SEEK_END)
            self._log.seek(max(0, size - 2000))
            if lines := self._log.read().decode(errors="replace").strip().splitlines():
                return f"{problem}; it said: {lines[-1]}"
        return str(problem)

    def _stop(self):
        if self._process is None:
            return
        process, self._process = self._process, None
        self._control.close()  # it ends by itself when this is closed
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(2)
        if process.poll() is None:
            self._kill(process)
        self._forget()

    def _kill(self, process):
        with contextlib.suppress(ProcessLookupError, ValueError, KeyError, OSError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(2)
        process.kill()
        process.wait()

    def _forget(self):
        """Close what belongs to a process that has ended, or that is another one's."""
        self._control.close()
        self._log.close()
        if self._info is not None:
            self._info.close()
        self._info = self._pid = None

    def _after_fork(self):
        """In a forked copy of this process: the warm process is the other one's, and must see it hang up."""
        self._lock = threading.Lock()
        if self._process is not None:
            self._process.returncode = 0  # not ours to wait for
            self._process = None
            self._forget()


def _file_in_memory():
    """A file without a name; where the system has none in memory, one on disk."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("job"), "w+b")
    return tempfile.TemporaryFile()


_all: weakref.WeakSet = weakref.WeakSet()


def _after_fork():
    for warm in list(_all):
        warm._after_fork()


os.register_at_fork(after_in_child=_after_fork)
