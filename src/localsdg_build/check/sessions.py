"""The rule about ``session`` in a lesson's front matter: what the planner of workshops knows of it."""

from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError, read_words
from localsdg_build.agenda import facts, rules
from localsdg_build.check.lessons import lessons, modules
from localsdg_build.check.lines import place_line

_LEVEL = {"type": "integer", "minimum": 1, "maximum": rules.LEVELS}
_AUDIENCE = "1 can wait, 2 is useful, 3 should not be missed"
SESSION = {
    "type": "object",
    "required": ["audience", "least", "room"],
    "additionalProperties": False,
    "properties": {
        "audience": {
            "type": "object",
            "required": list(rules.AUDIENCES),
            "additionalProperties": False,
            "properties": {name: {**_LEVEL, "description": _AUDIENCE} for name in rules.AUDIENCES},
            "description": f"{{{', '.join(f'{name}: …' for name in rules.AUDIENCES)}}}: {_AUDIENCE}",
        },
        "least": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"type": "integer", "minimum": 1},
            "description": "the rows of the notes' table, from 1, that its shortest useful version keeps",
        },
        "room": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"enum": list(rules.ROOMS)},
            "description": f"what it needs, of {', '.join(rules.ROOMS)}",
        },
    },
}


def sessions(course: Path) -> Iterator[CourseError]:
    """A lesson with trainer's notes says what the planner needs; its shortest version is of their rows."""
    for module in modules(course):
        for lesson in lessons(module):
            path = lesson / "en.md"
            front, body = read_words(path)
            options, rows = facts.steps(body)
            session = front["lesson"].get("session")
            if rows and session is None:
                told = (
                    "lesson.session is missing; write session: with audience, least, room (CONTRIBUTING.md)"
                )
                yield CourseError(path, told, place_line(path, "lesson"))
            # Where the minutes do not add up, the rule about them says so, and rows may be missing here.
            elif rows and options.get("minutes") == str(sum(minutes for minutes, _ in rows)):
                yield from _row_problems(path, session["least"], len(rows))


def _row_problems(path, least, count):
    place = place_line(path, "lesson", "session", "least")
    for number in least:
        if number > count:
            told = f"session.least: the notes' table has no row {number}; write numbers from 1 to {count}"
            yield CourseError(path, told, place)
    if least != sorted(least):
        yield CourseError(path, f"session.least: write the rows in their order: {sorted(least)}", place)
