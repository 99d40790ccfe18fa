"""What blind strategies earn of the points of the knowledge checks.

usage: .venv/bin/python benchmarks/blind.py [NAME]

Prints for each module and for the course what a reader of nothing earns by each rule of
``tests/helpers/blind_rules.py``, in percent of all points, and how many times what random answers earn. ``*``
marks what chance does not explain. With the name of a module or an exercise that part alone.
"""

import sys
from pathlib import Path

from measure import report

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "helpers"))

import blind_answers as blind  # noqa: E402


def main(part=""):
    asked = [one for one in blind.questions() if part in (one.slug, one.module, "")]
    modules = {name: found for name, found in blind.by_module(asked) if not part}
    parts = {**modules, part or "the course": asked}
    earned = {name: blind.together([blind.earned(one) for one in found]) for name, found in parts.items()}
    for name, found in parts.items():
        show(name, found, earned[name], 2 * len(parts) * len(blind.RULES))
    points = earned[part or "the course"]
    best = max(points.rules, key=points.rules.get)
    times = points.rules[best] / points.random
    figures = {"random": points.random, **points.rules, "computed": points.computed}
    shares = {name: round(value / points.possible, 3) for name, value in figures.items()}
    line = (
        f"The best blind rule, {best}, earns {times:.2f} × what chance earns (aim: at most {blind.MOST} ×)."
    )
    report("blind", {"points": points.possible, **shares}, line)
    return times <= blind.MOST


def show(name, asked, earned, comparisons):
    """A table for the terminal: what each rule earns, and which numbers are given away."""
    low, high = (limit / earned.possible for limit in earned.limits(comparisons))
    print(f"\n{name}: {len(asked)} questions, {earned.possible:g} points; ", end="")
    print(f"chance explains {max(0, low):.1%} to {high:.1%}")
    for rule, points in {"random": earned.random, **earned.rules}.items():
        odd = "" if low <= points / earned.possible <= high else " *"
        print(f"  {rule:<30}{points / earned.possible:6.1%}{points / earned.random:7.2f} ×{odd}")
    print(f"  {'numbers computed':<30}{earned.computed / earned.possible:6.1%}  besides")
    for one in asked:
        if found := blind.given_away(one):
            print(f"    {one.slug} {one.id}: {found[0]:g} can be computed from the question")


if __name__ == "__main__":
    main(*sys.argv[1:2])
