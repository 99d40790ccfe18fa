"""Forms and cards that belong to no exercise: the seventeen Goal cards, a fact sheet, attendance sheets."""

from pathlib import Path
from typing import Any

from localsdg_build import words as interface
from localsdg_build.book import goal_cards, goals_html
from localsdg_build.handouts.document import Part, template

_ROWS = 16  # of an attendance sheet without names


def goal_card_part(language: str, words: dict[str, Any], course: Path) -> Part:
    """A card for each Goal, two a sheet, to cut."""
    said = interface.goal_card_words(language)
    html = template("goal-cards.html.j2").render(
        cards=goal_cards.cards(course, said),
        departments=said["departments"],
        said=interface.reference(language),
        words=words,
    )
    return Part("goal-cards", words["goal_cards"], html)


def fact_sheet_part(words: dict[str, Any], course: Path) -> Part:
    """The facts of one's own country and town that the course's sessions use, to look up and fill in."""
    goals = goals_html.goals(course)
    html = template("fact-sheet.html.j2").render(goals=goals, words=words)
    return Part("fact-sheet", words["fact_sheet"], html)


def attendance_part(words: dict[str, Any], people: list[dict[str, str]] | None = None) -> Part:
    """A sheet to sign, with the people's ``name`` and ``organization``, or with empty lines."""
    rows = people or [{"name": "", "organization": ""} for _ in range(_ROWS)]
    html = template("attendance.html.j2").render(rows=rows, words=words)
    return Part("attendance", words["attendance"], html)
