"""Make the tables pollution-deaths, land and internet from the UK's SDG data.

    python datasets/uk-local-authorities/build.py FOLDER [--out FOLDER]

FOLDER holds ``indicator_3-9-1.csv``, ``indicator_11-3-1.csv`` and ``indicator_17-8-1.csv``: the folder
``data`` of the repository ``REPOSITORY`` at ``COMMIT``. Those files are not part of this course.
"""

from pathlib import Path

from localsdg_build.dataset_tables import read_stripped, run

REPOSITORY = "github.com/ONSdigital/sdg-data"
COMMIT = "b68b9d92341d106c2ce1535d6efe7cc0a30b322c"  # 24 September 2025
HERE = Path(__file__).parent

NEW_METHOD = "Fraction of mortality attributable to particulate air pollution (new method)"
YEARS = ["2019", "2020", "2021"]
LAND = {
    "land_growth": "Land consumption rate",
    "population_growth": "Population growth rate",
    "ratio": "Ratio of land consumption rate to population growth rate",
}
DIMENSIONS = {
    "Age": "age",
    "Sex": "sex",
    "Disability status": "disability",
    "Ethnicity": "ethnicity",
    "Employment status": "work",
    "Region": "region",
}
GROUPS = {
    "Not disabled (GSS harmonised)": "not disabled",
    "Disabled (GSS harmonised)": "disabled",
    "Male": "men",
    "Female": "women",
}


def tables(upstream):
    """``{file name: rows}`` of the three tables; ``upstream`` is the folder."""
    return {
        "pollution-deaths.csv": _pollution(read_stripped(Path(upstream) / "indicator_3-9-1.csv")),
        "land.csv": _land(read_stripped(Path(upstream) / "indicator_11-3-1.csv")),
        "internet.csv": _internet(read_stripped(Path(upstream) / "indicator_17-8-1.csv")),
    }


def _pollution(source):
    found = {}
    for row in source:
        if row["Series"] == NEW_METHOD and row["Year"] in YEARS and row["Value"]:
            kind, area = _area(row, row["Local authority"], row["Deprivation decile"])
            # England and its deprivation tenths share one code upstream.
            code = "" if kind == "deprivation tenth" else row["GeoCode"]
            found.setdefault((kind, area, code), {})[row["Year"]] = f"{float(row['Value']):.2f}"
    return [
        {
            "area_type": kind,
            "area": area,
            "area_code": code,
            **{f"percent_{year}": values.get(year, "") for year in YEARS},
        }
        for (kind, area, code), values in sorted(found.items())
    ]


def _area(row, authority, tenth=""):
    if authority:
        return "local authority", authority
    if tenth:
        return "deprivation tenth", tenth.replace("Decile ", "")
    return ("region", row["Region"]) if row["Region"] else ("country", row.get("Country") or "England")


def _land(source):
    found = {}
    for row in source:
        names = ("Local Authority", "Welsh Unitary Authority", "Scottish Council Area")
        kind, area = _area(row, next((row[name] for name in names if row[name]), ""))
        found.setdefault((kind, area, row["Region"], row["Country"]), {})[row["Series"]] = row["Value"]
    return [
        {
            "area_type": kind,
            "area": area,
            "region": region,
            "country": country,
            **{name: _rate(name, values[series]) for name, series in LAND.items()},
        }
        for (kind, area, region, country), values in sorted(found.items())
    ]


def _rate(name, text):
    # Growth as percent over the three years; the ratio as it is.
    return f"{float(text):.2f}" if name == "ratio" else f"{100 * float(text):.3f}"


def _internet(source):
    rows = []
    for row in source:
        named = [name for name in DIMENSIONS if row[name]]
        if row["Local Authority"] or row["Ethnic group"] or len(named) > 2 or not row["Value"]:
            continue
        if len(named) == 2 and named != ["Age", "Disability status"]:
            continue
        rows.append(
            {
                "year": row["Year"],
                "dimension": " and ".join(DIMENSIONS[name] for name in named) or "all",
                "group": ", ".join(GROUPS.get(row[name], row[name]) for name in named) or "all",
                "percent": row["Value"],
            }
        )
    return sorted(rows, key=lambda row: (row["dimension"], row["group"], row["year"]))


if __name__ == "__main__":
    run(tables, __doc__, HERE / "data", upstream=f"files of {REPOSITORY} at commit {COMMIT}")
