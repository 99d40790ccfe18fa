"""Make the tables waste, slums and fine-particles from three series of the United Nations' SDG database.

    python datasets/unsd-cities/build.py FOLDER [COUNTRIES] [--out FOLDER]

FOLDER holds ``city_waste_11-6-1.csv``, ``slum_11-1-1.csv`` and ``pm25_11-6-2.csv`` (the repository
``REPOSITORY`` at ``COMMIT``). COUNTRIES is the course's own table ``datasets/countries/data/countries.csv``
(the default): it tells countries from regions of the world. ``data/cities.csv`` is written by hand: upstream
runs the words of a city's name together (``buenosaires``).
"""

from pathlib import Path

from localsdg_build.dataset_tables import read, run

REPOSITORY = "github.com/open-numbers/ddf--unstats--sdg_indicators"
COMMIT = "1bfae15828a86ad30e86872411534f5c8136d784"  # 19 October 2020
HERE = Path(__file__).parent
COUNTRIES = HERE.parent / "countries" / "data" / "countries.csv"
FIRST_YEAR = 2009  # of the table waste: older figures are too old even for practice


def tables(upstream, countries=COUNTRIES):
    """``{file name: rows}`` of the three tables; ``upstream`` is the folder."""
    names = {row["m49"]: row for row in read(countries)}
    return {
        "waste.csv": _waste(Path(upstream), names),
        "slums.csv": _slums(Path(upstream), names),
        "fine-particles.csv": _particles(Path(upstream), names),
    }


def _waste(upstream, names):
    """The latest figure of each city that is named in ``data/cities.csv`` with the same country."""
    known = {row["upstream_id"]: row for row in read(HERE / "data" / "cities.csv")}
    latest = {}
    for row in sorted(read(upstream / "city_waste_11-6-1.csv"), key=lambda row: row["year"]):
        city, country = known.get(row["cities"]), names.get(row["geo_area"])
        # Upstream also puts Windhoek into Angola and Lahore into the Philippines.
        if city and country and country["iso3"] == city["iso3"] and int(row["year"]) >= FIRST_YEAR:
            place = {"city": city["city"], **_country(country)}
            latest[city["city"]] = {**place, "year": row["year"], "percent": _short(row["en_ref_wascol"])}
    return sorted(latest.values(), key=lambda row: (row["country"], row["city"]))


def _slums(upstream, names):
    rows = [
        {**_country(names[row["geo_area"]]), "year": row["year"], "percent": _short(row["en_lnd_slum"])}
        for row in read(upstream / "slum_11-1-1.csv")
        if row["geo_area"] in names
    ]
    return sorted(rows, key=lambda row: (row["country"], row["year"]))


def _particles(upstream, names):
    found = {}
    for row in read(upstream / "pm25_11-6-2.csv"):
        if row["geo_area"] in names:
            found.setdefault(row["geo_area"], {})[row["location"]] = _short(row["en_atm_pm25"])
    rows = [
        {
            **_country(names[area]),
            "year": "2016",
            "all": both.get("allarea", ""),
            "urban": both.get("urban", ""),
        }
        for area, both in found.items()
    ]
    return sorted(rows, key=lambda row: row["country"])


def _country(row):
    return {"iso3": row["iso3"], "country": row["country"], "region": row["region"]}


def _short(text):
    return f"{float(text):.1f}"


if __name__ == "__main__":
    countries = ("the course's table of countries", COUNTRIES)
    upstream = "folder with the upstream files"
    run(tables, __doc__, HERE / "data", upstream=upstream, countries=countries)
