"""Where a learner's cell stopped, and what was most likely meant, in one sentence.

Python says much about an error (pandas fifty lines for a column that is not there) and little that helps a
beginner. The check cell names the line and the cause; a wrong column is shown with the names that there are.
"""

import difflib
import re
import sys
import traceback
from dataclasses import dataclass
from typing import Any

from localsdg import course, notebook_file

_QUOTES = re.compile("[\u2018-\u201f\u00ab\u00bb\u300c-\u300f\uff02\uff07]")
_SHOWN_COLUMNS = 12


@dataclass(frozen=True)
class Stop:
    """An error in a cell: the line it stopped at (from 1, 0 if unknown) and a key of the interface's words.

    ``details`` are put into the sentence ``error_<cause>``.
    """

    line: int
    cause: str
    details: dict


class Watcher:
    """Remembers which cells stopped, from the first use of the course's package on."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.stops: dict[str, Stop] = {}  # by cell
        self.run: list[str] = []  # cells that ran since the last check cell
        self.cells_of: dict[str, list[str]] = {}  # by exercise: the cells that ran before its check cell
        shell.events.register("post_run_cell", self._ran)
        shell.set_custom_exc((KeyError,), _show_key_error)

    def _ran(self, result):
        info = result.info
        # Where the program does not name the cell, only the last one is surely no earlier try of it.
        cell = getattr(info, "cell_id", None) or ""
        problem = result.error_before_exec or result.error_in_exec
        self.stops.pop(cell, None)
        if problem is not None:
            self.stops[cell] = explain(problem, self.shell.user_ns, info.raw_cell)
        if cell in self.run:
            self.run.remove(cell)
        self.run.append(cell)

    def before(self, slug: str) -> Stop | None:
        """The first stop in the cells above an exercise's check cell, which is running now."""
        if self.run:
            self.cells_of[slug] = [f"{slug}-answer", *self.run]
        self.run = []
        stops = (self.stops.get(cell) for cell in self.cells_of.get(slug, [f"{slug}-answer"]))
        return next((stop for stop in stops if stop), None)


_watchers: dict[int, Watcher] = {}


def watch() -> Watcher | None:
    """The watcher of this kernel; ``None`` outside IPython."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        return None
    if id(shell) not in _watchers:
        _watchers[id(shell)] = Watcher(shell)
    return _watchers[id(shell)]


def explain(problem: BaseException, names: dict, cell: str = "") -> Stop:
    """Line and cause of an error that a cell ended with.

    ``names``: the notebook's variables; ``cell``: the cell's text as the learner sees it.
    """
    above = len(cell) - len(cell.lstrip("\n"))  # IPython takes empty lines at the top away, people count them
    if isinstance(problem, SyntaxError):
        line, text = (problem.lineno or 0) + above, (problem.text or "").strip()
        if found := _QUOTES.search(text):
            return Stop(line, "quotes", {"sign": found.group(), "text": text})
        return Stop(line, "syntax", {"problem": problem.msg, "text": text})
    line = _line(problem) + above
    if isinstance(problem, KeyError) and problem.args and (columns := _columns(problem)):
        return Stop(line, "column", {"name": problem.args[0], "near": _near(problem.args[0], columns)})
    if isinstance(problem, NameError) and getattr(problem, "name", None):
        return Stop(line, "name", {"name": problem.name, "near": _near(problem.name, names, most=0)})
    return Stop(line, "other", {"problem": f"{type(problem).__name__}: {problem}"[:300]})


def sentence(stop: Stop, ui: dict, place: str = "") -> str:
    """What a learner reads of a stop, in the interface's words; ``place``: how keys of its own begin."""
    text = ui[f"{place}error_{stop.cause}"]
    for name, value in {"line": stop.line, **stop.details}.items():
        value = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        text = text.replace("{" + name + "}", value)
    if stop.details.get("near"):
        text += " " + ui["error_near"].replace("{near}", ", ".join(stop.details["near"]))
    return text


def _line(problem):
    """The line of the cell that the error passed through: the outermost frame that is no file on disk."""
    for frame in traceback.extract_tb(problem.__traceback__):
        if "ipykernel_" in frame.filename or frame.filename.startswith("<ipython-input"):
            return frame.lineno or 0
    return 0


def _columns(problem):
    """The columns of the table in which a key was looked for; ``[]`` if it was no table."""
    pandas = sys.modules.get("pandas")
    found, step = [], problem.__traceback__
    while pandas is not None and step is not None:
        table = step.tb_frame.f_locals.get("self")
        if isinstance(table, pandas.DataFrame):
            found = [str(column) for column in table.columns]
        step = step.tb_next
    return found


def _near(name, known, most=_SHOWN_COLUMNS):
    """Names like ``name``; if none is, the first ``most`` of all."""
    known = [one for one in known if isinstance(one, str) and not one.startswith("_")]
    folded = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(str(name).strip().casefold(), folded, n=3, cutoff=0.6)
    return [folded[one] for one in close] or known[:most]


def _show_key_error(shell, kind, problem, trace, tb_offset=None):
    """A wrong column in a few lines; any other missing key as IPython shows it."""
    stop = explain(problem, shell.user_ns, shell.history_manager.input_hist_raw[-1])
    if stop.cause == "column":
        text = sentence(stop, course.interface_words(notebook_file.language()))
        # As IPython begins it: the grader reads the line from here as well.
        lines = [f"Cell In[{shell.execution_count}], line {stop.line}", text, f"KeyError: {problem}"]
        sys.last_type, sys.last_value, sys.last_traceback = kind, problem, trace
    else:
        lines = shell.InteractiveTB.structured_traceback(kind, problem, trace, tb_offset=tb_offset)
    shell._showtraceback(kind, problem, lines)
    return lines
