"""The words of a local server: ``book/<language>/<file>``, English where a language has none."""

import functools
from pathlib import Path

from localsdg import course


class Words:
    """The words of one file of the book, in all languages that have it."""

    def __init__(self, file: str) -> None:
        self.file = file

    def of(self, language: str = course.LANGUAGE) -> dict[str, str]:
        """All words of a language. Do not change the dict: it is shared."""
        return _words(self.file, _book(self.file), language)

    def languages(self) -> tuple[str, ...]:
        """The languages that have words, English first."""
        return _languages(self.file, _book(self.file))

    def spoken(self, accepted: str) -> str:
        """The first of our languages that ``Accept-Language`` asks for; English if it asks for none."""
        for part in accepted.split(",")[:20]:
            asked = part.split(";")[0].strip().lower()
            for one in self.languages():
                known = one.lower()
                if asked and (asked == known or known.split("-")[0] == asked.split("-")[0]):
                    return one
        return course.LANGUAGE


def _book(file: str) -> Path:
    """The folder of the course's words; a course that has none of its own takes the checkout's."""
    own = course.root() / "book"
    return own if (own / course.LANGUAGE / file).is_file() else Path(__file__).parents[2] / "book"


@functools.cache
def _words(file: str, book: Path, language: str) -> dict[str, str]:
    english = course.read_yaml(book / course.LANGUAGE / file)
    path = book / language / file
    return {**english, **(course.read_yaml(path) or {})} if path.is_file() else english


@functools.cache
def _languages(file: str, book: Path) -> tuple[str, ...]:
    found = sorted(path.parent.name for path in book.glob(f"*/{file}"))
    return (course.LANGUAGE, *(one for one in found if one != course.LANGUAGE))
