"""Make the table countries from a list of countries and their groups.

    python datasets/countries/build.py FOLDER [--out FOLDER]

FOLDER holds ``countries_master.csv``: the folder ``data/latest`` of the repository ``REPOSITORY`` at
``COMMIT``. That file is not part of this course.
"""

import argparse
import csv
from pathlib import Path

REPOSITORY = "github.com/MafiAtUN/country-classification-commons"
COMMIT = "fbcc9b73f853ca4e21412c2cb875c35b038e6880"  # 21 August 2026
HERE = Path(__file__).parent

COLUMNS = {
    "iso3": "iso3",
    "m49": "m49",
    "country": "country_name_en",
    "region": "region_name_en",
    "sub_region": "sub_region_name_en",
    "income": "wb_income_name",
    "least_developed": "is_ldc",
    "landlocked_developing": "is_lldc",
    "small_island_developing": "is_sids",
    "aid_eligible": "oecd_dac_eligible",
    "longitude": "longitude",
    "latitude": "latitude",
}
ANSWERS = {"True": "yes", "False": "no"}


def tables(upstream):
    """``{"countries.csv": rows}``, sorted by name; ``upstream`` is the folder."""
    with open(Path(upstream) / "countries_master.csv", encoding="utf-8-sig", newline="") as stream:
        source = list(csv.DictReader(stream))
    rows = [{name: _cell(row[column]) for name, column in COLUMNS.items()} for row in source]
    return {"countries.csv": sorted(rows, key=lambda row: (row["country"], row["iso3"]))}


def _cell(text):
    # The World Bank's name of a group is text; "" where it gives none.
    return ANSWERS.get(text.strip(), text.strip())


def write(path, rows):
    """Write rows as CSV: UTF-8, one line feed after each line, the same bytes on every system."""
    with open(path, "w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main():
    """Read the arguments and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("upstream", help=f"files of {REPOSITORY} at commit {COMMIT}")
    parser.add_argument("--out", type=Path, default=HERE / "data", help="where the tables go")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, rows in tables(arguments.upstream).items():
        write(arguments.out / name, rows)


if __name__ == "__main__":
    main()
