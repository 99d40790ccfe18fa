"""The open half of an exercise: its writer's own words, which only people judge.

In a notebook it has a cell of its own, which is called after the exercise; where the whole answer is a text,
the text's cell is the open half.
"""

from typing import Any

ENDING = "-open"


def name_of(slug: str) -> str:
    """What the open half of an exercise is called where it stands beside it: as ``grade_id``, as a result."""
    return slug + ENDING


def exercise_of(name: str) -> str:
    """The exercise whose open half has this name; any other name as it is."""
    return name.removesuffix(ENDING)


def rating_of(answer: Any, rows: list[dict[str, Any]]) -> dict[str, str]:
    """The learner's own judgement in an answer (any JSON value): ``{row: level}`` of what the rubric has.

    As ``ratingOf`` in ``kinds/open.js``.
    """
    given = answer.get("rating") if isinstance(answer, dict) else None
    if not isinstance(given, dict):
        return {}
    return {
        row["id"]: given[row["id"]]
        for row in rows
        if any(given.get(row["id"]) == level["id"] for level in row["levels"])
    }


def without_rating(answer: Any) -> Any:
    """An answer without the judgement of it: to judge one's words anew is no other answer."""
    if not isinstance(answer, dict) or "rating" not in answer:
        return answer
    return {name: value for name, value in answer.items() if name != "rating"}
