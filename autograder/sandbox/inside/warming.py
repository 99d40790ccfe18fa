"""Do once what every notebook would do first: imports, a first table, a first figure, the course's exercises.

Importing is not enough: pandas and plotly load most of themselves at the first table and figure.
"""

import contextlib
import gc
import re
import sys
import types
from collections.abc import Iterator

from . import shell as shells

_FIRST_CELLS = """
import numpy
import pandas
import plotly.express
table = pandas.DataFrame({"place": ["A", "B", "A"], "year": [1, 2, 2], "value": [1.0, 2.0, None]})
table
table.groupby("place")["value"].mean().reset_index().sort_values("value").round(1)
plotly.express.bar(table, x="place", y="value", title="first")
"""
_LATER_CELLS = """
1 / 0
plotly.express.line(table, x="year", y="value", color="place")
plotly.express.scatter(table, x="year", y="value", color="place")
table.merge(table, on="place").pivot_table(index="place", columns="year_x", values="value_x")
plotly.express.box(table, x="place", y="value")
plotly.express.histogram(table, x="place")
plotly.express.pie(table, names="place", values="year")
"""
_CODE = re.compile(rb"""(?:^|[{,] *)["']?kind["']?:[ \t]*["']?code\b""", re.MULTILINE)  # YAML or JSON
_EASY = {"cell": 600, "output": 1 << 40}  # limits for cells of our own


def warm_up() -> tuple[shells.Shell, Iterator[None]]:
    """The shell, ready to run a notebook, and a generator of more that may be warmed while nothing waits."""
    gc.disable()
    # plotly only asks whether nbformat is newer than 4.2; importing it takes longer than all the rest.
    nbformat = types.ModuleType("nbformat")
    vars(nbformat)["__version__"] = "5.0"
    with _stand_in("jedi", None), _stand_in("nbformat", nbformat):  # jedi only completes what somebody types
        shell = shells.make()
        _run(shell, ["import localsdg", *_FIRST_CELLS.strip().splitlines(), *_code_exercises()])
    gc.freeze()  # what is there now is never looked at again, so its pages stay shared with the children
    gc.enable()
    gc.set_threshold(20_000, 20, 20)  # a notebook is short and makes many small objects that live
    return shell, _more(shell)


def _more(shell):
    for source in _LATER_CELLS.strip().splitlines():
        _run(shell, ["import pandas, plotly.express", _FIRST_CELLS.strip().splitlines()[3], source])
        gc.freeze()
        yield


def _code_exercises():
    """One check of each exercise in which code is written: its files are read, its judge is made."""
    from localsdg import course  # found only once the sandbox is set up

    # Told by a look at the text: reading all exercises properly takes longer than all imports.
    settings = sorted(course.root().glob("exercises/*/exercise.yml"))
    code = [path.parent.name for path in settings if _CODE.search(path.read_bytes())]
    return [f"localsdg.grade({slug!r}, {{}})" for slug in code]


def _run(shell, sources):
    """Run cells and leave no trace in the shell (its ``reset`` also collects garbage)."""
    streams = sys.stdout, sys.stderr
    try:
        shells.run_cells(shell, sources, _EASY, send=lambda line: None)
    finally:
        sys.stdout, sys.stderr = streams
    shell.reset(new_session=True)


@contextlib.contextmanager
def _stand_in(name, module):
    """Let imports of ``name`` give ``module``; ``None`` lets them fail."""
    sys.modules[name] = module
    try:
        yield
    finally:
        del sys.modules[name]
