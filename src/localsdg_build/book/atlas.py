"""Who is who as a picture: an inline SVG, drawn from the tables of the dataset ``who-is-who``. Pure.

The places of the boxes stand in the data, so the picture is the same in every build.
"""

from html import escape
from pathlib import Path
from typing import Any

from localsdg import course as sources_of
from localsdg.course import data
from localsdg_build.book import in_english

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
    lines = "".join(
        _line(tie, places[tie["from"]], places[tie["to"]]) for tie in data.rows(f"{DATASET}/ties", course)
    )
    boxes = "".join(_box(body, words, language) for body in bodies)
    return (
        f'<svg class="lsdg-atlas-picture" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" '
        f'aria-label="{escape(words["atlas_picture"])}">'
        f'<g class="lsdg-ties" aria-hidden="true">\n{lines}</g>\n{boxes}</svg>\n'
    )


def _line(tie, one, other):
    quiet = ' class="lsdg-quiet"' if tie["drawn"] == "chosen" else ""
    return (
        f'<line data-from="{one["id"]}" data-to="{other["id"]}"{quiet} '
        f'x1="{one["x"]}" y1="{one["y"]}" x2="{other["x"]}" y2="{other["y"]}"/>\n'
    )


def _box(body, words, language):
    lines = body["label"].split("|")
    width = round(max(len(line) for line in lines) * _LETTER + 24)
    height = _BOX + _LINE * (len(lines) - 1) + 8
    x, y = body["x"], body["y"]
    radius = {"body": 0, "door": 8, "local": height / 2}[body["kind"]]
    first = y + 6 - _LINE * (len(lines) - 1) / 2
    text = " ".join(
        f'<tspan x="{x}" y="{first + number * _LINE:g}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    kind = words[f"atlas_{body['kind']}"]
    return (
        f'<a href="#{anchor(body["id"])}" class="lsdg-{body["kind"]}" data-body="{body["id"]}" '
        f'data-needs="{" ".join(body["needs"])}"{in_english.attribute(language)}>'
        f"<title>{escape(_spoken(body))} ({escape(kind)})</title>"
        f'<rect x="{x - width / 2:g}" y="{y - height / 2:g}" width="{width}" height="{height:g}" '
        f'rx="{radius:g}"/><text>{text}</text></a>\n'
    )


def _spoken(body):
    """A box's name for a screen reader; it begins with what stands in the box."""
    label = body["label"].replace("|", " ")
    return body["name"] if body["name"].startswith(label) else f"{label}: {body['name']}"


def legend(words: dict[str, str]) -> str:
    """What the three shapes of boxes mean."""
    shapes = "".join(
        f'<li class="lsdg-{kind}"><span aria-hidden="true"></span>{escape(words[f"atlas_{kind}"])}</li>'
        for kind in ("body", "door", "local")
    )
    return f'<ul class="lsdg-legend">{shapes}</ul>\n'


def form(words: dict[str, str]) -> str:
    """The choice of a need; without a script it is not shown."""
    choices = "".join(
        f'<label><input type="radio" name="need" value="{need}"{"" if need else " checked"}>'
        f"<span>{escape(words['atlas_need_' + (need or 'all')])}</span></label>"
        for need in ("", *NEEDS)
    )
    return (
        '<form class="lsdg-needs lsdg-needs-script" id="atlas-needs">'
        f"<fieldset><legend>{escape(words['atlas_need'])}</legend>{choices}</fieldset>"
        f'<p role="status" data-none="{escape(words["atlas_none"])}" '
        f'data-some="{escape(words["atlas_some"])}" data-chosen="{escape(words["atlas_chosen"])}">'
        "</p></form>\n"
    )


def panel(words: dict[str, str]) -> str:
    """Where a script shows the chosen body."""
    return (
        f'<section class="lsdg-panel lsdg-needs-script" id="atlas-panel" hidden '
        f'aria-label="{escape(words["atlas_panel"])}" data-back="{escape(words["atlas_back"])}" '
        f'data-row="{escape(words["atlas_row"])}"></section>\n'
    )
