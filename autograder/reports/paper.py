"""Feedback pages as PDF/UA, made by a process of its own: what a learner wrote can hold up only that.

Each page is bounded in time and memory. The PDF lies beside its page, until the page changes.
"""

import base64
import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from autograder.errors import CourseFolderError
from autograder.messages import message
from autograder.store import files
from localsdg_build.handouts.pdf import PANGO, WEASYPRINT

_COMMAND = [sys.executable, "-m", "autograder.reports.paper_worker"]
_LACKS = {PANGO: message("pdf_no_pango"), WEASYPRINT: message("pdf_no_weasyprint")}
_LONGEST = 1 << 20  # letters of a page; that of an honest module has a tenth
_PATIENCE = 180.0  # seconds for one page; the worker itself counts processor time, see there


class Printer:
    """Makes PDF while it is open. Raises ``CourseFolderError`` where something must be installed first."""

    def __init__(self, command: list[str] | None = None, patience: float = _PATIENCE) -> None:
        self._command, self._patience = command or _COMMAND, patience
        self._worker: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Printer":
        if self._begin() is None:
            raise CourseFolderError(message("pdf_failed"))
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def pdf(self, html: str) -> bytes | None:
        """The PDF of a page; ``None`` where it would take too long, or more memory than it may have."""
        if len(html) > _LONGEST or (worker := self._worker or self._begin()) is None:
            return None
        assert worker.stdin is not None
        with contextlib.suppress(OSError):
            worker.stdin.write(json.dumps(html) + "\n")
            worker.stdin.flush()
        found = self._hear(worker)
        if found is None:
            self._end()  # the next page gets another one
        made = (found or {}).get("pdf")
        return base64.b64decode(made) if made else None

    def _begin(self) -> "subprocess.Popen[str] | None":
        self._worker = worker = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        found = self._hear(worker)
        if found is None or found["lacks"]:
            self._end()
        if found and found["lacks"]:
            raise CourseFolderError(_LACKS[found["lacks"]])
        return self._worker

    def _hear(self, worker: "subprocess.Popen[str]") -> dict[str, Any] | None:
        """The next line; ``None`` where the worker has ended, or was ended since its time was over."""
        assert worker.stdout is not None
        alarm = threading.Timer(self._patience, worker.kill)
        alarm.start()
        try:
            line = worker.stdout.readline()
        finally:
            alarm.cancel()
        return dict(json.loads(line)) if line.endswith("\n") else None

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
            worker.communicate()


def write_all(pages: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Write the PDF beside each of ``pages`` (see ``feedback.write_all``) that has none; yields all.

    ``(path, True)`` of a PDF; ``(path of the page, False)`` where none could be made. Raises
    ``CourseFolderError`` where something must be installed first.
    """
    with Printer() as printer:
        for page in pages:
            path = page.with_suffix(".pdf")
            if not path.exists():
                made = printer.pdf(page.read_text(encoding="utf-8"))
                if made is None:
                    yield page, False
                    continue
                files.write(path, made)
            yield path, True
