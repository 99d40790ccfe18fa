"""Make the table countries from a list of countries and their groups.

    python datasets/countries/build.py FOLDER [--out FOLDER]

FOLDER holds ``countries_master.csv``: the folder ``data/latest`` of the repository ``REPOSITORY`` at
``COMMIT``. That file is not part of this course.
"""

from pathlib import Path

from localsdg_build.dataset_tables import read, run

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
    source = read(Path(upstream) / "countries_master.csv")
    rows = [{name: _cell(row[column]) for name, column in COLUMNS.items()} for row in source]
    return {"countries.csv": sorted(rows, key=lambda row: (row["country"], row["iso3"]))}


def _cell(text):
    # The World Bank's name of a group is text; "" where it gives none.
    return ANSWERS.get(text.strip(), text.strip())


if __name__ == "__main__":
    run(tables, __doc__, HERE / "data", upstream=f"files of {REPOSITORY} at commit {COMMIT}")
