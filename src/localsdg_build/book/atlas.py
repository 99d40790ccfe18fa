"""Who is who as a picture: an inline SVG, drawn from the tables of the dataset ``who-is-who``. Pure.

The places of the boxes stand in the data, so the picture is the same in every build.
"""

from pathlib import Path
from typing import Any

from localsdg import course as sources_of
from localsdg.course import data
from localsdg_build.book import templates

DATASET = "who-is-who"
NEEDS = ("data", "planning", "money", "training", "voice", "peers")
WIDTH, HEIGHT = 1000, 740
_LETTER, _LINE, _BOX = 8.9, 19, 26  # width of a letter, height of a line, height of a box without text


def load(course: Path | None = None) -> list[dict[str, Any]]:
    """All bodies in the order of the table, as dicts, each with its ``ties``.

    A tie is ``{"text": (before, other, after), "other": id, "source": [key, ...]}``: one sentence, parted
    around the name of the other body, so that it can be a link.
    """
    bodies = {row["id"]: {**row, "ties": []} for row in data.rows(f"{DATASET}/bodies", course)}
    for body in bodies.values():
        body["needs"] = split(body["needs"])
        body["source"] = split(body["source"])
    for tie in data.rows(f"{DATASET}/ties", course):
        one, other = bodies[tie["from"]], bodies[tie["to"]]
        source = split(tie["source"])
        subject = one["in_text"][:1].upper() + one["in_text"][1:]
        relation = tie["relation"]
        one["ties"].append(
            {
                "text": (f"{subject} {relation} ", other["in_text"], "."),
                "other": other["id"],
                "source": source,
            }
        )
        other["ties"].append(
            {"text": ("", subject, f" {relation} {other['in_text']}."), "other": one["id"], "source": source}
        )
    return list(bodies.values())


def split(cell: str | None) -> list[str]:
    """The parts of a cell that holds a list."""
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


def anchor(name: str) -> str:
    """The address of a body within the page."""
    return f"atlas-{name}"


def sources(bodies: list[dict[str, Any]]) -> list[str]:
    """Keys of all sources, each once, in the order of their first use."""
    keys = [key for body in bodies for key in body["source"]]
    keys += [key for body in bodies for tie in body["ties"] for key in tie["source"]]
    return list(dict.fromkeys(keys))


def picture(
    bodies: list[dict[str, Any]],
    words: dict[str, str],
    course: Path | None = None,
    language: str = sources_of.LANGUAGE,
) -> str:
    """The picture as an ``<svg>`` whose boxes are links to the rows of the table."""
    places = {body["id"]: body for body in bodies}
    lines = [(tie, places[tie["from"]], places[tie["to"]]) for tie in data.rows(f"{DATASET}/ties", course)]
    boxes = [_box(body) for body in bodies]
    return str(_macro("picture")(lines, boxes, words, (WIDTH, HEIGHT), language))


def _box(body):
    """What the template draws of a body: its kind, name and lines of text, and where they stand."""
    lines = body["label"].split("|")
    width = round(max(len(line) for line in lines) * _LETTER + 24)
    height = _BOX + _LINE * (len(lines) - 1) + 8
    x, y = body["x"], body["y"]
    first = y + 6 - _LINE * (len(lines) - 1) / 2
    places = {"left": x - width / 2, "top": y - height / 2, "height": height}
    places["radius"] = {"body": 0, "door": 8, "local": height / 2}[body["kind"]]
    return {
        **{name: body[name] for name in ("id", "kind", "needs", "x")},
        **{name: f"{value:g}" for name, value in places.items()},
        "width": width,
        "anchor": anchor(body["id"]),
        "spoken": _spoken(body),
        "lines": [(f"{first + number * _LINE:g}", line) for number, line in enumerate(lines)],
    }


def _spoken(body):
    """A box's name for a screen reader; it begins with what stands in the box."""
    label = body["label"].replace("|", " ")
    return body["name"] if body["name"].startswith(label) else f"{label}: {body['name']}"


def legend(words: dict[str, str]) -> str:
    """What the three shapes of boxes mean."""
    return str(_macro("legend")(words))


def form(words: dict[str, str]) -> str:
    """The choice of a need; without a script it is not shown."""
    return str(_macro("form")(words, list(NEEDS)))


def panel(words: dict[str, str]) -> str:
    """Where a script shows the chosen body."""
    return str(_macro("panel")(words))


def _macro(name):
    return templates.macro("atlas.html.j2", name)
