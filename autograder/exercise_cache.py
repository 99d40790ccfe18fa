"""Exercises as read once in each language: a batch asks for the same words many thousand times."""

import functools
from pathlib import Path
from typing import Any

from localsdg import course, open_half
from localsdg.course import public


def spec(slug: str, language: str = course.LANGUAGE) -> dict[str, Any]:
    """What ``course.exercise`` returns, in English where it is not translated.

    ``slug`` may name an open half: it has the exercise's. ``language`` in it is the one that its words are
    in; ``ui``, the interface's words, may be in another. Do not change it: it is shared.
    """
    return _spec(open_half.exercise_of(slug), language, course.root())


@functools.lru_cache(maxsize=512)
def _spec(slug, language, root):
    return course.exercise(slug, language, root)


def ui(slug: str, language: str = course.LANGUAGE) -> dict[str, str]:
    """The interface's words, which come with the exercise."""
    return spec(slug, language)["words"]["ui"]


def interface(language: str = course.LANGUAGE) -> dict[str, Any]:
    """The interface's words in one of the course's languages; in English what is not there."""
    return _interface(language, course.root())


@functools.lru_cache(maxsize=16)
def _interface(language, root):
    return course.interface_words(language, root)


def title(slug: str, language: str = course.LANGUAGE) -> str:
    """The title of an exercise or of an open half; its id where the course has it no more."""
    try:
        found = spec(slug, language)["words"].get("title", slug)
    except course.CourseError:
        return slug
    is_half = open_half.exercise_of(slug) != slug
    return interface(language)["open_half_of"].replace("{title}", found) if is_half else found


def version(slug: str) -> str | None:
    """The version of an exercise as it is now (``course.public``); ``None`` where there is none such."""
    return _version(slug, course.root())


@functools.lru_cache(maxsize=512)
def _version(slug, root):
    try:
        return public.exercise(slug, course=root)["version"]
    except course.CourseError:
        return None


@functools.lru_cache(maxsize=16)
def languages(root: Path | None = None) -> list[str]:
    """``course.languages``."""
    return course.languages(root)
