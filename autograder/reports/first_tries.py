"""First tries, judged anew: shares of points for statistics, never a grade (see ``localsdg.tries``)."""

from collections.abc import Mapping
from typing import Any

from autograder import exercise_cache
from localsdg import course, patience
from localsdg.checks import total
from localsdg.judge import prepared

_LONGEST = 2  # seconds for one, real ones take thousandths: what takes longer was made to


def shares(slug: str, first: Any) -> dict[str, float]:
    """``{check: share of its points}`` of a first try, and under ``""`` the exercise's; public checks only.

    ``first``: what the hand-in tells, ``{"answer": any JSON, "version": of the exercise}``; ``{}`` for
    anything else, and where it cannot be judged. One of another version of the exercise answered other
    questions: it has no shares.
    """
    if not isinstance(first, Mapping):
        return {}
    try:
        where = course.root()
        if first.get("version") != exercise_cache.version(slug):
            return {}
        with patience.time_limit(_LONGEST):
            records = prepared(slug, course.LANGUAGE, where)[0].run(first.get("answer"))
    except (course.CourseError, patience.TooLong):
        return {}
    earned, points = total(records), sum(record["points"] for record in records)
    if earned is None or not points:
        return {}
    found = {one["id"]: one["earned"] / one["points"] for one in records if one["points"]}
    return {"": earned / points, **found}
