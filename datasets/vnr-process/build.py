"""Check and tidy the two tables: they are typed in by hand from the sources in README.md.

There is no upstream file to read. The check is the arithmetic of the published table: in each year
the groups of countries must add up to the countries that reported.
"""

import csv
from pathlib import Path

HERE = Path(__file__).parent / "data"
GROUPS = [
    "consulted",
    "weakly_consulted",
    "not_consulted",
    "no_elected_local_governments",
    "no_information",
]


def rows(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name, table, order):
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(table, key=lambda row: [row[column] for column in order]))


def main():
    consultation = rows("consultation.csv")
    for row in consultation:
        if sum(int(row[group]) for group in GROUPS) != int(row["reporting_countries"]):
            raise SystemExit(f"{row['year']}: the groups do not add up to the reporting countries")
    if sum(int(row["reporting_countries"]) for row in consultation) != 205:
        raise SystemExit("the source counts 205 reviews in 2016-2020")
    write("consultation.csv", consultation, ["year"])
    write("calendar.csv", rows("calendar.csv"), ["forum_year", "date"])


if __name__ == "__main__":
    main()
