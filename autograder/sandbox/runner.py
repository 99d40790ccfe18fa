"""The child process: run a notebook's code cells and send back what they output.

Started by ``execute.py`` in a folder and an environment of its own. Reads one JSON document from
standard input, ``{"cells": [source, ...], "results": file descriptor}``, and writes one JSON line for
each cell that has run: ``{"cell": index, "outputs": [...]}``. Whatever the learner's code does to this
process, all it can change is its own answer.
"""

import contextlib
import io
import json
import os
import sys

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

collected = []


class _Hook(DisplayHook):
    """A cell's last value."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        count = self.prompt_count
        output = {"output_type": "execute_result", "execution_count": count, "metadata": md_dict or {}}
        collected.append({**output, "data": format_dict})

    def finish_displayhook(self):
        pass


class _Publisher(DisplayPublisher):
    """What a cell displays."""

    def publish(self, data, metadata=None, source=None, *, transient=None, update=False, **kwargs):
        collected.append({"output_type": "display_data", "data": data, "metadata": metadata or {}})

    def clear_output(self, wait=False):
        pass


class _Stream(io.TextIOBase):
    """Standard output or error, kept up to a size that a person would read."""

    def __init__(self, name, most=200_000):
        self.name_, self.left = name, most

    def writable(self):
        return True

    def write(self, text):
        kept = text[: max(0, self.left)]
        self.left -= len(text)
        if kept and collected and collected[-1].get("name") == self.name_:
            collected[-1]["text"] += kept
        elif kept:
            collected.append({"output_type": "stream", "name": self.name_, "text": kept})
        return len(text)


class _Shell(InteractiveShell):
    displayhook_class = _Hook
    display_pub_class = _Publisher

    def _showtraceback(self, etype, evalue, stb):
        collected.append(
            {
                "output_type": "error",
                "ename": etype.__name__,
                "evalue": str(evalue),
                "traceback": [str(line) for line in stb],
            }
        )

    def init_display_formatter(self):
        super().init_display_formatter()
        self.display_formatter.active_types = self.display_formatter.format_types

    def enable_gui(self, gui=None):
        pass


def _shell():
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    return _Shell.instance(config=config)


def main():
    job = json.loads(sys.stdin.buffer.read())
    results = os.fdopen(job["results"], "w", encoding="utf-8", errors="replace")
    sys.path.insert(0, "")
    shell = _shell()
    sys.stdout, sys.stderr = _Stream("stdout"), _Stream("stderr")
    for index, source in enumerate(job["cells"]):
        del collected[:]
        # SystemExit and KeyboardInterrupt end a cell, not the notebook.
        with contextlib.suppress(BaseException):
            shell.run_cell(source, store_history=True)
        results.write(json.dumps({"cell": index, "outputs": collected}, default=str) + "\n")
        results.flush()
    results.close()
    os._exit(0)  # threads that the learner's code left behind do not keep us waiting


if __name__ == "__main__":
    main()
