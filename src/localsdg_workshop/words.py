"""The words of the workshop: ``book/<language>/workshop.yml``."""

from localsdg import course
from localsdg_web.words import Words

_OF_WORKSHOP = Words("workshop.yml")


def words(language: str = course.LANGUAGE) -> dict[str, str]:
    """All words of a language. Do not change the dict: it is shared."""
    return _OF_WORKSHOP.of(language)


def languages() -> tuple[str, ...]:
    """The languages that have words for the workshop, English first."""
    return _OF_WORKSHOP.languages()


def spoken(accepted: str) -> str:
    """See ``Words.spoken``."""
    return _OF_WORKSHOP.spoken(accepted)
