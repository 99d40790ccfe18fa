"""An IPython shell without a kernel: it runs cells and collects what they output, up to a size."""

import contextlib
import functools
import io
import itertools
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from json import dumps  # by name: a learner may give the module another one
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets.config import Config

from . import confine, elsewhere

ANSWER = "application/vnd.localsdg.answer+json"  # localsdg.answers.MIME, which may not be imported yet
_LONGEST_STREAM = 200_000  # characters of printed text that a person would read
_LONGEST_ERROR = 20_000
_DEEPEST_TRACE = 60  # calls within calls
_CUT = "\n[The rest of the output was cut: the notebook gave out more than {limit:,} characters.]\n"

_SKIPPED = (
    "[Skipped: {line}\nWhere code is graded no other program runs and nothing is installed; the packages of "
    "the course are there. The rest of the cell was run.]\n"
)
_USELESS = "[Skipped: {line}\nIt does nothing where code is graded. The rest of the cell was run.]\n"
_LONGEST_LINE = 100  # characters of a skipped line that are shown
_INSTALLERS = ("pip", "conda", "mamba", "micromamba", "uv")
_PROGRAMS = ("bash", "sh", "script", "cmd", "perl", "ruby", "pypy", "python", "python2", "python3")


class CellStopped(BaseException):
    """The cell's time is up. No ``Exception``, so that ``except Exception`` does not swallow it."""


class Outputs:
    """The outputs of the running cell as JSON texts. ``left``: characters that may still be filled."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.stream: tuple[str, list[str]] | None = None
        self.allow(0)

    def allow(self, limit: int) -> None:
        self.limit = self.left = limit
        self.printed, self.cut = _LONGEST_STREAM, False

    def add(self, output: dict[str, Any]) -> None:
        """Keep one output; answers always, others while there is room."""
        self._end_stream()
        try:
            text = dumps(output, default=str, skipkeys=True)
        except Exception as problem:  # what a learner's own class shows may be anything
            note = f"[An output could not be kept: {type(problem).__name__}]\n"
            text = dumps({"output_type": "stream", "name": "stderr", "text": note})
        if ANSWER not in (output.get("data") or ()):
            if len(text) > self.left:
                self._say_cut()
                return
            self.left -= len(text)
        self.texts.append(text)

    def write(self, name: str, text: str) -> None:
        """Printed text; it grows the last output if that is of the same stream."""
        kept = text[: max(0, min(self.printed, self.left))]
        self.printed -= len(kept)
        self.left -= len(kept)
        if self.stream is None or self.stream[0] != name:
            self._end_stream()
            self.stream = (name, [])
        _, parts = self.stream
        parts.append(kept)
        if len(kept) < len(text):
            self._say_cut()

    def take(self) -> str:
        """All outputs since the last call, as the text of a JSON list."""
        self._end_stream()
        text = f"[{','.join(self.texts)}]"
        self.texts = []
        return text

    def _end_stream(self):
        if self.stream is not None:
            (name, parts), self.stream = self.stream, None
            if text := "".join(parts):
                self.texts.append(dumps({"output_type": "stream", "name": name, "text": text}))

    def _say_cut(self):
        if not self.cut:
            self.cut = True
            self._end_stream()
            limit = min(self.limit, _LONGEST_STREAM) if self.printed <= 0 else self.limit
            note = {"output_type": "stream", "name": "stderr", "text": _CUT.format(limit=limit)}
            self.texts.append(dumps(note))


outputs = Outputs()


class _Hook(DisplayHook):
    """A cell's last value."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        output = {"output_type": "execute_result", "execution_count": self.prompt_count}
        outputs.add({**output, "data": format_dict, "metadata": md_dict or {}})

    def finish_displayhook(self):
        pass


class _Publisher(DisplayPublisher):
    """What a cell displays."""

    def publish(self, data, metadata=None, source=None, *, transient=None, update=False, **kwargs):
        outputs.add({"output_type": "display_data", "data": data, "metadata": metadata or {}})

    def clear_output(self, wait=False):
        pass


class _Stream(io.TextIOBase):
    def __init__(self, name):
        self.name_ = name

    def writable(self):
        return True

    def write(self, text):
        outputs.write(self.name_, str(text))
        return len(text)


