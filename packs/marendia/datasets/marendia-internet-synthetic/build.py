"""Make data/internet.csv: python packs/marendia/datasets/marendia-internet-synthetic/build.py

Nothing is measured: a program draws the figures from a fixed seed. Those of the last year that the lesson's
drawing shows as bars (all, disabled, 75 and over, both) are set by hand, so that the bars are true.
"""

import random
from pathlib import Path

from localsdg_build.dataset_tables import run

HERE = Path(__file__).parent
YEARS = range(2022, 2029)
# Group: its dimension, and the percent online in the last year.
LAST = {
    "all": ("all", 92.0),
    "women": ("sex", 90.4),
    "men": ("sex", 93.5),
    "16 to 24": ("age", 99.1),
    "25 to 54": ("age", 97.6),
    "55 to 64": ("age", 93.0),
    "65 to 74": ("age", 83.2),
    "75 and over": ("age", 54.0),
    "not disabled": ("disability", 95.6),
    "disabled": ("disability", 81.0),
    "75 and over, not disabled": ("age and disability", 61.3),
    "75 and over, disabled": ("age and disability", 47.0),
}


def tables():
    """``{file name: rows}``."""
    chance = random.Random(2029)
    rows = []
    for group, (dimension, last) in LAST.items():
        value, found = last, []
        for year in reversed(YEARS):
            found.append({"year": year, "dimension": dimension, "group": group, "percent": round(value, 1)})
            value -= (100 - last) * chance.uniform(0.05, 0.12)
        rows += reversed(found)
    return {"internet.csv": rows}


if __name__ == "__main__":
    run(tables, __doc__, HERE / "data")
