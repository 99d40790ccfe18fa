"""Make the table municipalities from the files of DS4Bolivia.

    python datasets/bolivia-municipalities/build.py FOLDER [--out FOLDER]

FOLDER holds the upstream files named in ``FILES`` (in one folder, or as they lie in the repository
``REPOSITORY`` at ``COMMIT``). Those files are not part of this course. ``data/indicators.csv``, which says
what each figure is, is written by hand.
"""

import json
from pathlib import Path

from localsdg_build.dataset_tables import read, run

REPOSITORY = "github.com/quarcs-lab/ds4bolivia"
COMMIT = "c4f711b36873a76ebe208dc66cf8ced121f9665a"  # 18 January 2026
HERE = Path(__file__).parent

FILES = {
    "names": "regionNames/regionNames.csv",
    "scores": "sdg/sdg.csv",
    "figures": "sdgVariables/sdgVariables.csv",
    "counts": "pop/pop.csv",
    "shapes": "maps/bolivia339geoqueryOpt.geojson",
}
# The atlas has no index for Goals 12 and 14.
GOALS = [goal for goal in range(1, 18) if goal not in (12, 14)]
# Upper limits of population; the last group is open.
SIZES = [("up to 5,000", 5_000), ("5,001 to 15,000", 15_000), ("15,001 to 50,000", 50_000)]
LARGEST = "more than 50,000"


def tables(upstream):
    """``{"municipalities.csv": rows}``, sorted by department and name; ``upstream`` is the folder."""
    source = {key: _by_id(_read(upstream, file)) for key, file in FILES.items() if file.endswith(".csv")}
    shapes = json.loads(_find(upstream, FILES["shapes"]).read_text(encoding="utf-8"))
    points = {str(shape["properties"]["asdf_id"]): shape["properties"] for shape in shapes["features"]}
    figures = read(HERE / "data" / "indicators.csv")
    rows = [_municipality(key, source, points[key], figures) for key in source["names"]]
    return {"municipalities.csv": sorted(rows, key=lambda row: (row["department"], row["municipality"]))}


def _municipality(key, source, point, figures):
    names, raw = source["names"][key], source["figures"][key]
    population = int(raw["population_2020"])
    return {
        "municipality_id": names["mun_id"],
        "municipality": names["mun"],
        "department": names["dep"],
        "size": next((name for name, limit in SIZES if population <= limit), LARGEST),
        "population": population,
        "population_gridded": round(float(source["counts"][key]["pop2020"])),
        "urban_percent": _short(raw["urbano_2012"]),
        "longitude": f"{float(point['COORD_X']):.3f}",
        "latitude": f"{float(point['COORD_Y']):.3f}",
        "imds": _short(source["scores"][key]["imds"]),
        **{f"goal_{goal}": _short(source["scores"][key][f"index_sdg{goal}"]) for goal in GOALS},
        **{figure["indicator_id"]: _short(raw[figure["upstream_column"]]) for figure in figures},
    }


def _short(text):
    """Upstream holds 32-bit numbers written out (53.200001); six digits give back what was meant."""
    return f"{float(text):.6g}" if text else ""


def _by_id(rows):
    return {row["asdf_id"]: row for row in rows}


def _read(upstream, file):
    return read(_find(upstream, file))


def _find(upstream, file):
    nested = Path(upstream) / file
    return nested if nested.is_file() else Path(upstream) / nested.name


if __name__ == "__main__":
    run(tables, __doc__, HERE / "data", upstream=f"files of {REPOSITORY} at commit {COMMIT}")
