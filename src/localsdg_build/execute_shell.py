"""What a kernel does for one lesson, without the kernel: run its cells and give their outputs.

Runs in a process that ends with the lesson. Whatever it cannot do as a kernel would (an error, a widget, a
question to the reader) is ``NotHere``: the lesson is then left to a real kernel.
"""

import contextlib
import io
import json
import os
import sys
import tempfile
from pathlib import Path
from traceback import walk_tb
from typing import Any

from ipykernel.displayhook import ZMQShellDisplayHook
from ipykernel.ipkernel import IPythonKernel
from ipykernel.jsonutil import encode_images, json_clean
from ipykernel.zmqshell import ZMQDisplayPublisher, ZMQInteractiveShell
from traitlets.config import Config

LANGUAGE = IPythonKernel.language_info  # what a kernel says of itself; pages are highlighted by it


class NotHere(Exception):
    """This lesson needs a real kernel; the message says why, ``cell`` and ``line`` (from 1) where."""

    def __init__(self, message: str, cell: int | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.cell, self.line = cell, line


class _Outputs:
    """The outputs of the running cell. ``failed``: why they are not what a kernel would give."""

    def __init__(self):
        self.items, self.failed, self.line = [], None, None

    def show(self, kind, data, metadata, **more):
        data = json_clean(encode_images(data))
        self.items.append({"output_type": kind, "data": data, "metadata": metadata or {}, **more})

    def write(self, name, text):
        if self.items and self.items[-1].get("name") == name:
            self.items[-1]["text"] += text
        elif text:
            self.items.append({"output_type": "stream", "name": name, "text": text})

    def take(self):
        items, self.items = self.items, []
        return items


_outputs = _Outputs()


class _Hook(ZMQShellDisplayHook):
    """A cell's last value."""

    def start_displayhook(self):
        pass

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        _outputs.show("execute_result", format_dict, md_dict, execution_count=self.prompt_count)

    def finish_displayhook(self):
        pass


class _Publisher(ZMQDisplayPublisher):
    """What a cell displays."""

    def publish(self, data, metadata=None, source=None, *, transient=None, update=False, **kwargs):
        if update:
            _outputs.failed = "it changes an output that is already shown"
        _outputs.show("display_data", data, metadata)

    def clear_output(self, wait=False):
        _outputs.failed = "it clears an output"


class _Stream(io.TextIOBase):
    def __init__(self, name, descriptor):
        self._name, self._descriptor = name, descriptor

    def writable(self):
        return True

    def fileno(self):
        return self._descriptor

    def write(self, text):
        _outputs.write(self._name, text)
        return len(text)


def make() -> ZMQInteractiveShell:
    """The one shell of this process, made before libraries that look for one are imported.

    It is the kernel's own class, for they look at its name: plotly shows figures differently in others.
    """
    config = Config()
    config.HistoryManager.enabled = False
    shell = ZMQInteractiveShell.instance(config=config, displayhook_class=_Hook, display_pub_class=_Publisher)
    for name, ours in ("_showtraceback", _failed), ("set_next_input", _writes_a_cell):
        setattr(shell, name, ours)
    return shell


def warm_up(shell: ZMQInteractiveShell) -> None:
    """Import what lessons import. That is not enough: the first figure and the first table load more."""
    # After the shell is made: they look what shell they are in.
    import pandas
    import plotly.express

    table = pandas.DataFrame({"a": [1, 2], "b": [3, 4]})
    assert shell.display_formatter
    for value in (table, plotly.express.bar(table, x="a", y="b")):
        shell.display_formatter.format(value)
    _outputs.take()  # a figure shows itself


def _failed(kind, value, traceback):
    _outputs.failed = f"{kind.__name__}: {value}"
    _outputs.line = getattr(value, "lineno", None)
    for frame, line in walk_tb(value.__traceback__):
        if frame.f_globals is ZMQInteractiveShell.instance().user_ns:
            _outputs.line = line


def _writes_a_cell(text, replace=False):
    _outputs.failed = "it writes into the next cell"


def run(
    shell: ZMQInteractiveShell, sources: list[str], folder: str
) -> list[tuple[int | None, list[dict[str, Any]]]]:
    """Run ``sources`` in ``folder``; gives ``[(execution count, outputs), ...]``. Raises ``NotHere``."""
    os.chdir(folder)
    # Modules beside the lesson, at the place that IPython gives them: before packages, after Python's own.
    sys.path.insert(next((i for i, path in enumerate(sys.path) if "-packages" in path), len(sys.path)), "")
    with _descriptors() as printed:
        sys.stdout, sys.stderr = _Stream("stdout", 1), _Stream("stderr", 2)
        _without_widgets()
        ran: list[tuple[int | None, list[dict[str, Any]]]] = []
        for number, source in enumerate(sources):
            if not source.strip():  # no kernel is asked about it
                ran.append((None, []))
                continue
            shell.run_cell(source, store_history=True)
            for name, file in printed.items():
                _outputs.write(name, file.read().decode(errors="replace"))
            if _outputs.failed:
                raise NotHere(_outputs.failed, number, _outputs.line)
            ran.append((shell.execution_count - 1, _outputs.take()))
    json.dumps(ran)  # what is no JSON, a kernel may know how to send
    return ran


@contextlib.contextmanager
def _descriptors():
    """What programs and libraries write past Python, as files to read; there is nobody at the keyboard."""
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    with contextlib.ExitStack() as stack:
        found = {}
        for name, number in (("stdout", 1), ("stderr", 2)):
            path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / name
            writing = stack.enter_context(path.open("ab", buffering=0))
            os.dup2(writing.fileno(), number)
            found[name] = stack.enter_context(path.open("rb"))
        yield found


def _without_widgets():
    import comm  # in the lesson's own process: what is put in its place is gone with it

    def create(*arguments, **options):
        _outputs.failed = "it makes a widget"
        return comm.DummyComm(*arguments, **options)

    comm.create_comm = create
