"""Make the tables counts and reviews from the hand-written list of facts.

    python datasets/voluntary-reviews/build.py [FOLDER] [--out FOLDER]

FOLDER holds ``facts.csv`` (default: this folder). Each of its lines is one published statement with its
source; add a fact there and run this file.
"""

import csv
from pathlib import Path

from localsdg_build.dataset_tables import run

HERE = Path(__file__).parent
CERTAINTY = ("publisher", "secondary", "weak")
COLUMNS = {
    "counts": ["review", "measure", "year", "count", "bound", "what", "certainty", "source", "source_url"],
    "reviews": ["place", "country", "review", "year", "what", "certainty", "source", "source_url"],
}


def tables(folder):
    """Both tables as ``{file name: rows}``. ``ValueError`` names the line of a fact that cannot be used."""
    made = {name: [] for name in COLUMNS}
    with open(Path(folder) / "facts.csv", encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        for fact in reader:
            _require(fact, reader.line_num)
            made[fact["table"]].append({name: fact[name] for name in COLUMNS[fact["table"]]})
    made["counts"].sort(key=lambda row: (row["review"], row["measure"], row["year"], row["what"]))
    made["reviews"].sort(key=lambda row: (row["year"], row["review"], row["place"]))
    return {f"{name}.csv": rows for name, rows in made.items()}


def _require(fact, line):
    if fact["table"] not in COLUMNS:
        raise ValueError(f"facts.csv:{line}: write counts or reviews in the column table")
    if fact["certainty"] not in CERTAINTY:
        raise ValueError(f"facts.csv:{line}: write one of {', '.join(CERTAINTY)} in the column certainty")
    for name in COLUMNS[fact["table"]]:
        if not fact[name]:
            raise ValueError(f"facts.csv:{line}: the column {name} is empty")


if __name__ == "__main__":
    run(tables, __doc__, HERE / "data", upstream=("folder with facts.csv", HERE))
