"""The forked child: shut itself in, run the cells, send the results, end."""

import base64
import json
import os
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

from . import confine
from . import shell as shells


def run(shell: shells.Shell, text: int, job: socket.socket, results: int) -> NoReturn:
    """Never returns. ``text``: a file's descriptor; ``job``: a socket; ``results``: descriptor to write to.

    The text is a job: ``{"sources": [text], "files": {name: base64}, "limits": {...}, "filter": base64 or
    null, "folder": path or null}``; without a filter the child is not shut in and works in ``folder``. If
    shutting in fails, nothing is run and ``{"failed": why}`` goes to the socket.
    """
    try:
        with open(text, "rb", closefd=False) as file:
            file.seek(0)
            given = json.load(file)
        _close_everything({job.fileno(), results})
        space = confine.address_space()
        os.setsid()  # a signal to its own process group must not reach the warm process
        if given["filter"] is None:
            os.chdir(given["folder"])
            os.environ.update(HOME=given["folder"], TMPDIR=given["folder"], IPYTHONDIR=given["folder"])
        else:
            confine.own_view(given["limits"]["disk"])
        for name, data in given["files"].items():
            Path(name).write_bytes(base64.b64decode(data))
        confine.set_limits(given["limits"], space)
        if given["filter"] is not None:
            confine.limit_tasks(given["limits"]["tasks"])
            confine.give_up_rights(base64.b64decode(given["filter"]))
        job.close()
    except BaseException as problem:
        job.sendall(json.dumps({"failed": str(problem) or type(problem).__name__}).encode() + b"\n")
        os._exit(1)
    _run_cells(shell, given, results)


def _close_everything(kept):
    """Only ``kept`` and three times nothing as standard input, output and error stay open."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    confine.close_all_but(kept)


def _run_cells(shell: shells.Shell, given: dict[str, Any], results: int) -> NoReturn:
    def send(line):
        data = memoryview(line.encode("utf-8", "replace"))
        while data:
            data = data[os.write(results, data) :]

    status = 1
    try:
        sys.path.insert(0, "")
        shells.run_cells(shell, given["sources"], given["limits"], send)
        status = 0
    finally:
        os._exit(status)  # threads that the learner's code left behind do not keep us waiting
