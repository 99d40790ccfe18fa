"""The rule about the cards of the Goals: settings and words fit together, and codes are of the list."""

from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError
from localsdg_build.book import goal_cards as made


def goal_cards(course: Path) -> Iterator[CourseError]:
    """Each Goal has a card that is whole. A course without cards has none to check."""
    if (course / made.SETTINGS).is_file():
        yield from made.problems(course)
