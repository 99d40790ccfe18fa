"""How fast hand-ins are graded, against stock nbgrader in the same run on the same hand-ins.

The stock grader takes a part of them, because it needs seconds for each. All times are of whole commands,
their start-up included. The course folder is made before: that happens once.
"""

import os
import shutil
import tempfile
from pathlib import Path

import a_class
import graders
from measure import report

CODE, CODE_STOCK = 120, 12
WIDGETS, WIDGETS_STOCK = 1_000, 12
AIMS = {"code_one_core": 12, "code_two_cores": 22, "widgets_one_core": 250}
FIRST = 3.0  # seconds until the first result


def main():
    with tempfile.TemporaryDirectory(prefix="localsdg-bench-") as folder:
        folder = Path(folder)
        blank = graders.prepared(folder / "empty")
        figures = {**_code(folder, blank), **_widgets(folder, blank)}
    met = {name: figures[name] >= aim for name, aim in AIMS.items() if name in figures}
    met["first_result"] = figures["first_result_s"] <= FIRST
    line = (
        f"Code: {figures['code_one_core']} × stock on one core (aim {AIMS['code_one_core']}), "
        f"{figures.get('code_two_cores', '–')} × on two (aim {AIMS['code_two_cores']}). "
        f"Widgets: {figures['widgets_one_core']} × on one core (aim {AIMS['widgets_one_core']}); "
        f"{figures['widgets_equal_percent']} % of their answers another learner gave before. "
        f"First result after {figures['first_result_s']} s (aim {FIRST:g})."
    )
    report("grading", figures, line)
    return all(met.values())


def _code(folder, blank):
    """Notebooks with code and a figure: rates in hand-ins a second."""
    few = graders.write_hand_ins(blank, folder / "few", CODE_STOCK, code=True)
    many = graders.write_hand_ins(blank, folder / "many", CODE, code=True)
    stock = CODE_STOCK / graders.stock(few, _course(folder, "stock-code"))
    one = CODE / graders.ours(many, _course(folder, "ours-code-1"), 1)
    figures = {
        "code_stock_rate": round(stock, 3),
        "code_rate_one": round(one, 2),
        "code_one_core": _times(one, stock),
    }
    figures["first_result_s"] = round(graders.first_result(many, _course(folder, "first")), 2)
    if (os.cpu_count() or 1) > 1:
        two = CODE / graders.ours(many, _course(folder, "ours-code-2"), 2)
        figures |= {"code_rate_two": round(two, 2), "code_two_cores": _times(two, stock)}
    return figures


def _widgets(folder, blank):
    """Notebooks of which nothing has to be run."""
    few = graders.write_hand_ins(blank, folder / "few-widgets", WIDGETS_STOCK, code=False)
    many = graders.write_hand_ins(blank, folder / "many-widgets", WIDGETS, code=False)
    stock = WIDGETS_STOCK / graders.stock(few, _course(folder, "stock-widgets"))
    one = WIDGETS / graders.ours(many, _course(folder, "ours-widgets"), 1)
    rates = {"widgets_stock_rate": round(stock, 3), "widgets_rate_one": round(one, 1)}
    equal = a_class.equal_share(blank, WIDGETS)
    return {**rates, "widgets_one_core": _times(one, stock), "widgets_equal_percent": equal}


def _course(folder, name):
    shutil.copytree(folder / "empty", folder / name)
    return folder / name


def _times(rate, stock):
    return round(rate / stock, 1)
