"""*Read this again*: the sections of a lesson that teach what an exercise in it asks for.

``read_again`` in ``exercise.yml`` names them by their English headings. Where it names none, they are all
sections of the lesson that teach, for the lesson's knowledge check, and for another exercise its own section.
"""

from pathlib import Path
from typing import NamedTuple

from localsdg import course as sources
from localsdg.course import lesson_text
from localsdg_build import order

CHECK = "check-"  # begins the name of a lesson's knowledge check


class Section(NamedTuple):
    """A section of a lesson: its place among the headings (the lesson's title is 0), and its heading."""

    place: int
    heading: str


def sections(course: Path, slug: str, module: str, lesson: str, language: str) -> list[Section]:
    """The sections to read again for an exercise that the lesson shows, headings in the lesson's language.

    A heading that the lesson does not have is left out: ``localsdg check`` names it.
    """
    folder = Path("modules") / module / lesson
    shown = lesson_text.read(order.in_language(Path(course) / folder, language).read_text(encoding="utf-8"))
    headings = [heading for heading, _ in shown.headings]
    names = _english(course, slug, folder) or headings
    if len(headings) != len(names):  # a translation with other sections: the lesson as a whole
        return [Section(0, headings[0])] if headings else []
    places = [names.index(name) for name in named(course, slug) if name in names] or _by_rule(shown, slug)
    return [Section(place, headings[place]) for place in places if place < len(headings)]


def _english(course, slug, folder):
    """The lesson's English headings. A course staged in another language has the lessons in that one alone,
    and its exercises are links to the checkout's."""
    origin = (Path(course) / "exercises" / slug / "exercise.yml").resolve().parents[2]
    for root in (Path(course), origin):
        path = root / folder / f"{sources.LANGUAGE}.md"
        if path.is_file():
            return [heading for heading, _ in lesson_text.read(path.read_text(encoding="utf-8")).headings]
    return []


def named(course: Path, slug: str) -> list[str]:
    """The headings that ``exercise.yml`` names."""
    settings = sources.read_yaml(Path(course) / "exercises" / slug / "exercise.yml")
    return settings.get("read_again") or []


def _by_rule(text, slug):
    """Places of the sections that are read again where none is named; the lesson's title if there is none."""
    at = next((one.line for one in text.blocks if one.name == "sdg-exercise" and one.argument == slug), 0)
    above = [place for place, (_, line) in enumerate(text.headings) if line < at]
    if not slug.startswith(CHECK):
        return above[-1:] or [0]
    busy = {_section_of(text, one.line) for one in text.blocks if one.name == "sdg-exercise"}
    return [place for place in above[1:] if place not in busy] or [0]


def _section_of(text, line):
    return max((place for place, (_, start) in enumerate(text.headings) if start < line), default=0)
