"""Runs a learner's code in the page's own Python (Pyodide): ``run`` takes JSON text and gives JSON text.

Whatever the code does, the answer has an end: so much is printed, so many rows are shown. How long it may run
is the page's to say, which ends the worker. Nothing of this is trusted with a grade: the grader runs the code
again, in its sandbox.
"""

import ast
import builtins
import contextlib
import io
import json
import sys
import traceback
from typing import Any

from localsdg import figure_parts, notebook_errors, variables

MOST_TEXT = 20_000  # characters of all that is printed
MOST_SHOWN = 20  # tables, figures and values
MOST_ROWS, MOST_COLUMNS = 20, 12
_LONGEST_CELL = 200  # characters
# As IPython names cells: by it the line of an error is found.
_NAME = "<ipython-input-page>"


def run(request: str) -> str:
    """Run code in names of its own and say what came of it.

    ``request``: ``{"code", "before": [code, ...], "wanted": [{"name", "type"}, ...], "words": {...}}``.
    ``before`` is run first and shows nothing; ``wanted`` are the variables that are the answer; ``words`` the
    interface's. The reply: ``{"outputs", "error", "python", "answer", "notes"}``: what was shown, where and
    why it stopped (a sentence, and Python's own; ``None`` where it did not), the answer, problems with it.
    """
    asked = json.loads(request)
    words, shown = asked["words"], _Shown(asked["words"])
    names: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins, "display": shown.display}
    stop = python = None
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
        for code in asked.get("before") or []:
            stop, python = _execute(code, names, None)
            if stop:
                return _reply([], words["live_before_stopped"], python)
        shown.open()
        _show_figures_by(shown.display)
        stop, python = _execute(asked["code"], names, shown.display)
    error = notebook_errors.sentence(stop, words, "live_") if stop else None
    answer, notes = _answer(asked.get("wanted") or [], names, words, stop)
    return _reply(shown.outputs(), error, python, answer, notes)


def _reply(outputs, error=None, python=None, answer=None, notes=()):
    known = {"outputs": outputs, "error": error, "python": python, "answer": answer, "notes": list(notes)}
    return json.dumps(known)


def _answer(wanted, names, words, stop):
    answer, problems = variables.collect(wanted, names)
    problems += variables.columns(wanted, answer["variables"])
    missing = [name for name, reason, _ in problems if reason == "missing"]
    problems = [problem for problem in problems if problem[1] != "missing"]
    if missing and not stop:  # else they are missing because of it
        problems.append((", ".join(missing), "missing", ""))
    return answer, [variables.problem_text(words, *problem, place="live_") for problem in problems]


def _execute(code, names, display):
    """Run code; the value of its last line is shown. ``(where it stopped or None, Python's own words)``."""
    try:
        tree = ast.parse(code, _NAME)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, _NAME, "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), _NAME, "eval"), names)
            if value is not None and display is not None and not code.rstrip().endswith(";"):
                display(value)
    except BaseException as problem:  # SystemExit too: the worker goes on
        own = "".join(traceback.format_exception_only(problem)).strip()
        return notebook_errors.explain(problem, names, ""), own[-2000:]
    return None, None


def _show_figures_by(display):
    """``figure.show()`` opens a window elsewhere; here it shows the figure below the code."""
    plotly = sys.modules.get("plotly.basedatatypes")
    if plotly is not None:
        plotly.BaseFigure.show = lambda figure, *rest, **options: display(figure)


class _Shown(io.TextIOBase):
    """What the code shows, in its order: printed text, tables, figures. Too much is cut, and that is said."""

    def __init__(self, words):
        self.words, self.list, self.left, self.is_cut = words, [], MOST_TEXT, False
        self.is_open = False

    def open(self):
        self.is_open = True

    def writable(self):
        return True

    def write(self, text):
        if self.is_open and text:
            kept = text[: self.left]
            self.left -= len(kept)
            self.is_cut = self.is_cut or len(kept) < len(text)
            if not self.list or self.list[-1]["type"] != "text":
                self.list.append({"type": "text", "parts": []})
            if kept:
                self.list[-1]["parts"].append(kept)
        return len(text)

    def display(self, *values):
        for value in values:
            if sum(one["type"] != "text" for one in self.list) >= MOST_SHOWN:
                self.is_cut = True
            elif (found := _figure(value) or _table(value)) is None:
                self.write(f"{value!r}\n")
            else:
                self.list.append(found)

    def outputs(self):
        found = [
            {"type": "text", "text": "".join(one["parts"])} if one["type"] == "text" else one
            for one in self.list
        ]
        found = [one for one in found if one.get("text", one["type"])]
        return [*found, {"type": "cut", "text": self.words["live_cut"]}] if self.is_cut else found


def _figure(value):
    plotly = sys.modules.get("plotly.basedatatypes")
    if plotly is None or not isinstance(value, plotly.BaseFigure):
        return None
    return {"type": "figure", **figure_parts.parts(json.loads(value.to_json()))}


def _table(value):
    """The first rows of a table or column, as text; ``all``: how many rows and columns there are."""
    pandas = sys.modules.get("pandas")
    if pandas is None or not isinstance(value, pandas.DataFrame | pandas.Series):
        return None
    frame = value if isinstance(value, pandas.DataFrame) else value.to_frame()
    part = frame.iloc[:MOST_ROWS, :MOST_COLUMNS]
    heads = [", ".join(_cell(name) for name in part.index.names), *map(_cell, part.columns)]
    values = list(part.itertuples(index=False, name=None)) or [()] * len(part)  # there may be no column
    rows = [[_cell(label), *map(_cell, row)] for label, row in zip(part.index, values, strict=True)]
    return {"type": "table", "heads": heads, "rows": rows, "all": list(frame.shape)}


def _cell(value):
    pandas = sys.modules["pandas"]
    if isinstance(value, tuple):
        return ", ".join(map(_cell, value))
    if pandas.api.types.is_scalar(value) and pandas.isna(value):  # others, such as arrays, have no yes or no
        return ""
    if isinstance(value, float):
        number = float(value)
        return f"{round(number, 6):.15g}" if abs(number) >= 0.001 else f"{number:.4g}"  # a small one is not 0
    return str(value)[:_LONGEST_CELL]
