"""Check and tidy the two tables: they are typed in by hand from the sources in README.md.

There is no upstream file to read. The check is the arithmetic of the published table: in each year
the groups of countries must add up to the countries that reported.
"""

from pathlib import Path

from localsdg_build.dataset_tables import ordered, read, run

HERE = Path(__file__).parent / "data"
GROUPS = [
    "consulted",
    "weakly_consulted",
    "not_consulted",
    "no_elected_local_governments",
    "no_information",
]


def tables():
    """Both tables as ``{file name: rows}``. ``SystemExit`` where the arithmetic does not hold."""
    consultation = read(HERE / "consultation.csv")
    for row in consultation:
        if sum(int(row[group]) for group in GROUPS) != int(row["reporting_countries"]):
            raise SystemExit(f"{row['year']}: the groups do not add up to the reporting countries")
    if sum(int(row["reporting_countries"]) for row in consultation) != 205:
        raise SystemExit("the source counts 205 reviews in 2016-2020")
    calendar = read(HERE / "calendar.csv")
    return {
        "consultation.csv": ordered(consultation, "year"),
        "calendar.csv": ordered(calendar, "forum_year", "date"),
    }


if __name__ == "__main__":
    run(tables, __doc__, HERE)
