"""Make the tables files and goals: which indicators of two cities' SDG sites hold data.

    python datasets/data-availability/build.py FOLDER [--out FOLDER]

FOLDER holds a folder for each city of ``CITIES``, with the folder ``data`` of its repository at the commit
named. Those files are not part of this course.
"""

import re
from pathlib import Path

from localsdg_build.dataset_tables import read, run

CITIES = {
    "Bristol": (
        "bristol",
        "github.com/sdg-bristol/sdg-data-bristol",
        "c3fa665077cd30ad3771275b9ab396d38a49da33",
    ),
    "Los Angeles": (
        "los-angeles",
        "github.com/CityOfLosAngeles/open-sdg-data-starter",
        "94172841c88b07f9ab792e3c22fac193ba463a25",
    ),
}
HERE = Path(__file__).parent
# What Open SDG's starter repository puts into every indicator's file, to show the format.
EXAMPLE = [
    *(("2015", "A", "1"), ("2015", "B", "3"), ("2015", "", "2")),
    *(("2016", "A", "1"), ("2016", "B", "3"), ("2016", "", "2")),
]
NAME = re.compile(r"indicator_(\d+)-([0-9a-z]+)-([0-9]+)([0-9a-z-]*)\.csv\Z|indicator_(\d+)-.*\.csv\Z")


def tables(upstream):
    """``{"files.csv": rows, "goals.csv": rows}``; ``upstream`` is the folder."""
    files = []
    for city, (folder, _, _) in CITIES.items():
        paths = sorted((Path(upstream) / folder / "data").glob("indicator_*.csv"))
        found = [_file(city, path) for path in paths if path.is_file()]
        files += sorted(found, key=lambda row: (row["goal"], row["file"]))
    return {"files.csv": files, "goals.csv": _goals(files)}


def _file(city, path):
    name = NAME.match(path.name)
    if not name:
        raise ValueError(f"{path.name}: this is not the name of an indicator's file")
    rows = read(path)
    values = len([row for row in rows if (row.get("Value") or "").strip()])
    shown = [(row.get("Year"), row.get("Group"), row.get("Value")) for row in rows]
    state = "example" if shown == EXAMPLE else "data" if values else "empty"
    return {
        "city": city,
        "goal": int(name[1] or name[5]),
        "indicator": f"{name[1]}.{name[2]}.{name[3]}" if name[1] and name[2] != "x" else "",
        "local_addition": "yes" if not name[1] or name[4] or name[2] == "x" else "no",
        "state": state,
        "values": values if state == "data" else 0,
        "file": path.name,
    }


def _goals(files):
    rows = []
    for city in CITIES:
        for goal in range(1, 18):
            states = [row["state"] for row in files if (row["city"], row["goal"]) == (city, goal)]
            filled = states.count("data")
            rows.append(
                {
                    "city": city,
                    "goal": goal,
                    "files": len(states),
                    "with_data": filled,
                    "without_data": len(states) - filled,
                    "percent_with_data": f"{100 * filled / len(states):.1f}" if states else "",
                }
            )
    return rows


if __name__ == "__main__":
    run(tables, __doc__, HERE / "data", upstream="folder with a folder for each city")
