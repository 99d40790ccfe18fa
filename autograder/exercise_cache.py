"""Exercises as read once: a batch asks for the same words and settings many thousand times."""

import functools
from typing import Any

from localsdg import course


def spec(slug: str) -> dict[str, Any]:
    """What ``course.exercise`` returns. Do not change it: it is shared."""
    return _spec(slug, course.root())


@functools.lru_cache(maxsize=512)
def _spec(slug, root):
    return course.exercise(slug, course=root)


def ui(slug: str) -> dict[str, str]:
    """The interface's words, which come with the exercise."""
    return spec(slug)["words"]["ui"]
