"""What travels between the rooms: the three outcomes that are never confused, and points as numbers."""

import functools

from localsdg.records import rounded

GRADED, NEEDS_HUMAN, UNGRADED = "graded", "needs_human", "ungraded"
UNRUN = "unrun"  # why an answer has no score: its code was not run, for want of a sandbox


def as_points(number):
    """2.0 as 2; 2.50 as 2.5."""
    number = rounded(float(number))
    return int(number) if number == int(number) else number


@functools.lru_cache(maxsize=4096)  # a class has the same few points again and again
def number(value):
    """12.5 as ``12.5``, 12.0 as ``12``, ``None`` as ``–``."""
    return "–" if value is None else f"{rounded(value):.10g}"
