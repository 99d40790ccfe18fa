"""The record on paper: a sheet of who attended, and certificates, as pages that any browser prints.

They say what the record holds and no more: when a phone was connected and what was answered, no points.
What the record cannot know (training, place, issuer, who signs) the trainer writes on the board, ``about``.
"""

import datetime
from pathlib import Path
from typing import Any

from localsdg import course
from localsdg_build import publisher
from localsdg_web import look
from localsdg_workshop import record, words
from localsdg_workshop.board import feed
from localsdg_workshop.record import Attended, Day
from localsdg_workshop.room import ANSWER, Room

FIELDS = ("training", "place", "issuer", "signer", "date")  # what the trainer says
NAMES = ("attendance", "certificates")


def about(room: Room, language: str) -> dict[str, str]:
    """What the trainer said, by field; where nothing: the names that the course's publisher gave."""
    root = course.root()
    is_named = (root / "_config.yml").is_file()
    known = publisher.read(root) if is_named else publisher.Publisher(root)
    title = known.course.get(language) or known.course.get(course.LANGUAGE)
    if not title and is_named:
        title = course.read_yaml(root / "_config.yml").get("title")
    said = room.stage.get("about", {})
    empty = {"training": str(title or ""), "issuer": known.name}
    return {name: said.get(name) or empty.get(name, "") for name in FIELDS}


def paper(name: str, room: Room, language: str) -> str:
    """One of ``NAMES`` as a page of its own, which loads nothing."""
    told, people = words.words(language), record.record(room)
    shown = _days(people, room, language) if name == "attendance" else _certificates(people, room, language)
    template = look.templates(Path(__file__).parent / "static").get_template(f"{name}.html.j2")
    return template.render(
        w=told, language=language, direction=course.direction(language), css=look.tokens(),
        about=about(room, language), shown=shown,
    )  # fmt: skip


def _days(people: list[Attended], room: Room, language: str) -> list[dict[str, Any]]:
    """``[{date, rows: [{name, team, came, seen, minutes, done}]}]``, a table a day."""
    found: dict[datetime.date, list[dict[str, Any]]] = {}
    for person in people:
        for date, day in person.days.items():
            row = {
                "name": person.name,
                "team": person.team,
                **_times(day),
                "done": _done(day, room, language),
            }
            found.setdefault(date, []).append(row)
    return [{"date": long_date(date, language), "rows": found[date]} for date in sorted(found)]


def _certificates(people: list[Attended], room: Room, language: str) -> list[dict[str, Any]]:
    """``[{name, days: [sentence], done: [exercise], date}]``, one a person."""
    told = words.words(language)
    last = max((date for person in people for date in person.days), default=None)
    issued = about(room, language)["date"] or (long_date(last, language) if last else "")
    return [
        {
            "name": person.name,
            "days": [
                told["paper_day"].format(date=long_date(date, language), **_times(day))
                for date, day in person.days.items()
            ],
            "done": [feed.title_of(room, ANSWER + slug, language) for slug in person.exercises],
            "date": issued,
        }
        for person in people
    ]


def _done(day: Day, room: Room, language: str) -> list[str]:
    done = [feed.title_of(room, ANSWER + slug, language) for slug in day.exercises]
    return [*done, words.words(language)["paper_polls"].format(n=day.polls)] if day.polls else done


def _times(day: Day) -> dict[str, Any]:
    return {"came": _time(day.came), "seen": _time(day.seen), "minutes": day.minutes}


def long_date(date: datetime.date, language: str) -> str:
    """A date as the language writes it: ``28 November 2026``."""
    told = words.words(language)
    month = told["paper_months"].split()[date.month - 1]
    return told["paper_date"].format(day=date.day, month=month, year=date.year)


def _time(seconds):
    return datetime.datetime.fromtimestamp(seconds).strftime("%H:%M")
