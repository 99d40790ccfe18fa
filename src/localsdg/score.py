"""The one function that makes the value a grade cell ends with."""

from typing import Any

from localsdg.records import rounded


def grade_value(records: list[dict[str, Any]], points: float) -> float:
    """The score of check records as a finite number from 0 to ``points``, an int where it is whole.

    nbgrader reads a grade cell's last value and fails open: no number, NaN or a negative number earns
    full points there, more than the points is an error. So whatever ``records`` holds (``[{"earned":
    number, ...}, ...]``), this gives a number that nbgrader takes as it is meant.
    """
    records = records if isinstance(records, list) else []
    score = rounded(sum(_number(record) for record in records))
    score = max(0, min(points, score))
    return int(score) if score == int(score) else score


def _number(record):
    earned = record.get("earned") if isinstance(record, dict) else None
    if isinstance(earned, bool) or not isinstance(earned, int | float):
        return 0
    # beyond this lies no score, and a sum of such numbers may leave a float's range
    return earned if abs(earned) < 1e9 else 0
