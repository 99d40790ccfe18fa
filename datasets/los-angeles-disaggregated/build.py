"""Make the table groups from the files of Los Angeles' Open SDG site.

    python datasets/los-angeles-disaggregated/build.py FOLDER [--out FOLDER]

FOLDER holds the upstream files named in ``INDICATORS``: the folder ``data`` of the repository
``REPOSITORY`` at ``COMMIT``. Those files are not part of this course. ``data/indicators.csv``, which says
what each figure is, is written by hand.
"""

from pathlib import Path

from localsdg_build.dataset_tables import read_stripped, run

REPOSITORY = "github.com/CityOfLosAngeles/open-sdg-data-starter"
COMMIT = "94172841c88b07f9ab792e3c22fac193ba463a25"  # 9 October 2024
HERE = Path(__file__).parent

# indicator_id: (file, the cell of Units to keep for each dimension; None: whatever it says)
INDICATORS = {
    "unemployment": ("indicator_8-5-2.csv", None),
    "poverty": ("indicator_1-2-1.csv", ("Percent by Race", "Percent by Gender", "Percent by Age")),
    "school-completion": ("indicator_4-1-2.csv", ("High school graduate or higher",)),
    "child-deaths": ("indicator_3-2-1.csv", None),
    "homelessness": ("indicator_11-1-1.csv", ("Total by Race/ Ethnicity", "Total by Gender")),
    "low-pay": ("indicator_10-2-1.csv", None),
    "manager-pay": ("indicator_5-5-2a.csv", None),
    "broadband": ("indicator_9-c-1.csv", None),
}
DIMENSIONS = {
    "Race/Ethnicity": "race or ethnicity",
    "Race/ Ethnicity": "race or ethnicity",
    "Race": "race or ethnicity",
    "Gender": "gender",
    "Age": "age",
    "Disability Status": "disability",
}
# One name for each group, however a file writes it.
GROUPS = {
    "Black": "Black or African American",
    "Black/ African American": "Black or African American",
    "American Indian and Alaska Native": "American Indian or Alaska Native",
    "American Indian/ Alaska Native": "American Indian or Alaska Native",
    "Native Hawaiian and Other Pacific Islander": "Native Hawaiian or Pacific Islander",
    "Native Hawaiian/ Other Pacific Islander": "Native Hawaiian or Pacific Islander",
    "Hispanic": "Hispanic or Latino",
    "Hispanic/ Latino": "Hispanic or Latino",
    "Hispanic or Latino origin (any race)": "Hispanic or Latino",
    "Multi-Racial/Other": "Other or several",
    "Other": "Other or several",
    "Male": "men",
    "male": "men",
    "Female": "women",
    "female": "women",
    "With any disability": "people with a disability",
    "Under 18 years": "under 18",
    "Under 18": "under 18",
    "18 to 64 years": "18 to 64",
    "65 years and over": "65 and over",
}
# For children, men and women are boys and girls.
CHILDREN = {"men": "boys", "women": "girls"}
# From 2021 the totals of this file are plain averages of the groups, as if all groups were of one size.
NO_TOTAL = {("poverty", "2021"), ("poverty", "2022")}


def tables(upstream):
    """``{"groups.csv": rows}`` by indicator, year, dimension and group; ``upstream`` is the folder."""
    about = {row["indicator_id"]: row for row in read_stripped(HERE / "data" / "indicators.csv")}
    rows = [row for key in INDICATORS for row in _groups(key, about[key], upstream)]
    return {"groups.csv": rows}


def _groups(key, about, upstream):
    file, units = INDICATORS[key]
    found = {}
    for row in read_stripped(Path(upstream) / file):
        if not row["Value"] or (units and row["Units"] not in units):
            continue
        named = [name for name in DIMENSIONS if row.get(name)]
        if not named and (key, row["Year"]) in NO_TOTAL:
            continue
        dimension = DIMENSIONS[named[0]] if named else "all"
        group = GROUPS.get(row[named[0]], row[named[0]]) if named else "all"
        if key == "child-deaths":
            group = CHILDREN.get(group, group)
        place = (row["Year"], dimension, group)
        if found.setdefault(place, row["Value"]) != row["Value"]:
            raise ValueError(f"{file}: {place} has two values")
    for (year, dimension, group), value in sorted(found.items()):
        yield {
            "indicator_id": key,
            "title": about["title"],
            "year": year,
            "dimension": dimension,
            "group": group,
            "value": value,
            "unit": about["unit"],
            "better": about["better"],
        }


if __name__ == "__main__":
    run(tables, __doc__, HERE / "data", upstream=f"files of {REPOSITORY} at commit {COMMIT}")
