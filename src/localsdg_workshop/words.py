"""The words of the workshop: ``book/<language>/workshop.yml``, English where a language has none."""

import functools
from pathlib import Path

from localsdg import course

FILE = "workshop.yml"


def words(language: str = course.LANGUAGE) -> dict[str, str]:
    """All words of a language. Do not change the dict: it is shared."""
    return _words(_book(), language)


def _book() -> Path:
    """The folder of the course's words; a course that has none of its own takes the checkout's."""
    own = course.root() / "book"
    return own if (own / course.LANGUAGE / FILE).is_file() else Path(__file__).parents[2] / "book"


@functools.cache
def _words(book: Path, language: str) -> dict[str, str]:
    english = course.read_yaml(book / course.LANGUAGE / FILE)
    path = book / language / FILE
    return {**english, **(course.read_yaml(path) or {})} if path.is_file() else english


def languages() -> tuple[str, ...]:
    """The languages that have words for the workshop, English first."""
    return _languages(_book())


@functools.cache
def _languages(book: Path) -> tuple[str, ...]:
    found = sorted(path.parent.name for path in book.glob(f"*/{FILE}"))
    return (course.LANGUAGE, *(one for one in found if one != course.LANGUAGE))


def spoken(accepted: str) -> str:
    """The first of our languages that ``Accept-Language`` asks for; English if it asks for none."""
    for part in accepted.split(",")[:20]:
        asked = part.split(";")[0].strip().lower()
        for one in languages():
            known = one.lower()
            if asked and (asked == known or known.split("-")[0] == asked.split("-")[0]):
                return one
    return course.LANGUAGE
