"""Make the table services from three series of the United Nations' SDG database.

    python datasets/unsd-urban-rural/build.py FOLDER [COUNTRIES] [--out FOLDER]

FOLDER holds the upstream files named in ``SERIES`` (the repository ``REPOSITORY`` at ``COMMIT``; the part of
its long file names between the dashes is the series' code). COUNTRIES is the course's own table
``datasets/countries/data/countries.csv`` (the default): it tells countries from regions of the world.
"""

from pathlib import Path

from localsdg_build.dataset_tables import read, run

REPOSITORY = "github.com/open-numbers/ddf--unstats--sdg_indicators"
COMMIT = "1bfae15828a86ad30e86872411534f5c8136d784"  # 19 October 2020
HERE = Path(__file__).parent
COUNTRIES = HERE.parent / "countries" / "data" / "countries.csv"

# our name: (file, column)
SERIES = {
    "basic-water": ("basic_water_1-4-1.csv", "sp_acs_bsrvh2o"),
    "basic-sanitation": ("basic_sanitation_1-4-1.csv", "sp_acs_bsrvsan"),
    "electricity": ("electricity_7-1-1.csv", "eg_elc_accs"),
}
PLACES = {"allarea": "all", "urban": "urban", "rural": "rural"}
YEARS = ["2000", "2005", "2010", "2015", "2017"]
# Upstream writes 0 for the countryside of two island states where nearly everyone has electricity.
WRONG = {("electricity", "COK"), ("electricity", "NIU")}


def tables(upstream, countries=COUNTRIES):
    """``{"services.csv": rows}`` by service, country and year; ``upstream`` is the folder."""
    names = {row["m49"]: row for row in read(countries)}
    rows = []
    for service, (file, column) in SERIES.items():
        found = {}
        for row in read(Path(upstream) / file):
            if row["geo_area"] in names and row["year"] in YEARS and row[column]:
                found.setdefault((row["geo_area"], row["year"]), {})[PLACES[row["location"]]] = row[column]
        for (area, year), values in found.items():
            # A country or year without both parts cannot show what an average hides.
            known = (service, names[area]["iso3"]) not in WRONG
            if known and set(values) == {"all", "urban", "rural"}:
                rows.append(_row(service, names[area], year, values))
    return {"services.csv": sorted(rows, key=lambda row: (row["service"], row["country"], row["year"]))}


def _row(service, country, year, values):
    figures = {place: f"{float(values[place]):.1f}" for place in ("all", "urban", "rural")}
    return {
        "service": service,
        "iso3": country["iso3"],
        "country": country["country"],
        "region": country["region"],
        "year": year,
        **figures,
    }


if __name__ == "__main__":
    countries = ("the course's table of countries", COUNTRIES)
    upstream = "folder with the upstream files"
    run(tables, __doc__, HERE / "data", upstream=upstream, countries=countries)
