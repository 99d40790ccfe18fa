"""Check the two tables, which are typed in by hand, and write them again in one form.

``python datasets/who-is-who/build.py [--out FOLDER]``; without a folder, the tables are written in place.
"""

import itertools
import re
from pathlib import Path

from localsdg_build.dataset_tables import read, run

HERE = Path(__file__).parent / "data"
SOURCES = Path(__file__).parents[2] / "book" / "references.bib"
NEEDS = ("data", "planning", "money", "training", "voice", "peers")
KINDS = ("body", "door", "local")
WIDTH, HEIGHT = 1000, 740  # of the picture
BOX = (150, 60)  # room that each name needs in it


def parts(cell):
    return [part for part in cell.split("; ") if part]


def problems(bodies, ties, sources):
    """Everything that is wrong, as sentences."""
    yield from body_problems(bodies)
    yield from place_problems(bodies)
    yield from tie_problems({body["id"] for body in bodies}, ties)
    for row in [*bodies, *ties]:
        for key in parts(row["source"]):
            if key not in sources:
                yield f"{row.get('id') or row['from']}: the source {key!r} is not in references.bib"


def body_problems(bodies):
    ids = [body["id"] for body in bodies]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"bodies: {name} stands there twice"
    for body in bodies:
        if body["kind"] not in KINDS:
            yield f"bodies: {body['id']} has the kind {body['kind']!r}; write one of {', '.join(KINDS)}"
        for need in parts(body["needs"]):
            if need not in NEEDS:
                yield f"bodies: {body['id']} has the need {need!r}; write one of {', '.join(NEEDS)}"


def place_problems(bodies):
    for body in bodies:
        x, y = int(body["x"]), int(body["y"])
        if not (BOX[0] / 2 <= x <= WIDTH - BOX[0] / 2 and BOX[1] / 2 <= y <= HEIGHT - BOX[1] / 2):
            yield f"bodies: {body['id']} is outside the picture"
    for one, other in itertools.combinations(bodies, 2):
        across, down = (abs(int(one[axis]) - int(other[axis])) for axis in "xy")
        if across < BOX[0] and down < BOX[1]:
            yield f"bodies: {one['id']} and {other['id']} overlap"


def tie_problems(ids, ties):
    ends = [tie[end] for tie in ties for end in ("from", "to")]
    for name in sorted(set(ends) - ids):
        yield f"ties: there is no body {name!r}"
    for name in sorted(ids - set(ends)):
        yield f"bodies: nothing is tied to {name}"


def tables():
    """Both tables as ``{file name: rows}``. ``SystemExit`` says what is wrong with them."""
    bodies, ties = (read(HERE / name) for name in ("bodies.csv", "ties.csv"))
    sources = re.findall(r"^@\w+\{([^,]+),", SOURCES.read_text(encoding="utf-8"), re.MULTILINE)
    if found := list(problems(bodies, ties, sources)):
        raise SystemExit("\n".join(found))
    return {"bodies.csv": bodies, "ties.csv": ties}


if __name__ == "__main__":
    run(tables, __doc__, HERE)
