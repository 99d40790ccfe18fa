"""Make the tables city and wards from the files of Bristol's Open SDG site.

    python datasets/bristol-sdg-indicators/build.py FOLDER [--out FOLDER]

FOLDER holds the upstream files named in ``INDICATORS`` and ``WARD_FILES``: the folder ``data`` of the
repository ``REPOSITORY`` at ``COMMIT``. Those files are not part of this course. Titles, units and
sources come from ``data/indicators.csv``, which is written by hand, as is ``data/exercise-targets.csv``.
"""

from pathlib import Path

from localsdg_build.dataset_tables import read_stripped, run

REPOSITORY = "github.com/sdg-bristol/sdg-data-bristol"
COMMIT = "c3fa665077cd30ad3771275b9ab396d38a49da33"  # 7 December 2021
HERE = Path(__file__).parent

# indicator_id: (upstream file, {our group: what its dimension columns hold}). An upstream cell left
# blank in a dimension means "all". Columns that are not named must be blank.
INDICATORS = {
    "child-poverty": ("indicator_1-2-2.csv", {"all": {"Group": "after housing costs"}}),
    "infant-deaths": ("indicator_3-2-1.csv", {"all": {}}),
    "road-casualties": ("indicator_3-6-1.csv", {"all": {}}),
    "exam-passes": (
        "indicator_4-6-1.csv",
        {"all": {}, "girls": {"Gender": "Girl"}, "boys": {"Gender": "Boy"}},
    ),
    "renewable-electricity": ("indicator_7-2-1.csv", {"all": {}}),
    "unemployment": (
        "indicator_8-5-2.csv",
        {
            "all": {},
            "women": {"Equality Group": "Women"},
            "men": {"Equality Group": "Men"},
            "ethnic minorities": {"Equality Group": "Ethnic minorities"},
            "aged 16-24": {"Equality Group": "16-24 Year olds"},
        },
    ),
    "gender-pay-gap": ("indicator_10-4-2.csv", {"all": {"Units": "% gender pay gap"}}),
    "rough-sleepers": ("indicator_11-1-1.csv", {"all": {"Units": "Rough Sleeper snapshot by year"}}),
    "fine-particles": ("indicator_11-6-2.csv", {"all": {}}),
    "recycling": (
        "indicator_12-5-1.csv",
        {"all": {"Series": "Proportion of household waste sent for reuse, recycling or composting"}},
    ),
    "co2-per-person": ("indicator_13-2-2.csv", {"all": {"Group": "Tonnes CO2 per capita"}}),
    "safe-after-dark": ("indicator_16-1-4.csv", {"all": {"Series": "Ward"}}),
}

WARD_FILES = {"safe-after-dark": "indicator_16-1-4.csv", "can-influence": "indicator_16-7-2-a.csv"}
DIMENSION = "Deprivation decile"


def tables(upstream):
    """The derived tables as ``{file name: rows}``, each row a dict of texts; ``upstream`` is the folder."""
    about = {row["indicator_id"]: row for row in read_stripped(HERE / "data" / "indicators.csv")}
    return {
        "city.csv": [row for key in INDICATORS for row in _city(key, about[key], upstream)],
        "wards.csv": [row for key in WARD_FILES for row in _wards(key, about[key], upstream)],
    }


def _city(key, about, upstream):
    file, groups = INDICATORS[key]
    source = read_stripped(Path(upstream) / file)
    for group, wanted in groups.items():
        found = [row for row in source if row["Value"] and _dimensions(row) == wanted]
        for row in sorted(found, key=lambda row: row["Year"]):
            yield {
                "goal": about["goal"],
                "target": about["target"],
                "indicator": about["indicator"],
                "indicator_id": key,
                "title": about["title"],
                "group": group,
                "year": row["Year"][:4],
                "period": row["Year"],
                "value": row["Value"],
                "unit": about["unit"],
                "better": about["better"],
                "source": about["source"],
            }


def _dimensions(row):
    return {name: cell for name, cell in row.items() if name not in ("Year", "Value") and cell}


def _wards(key, about, upstream):
    """Wards, the city as a whole, and the most and least deprived tenth, sorted by period and area."""
    source = read_stripped(Path(upstream) / WARD_FILES[key])
    rows = []
    for row in source:
        if not row["Value"]:
            continue
        kind = "ward" if row["Ward"] else "deprivation group" if row[DIMENSION] else "city"
        rows.append(
            {
                "indicator_id": key,
                "title": about["title"],
                "area_type": kind,
                "area": row["Ward"] or row[DIMENSION].capitalize() or "Bristol",
                "ward_code": row["GeoCode"],
                "year": row["Year"][:4],
                "period": row["Year"],
                "value": row["Value"],
                "unit": about["unit"],
                "better": about["better"],
                "source": about["source"],
            }
        )
    return sorted(rows, key=lambda row: (row["period"], row["area_type"], row["area"]))


if __name__ == "__main__":
    run(tables, __doc__, HERE / "data", upstream=f"folder 'data' of {REPOSITORY} at commit {COMMIT}")
