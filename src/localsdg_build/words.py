"""The interface's words, read once for each version of their file: a build asks for them on every page.

``reference.yml`` is a file of its own because every exercise carries the words of ``interface.yml``.
"""

import functools
from typing import Any

from localsdg import course


def interface(language: str | None = None) -> dict[str, str]:
    """``interface.yml`` of a language as a dict. Do not change it: it is shared."""
    return _words("interface.yml", language)


def reference(language: str | None = None) -> dict[str, str]:
    """``reference.yml`` of a language: what the reference pages say. Do not change it: it is shared."""
    return _words("reference.yml", language)


def offline(language: str | None = None) -> dict[str, str]:
    """``offline.yml`` of a language: what pages say of working without a network. Do not change it."""
    return _words("offline.yml", language)


def bundle(language: str | None = None) -> dict[str, str]:
    """``bundle.yml`` of a language: what the trainer's folder says. Do not change it: it is shared."""
    return _words("bundle.yml", language)


def agenda(language: str | None = None) -> dict[str, str]:
    """``agenda.yml`` of a language: what the planner of workshops says. Do not change it: it is shared."""
    return _words("agenda.yml", language)


def handouts(language: str | None = None) -> dict[str, Any]:
    """``handouts.yml`` of a language: what exercises, keys and forms say on paper. Do not change it."""
    return _words("handouts.yml", language)


def slides(language: str | None = None) -> dict[str, str]:
    """``slides.yml`` of a language: what decks and the trainer's page beside them say. Do not change it."""
    return _or_english("slides.yml", language)


def questions(language: str | None = None) -> dict[str, str]:
    """``questions.yml`` of a language: what question banks say; English's where it has none of its own."""
    return _or_english("questions.yml", language)


def badge(language: str | None = None) -> dict[str, str]:
    """``badge.yml`` of a language: what badges say, and the page that verifies them."""
    return _or_english("badge.yml", language)


def goal_card_words(language: str | None = None) -> dict[str, Any]:
    """``goal-cards.yml`` of a language: what the cards of the Goals say. Do not change it: it is shared."""
    return _words("goal-cards.yml", language)


def scorm(language: str | None = None) -> dict[str, Any]:
    """``scorm.yml`` of a language: what lessons say in a learning platform. Do not change it."""
    return _or_english("scorm.yml", language)


def _or_english(name, language):
    """English where a language has no such file, or lacks a sentence of it.

    The course that a language is built from has no English file: in that of the language nothing is missing.
    """
    if not (course.root() / "book" / course.LANGUAGE / name).is_file():
        return _words(name, language)
    english = _words(name, None)
    path = course.root() / "book" / (language or course.LANGUAGE) / name
    own = _words(name, language) if path.is_file() else {}
    return {key: _joined(text, own.get(key, text)) for key, text in english.items()}


def _joined(english, own):
    return {**english, **own} if isinstance(english, dict) else own


def pack(language: str | None = None) -> dict[str, str]:
    """``pack.yml`` of a language: what is said of a country pack. Do not change it: it is shared."""
    return _or_english("pack.yml", language)


def _words(name, language):
    path = course.root() / "book" / (language or course.LANGUAGE) / name
    return _read(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=8)
def _read(path, version):
    return course.read_yaml(path)
