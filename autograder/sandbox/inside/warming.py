"""Do once what every notebook would do first: imports, a first table, a first figure, the course's exercises.

Importing is not enough: pandas and plotly load most of themselves at the first table and figure.
"""

import contextlib
import gc
import importlib.metadata
import sys
import types

from . import shell as shells

_FIRST_CELLS = """
import numpy
import pandas
import plotly.express
table = pandas.DataFrame({"place": ["A", "B", "A"], "year": [1, 2, 2], "value": [1.0, 2.0, None]})
table
table.groupby("place")["value"].mean().reset_index().sort_values("value").round(1)
1 / 0
plotly.express.bar(table, x="place", y="value", title="first")
"""
_LATER_CELLS = """
plotly.express.line(table, x="year", y="value", color="place")
plotly.express.scatter(table, x="year", y="value", color="place")
table.merge(table, on="place").pivot_table(index="place", columns="year_x", values="value_x")
plotly.express.box(table, x="place", y="value")
plotly.express.histogram(table, x="place")
plotly.express.pie(table, names="place", values="year")
"""
_EASY = {"cell": 600, "output": 1 << 40}  # limits for cells of our own


def warm_up():
    """The shell, ready to run a notebook, and a generator of more that may be warmed while nothing waits."""
    with _left_out("jedi"), _stand_in_for_nbformat():
        shell = shells.make()
        _run(shell, ["import localsdg", *_FIRST_CELLS.strip().splitlines(), *_code_exercises()])
    gc.collect()
    gc.freeze()
    return shell, _more(shell)


def _more(shell):
    for source in _LATER_CELLS.strip().splitlines():
        _run(shell, ["import pandas, plotly.express", _FIRST_CELLS.strip().splitlines()[3], source])
        gc.freeze()
        yield


def _code_exercises():
    """One check of each exercise in which code is written: its files are read, its judge is made."""
    from localsdg import course

    found = []
    for slug in course.exercise_ids():
        with contextlib.suppress(course.CourseError):  # whoever needs that exercise will be told
            if course.exercise(slug)["kind"] == "code":
                found.append(f"localsdg.grade({slug!r}, {{}})")
    return found


def _run(shell, sources):
    """Run cells and leave no trace in the shell."""
    streams = sys.stdout, sys.stderr
    try:
        shells.run_cells(shell, sources, _EASY, send=lambda line: None)
    finally:
        sys.stdout, sys.stderr = streams
    shell.reset(new_session=True)


@contextlib.contextmanager
def _left_out(name):
    """Let imports of a module fail that only completes what somebody types."""
    sys.modules[name] = None
    try:
        yield
    finally:
        del sys.modules[name]


@contextlib.contextmanager
def _stand_in_for_nbformat():
    """plotly asks for nbformat's version alone, and importing it takes longer than all the rest."""
    name = "nbformat"
    module = types.ModuleType(name)
    module.__version__ = importlib.metadata.version(name)
    sys.modules[name] = module
    try:
        yield
    finally:
        del sys.modules[name]