class Shell(InteractiveShell):
    """The shell: what a cell gives out comes to ``outputs``."""

    displayhook_class = _Hook
    display_pub_class = _Publisher
    stopped: str | None = None  # why the running cell was stopped: "time", "memory"

    def _showtraceback(self, etype, evalue, stb):
        if issubclass(etype, CellStopped):
            self.stopped = "time"
        elif issubclass(etype, MemoryError):
            self.stopped = "memory"
        error = {"output_type": "error", "ename": etype.__name__, "evalue": str(evalue)[:_LONGEST_ERROR]}
        outputs.add({**error, "traceback": [str(line)[:_LONGEST_ERROR] for line in stb]})

    def showtraceback(self, *arguments: Any, **options: Any) -> None:
        kind, problem, trace = sys.exc_info()
        if isinstance(problem, MemoryError):
            confine.spare_memory()
        if len(list(itertools.islice(traceback.walk_tb(trace), _DEEPEST_TRACE))) < _DEEPEST_TRACE:
            super().showtraceback(*arguments, **options)
        else:  # IPython would take seconds to show an endless recursion; its end says all
            self._showtraceback(kind, problem, traceback.format_exception(kind, problem, trace, limit=-20))

    def _format_exception_for_storage(self, exception, *arguments, **options):
        return {}  # nobody asks for the history, and IPython would format each error a second time for it

    def init_display_formatter(self) -> None:
        super().init_display_formatter()
        if formatter := self.display_formatter:
            formatter.active_types = formatter.format_types

    def enable_gui(self, gui: str | None = None) -> None:
        pass

    # Lines that beginners copy from elsewhere, and that do nothing here, must not stop what stands below.

    def system(self, cmd: str) -> None:
        _skip(f"!{cmd}")

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> SList | str:
        _skip(f"!{cmd}")
        return SList() if split else ""

    def enable_matplotlib(self, gui: str | None = None) -> tuple[str | None, None]:
        _skip(f"%matplotlib {gui or ''}")
        return gui, None

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        if magic_name == "pylab":  # without its figures: the names of numpy, as in a notebook
            _pass_by(f"%{magic_name} {line}")
            exec("import numpy\nimport numpy as np\nfrom numpy import *", self.user_ns)
        elif magic_name in elsewhere.MAGICS or self.find_line_magic(magic_name) is None:
            _pass_by(f"%{magic_name} {line}")
        else:
            return super().run_line_magic(magic_name, line, _stack_depth + 1)

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        if self.find_cell_magic(magic_name) is None and self.find_line_magic(magic_name) is None:
            return _skip(f"%%{magic_name} {line}")
        return super().run_cell_magic(magic_name, line, cell)

    def init_magics(self) -> None:
        super().init_magics()
        self.ast_transformers.append(elsewhere.ColabImports(self.user_ns, _pass_by))
        for name in _INSTALLERS:
            self.register_magic_function(_skipping(f"%{name}"), "line", name)
        for name in _PROGRAMS:
            self.register_magic_function(_skipping(f"%%{name}"), "cell", name)


def _skipping(magic):
    return lambda line, cell=None: _skip(f"{magic} {line}")


def _skip(line: str, words: str = _SKIPPED) -> None:
    first = line.strip().partition("\n")[0]
    outputs.write("stdout", words.format(line=first[:_LONGEST_LINE]))


def _pass_by(line):
    _skip(line, _USELESS)


def make() -> Shell:
    """The one shell of this process."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    return Shell.instance(config=config)


def run_cells(
    shell: Shell,
    sources: Sequence[str],
    limits: Mapping[str, float],
    send: Callable[[str], object],
) -> None:
    """Run ``sources`` one after the other; ``send`` gets a JSON line for each that has run.

    ``{"cell": index, "outputs": [...], "stopped": null, "time" or "memory"}``. A cell that takes longer
    than ``limits["cell"]`` seconds gets ``CellStopped`` raised in it, and the next one runs.
    """
    outputs.allow(int(limits["output"]) // 2)  # the other half is for answers, and for JSON's own signs
    sys.stdout, sys.stderr = _Stream("stdout"), _Stream("stderr")
    signal.signal(signal.SIGALRM, functools.partial(_stop_cell, limits["cell"]))
    for index, source in enumerate(sources):
        shell.stopped = None
        # SystemExit and KeyboardInterrupt end a cell, not the notebook.
        with contextlib.suppress(BaseException):
            try:
                # Again and again, for code that catches everything.
                signal.setitimer(signal.ITIMER_REAL, limits["cell"], 2)
                shell.run_cell(source, store_history=True)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
        send(f'{{"cell": {index}, "stopped": {dumps(shell.stopped)}, "outputs": {outputs.take()}}}\n')


def _stop_cell(seconds, number, frame):
    raise CellStopped(f"This cell ran longer than {seconds:g} seconds and was stopped.")
