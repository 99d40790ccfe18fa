"""The rule about the forms of a workshop: questions and words fit together."""

from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError
from localsdg_build import forms as made


def forms(course: Path) -> Iterator[CourseError]:
    """Each question says something. A course without forms has none to check."""
    if (course / made.SETTINGS).is_file():
        yield from made.problems(course)
