"""Run all benchmarks (or those named): ``make bench``, ``make bench ARGS="page_weight builds"``.

Each prints its figures as JSON and as a sentence; the exit code is 1 if one misses its aim.
"""

import importlib
import sys
from pathlib import Path

from localsdg_build.build import build_book

ALL = (
    "page_weight",
    "slow_line",
    "exercises",
    "documents",
    "offline",
    "builds",
    "jupyterlite",
    "live_code",
    "grading",
    "grading_growth",
    "workshop",
    "first_answer",
    "on_paper",
    "reading_texts",
    "desk",
)


def main(names):
    if build_book(Path(__file__).parents[1]):
        return 1
    missed = [name for name in names or ALL if not importlib.import_module(name).main()]
    if missed:
        print("Aims missed: " + ", ".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
