"""Item analysis: how hard an exercise or a check was, and whether it tells the strong from the weak. Pure."""

import math
from collections.abc import Sequence

LEAST = 10  # learners; with fewer, a correlation says more about chance than about the check


def facility(shares: Sequence[float]) -> float | None:
    """The mean share of the points that was earned (0 hard … 1 easy); ``None`` without a learner."""
    return math.fsum(shares) / len(shares) if len(shares) else None


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's correlation; ``None`` if there are fewer than two pairs or one side does not vary."""
    if len(xs) < 2:
        return None
    mean_x, mean_y = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
    across = [x - mean_x for x in xs]
    along = [y - mean_y for y in ys]
    spread_x = math.fsum(x * x for x in across)
    spread_y = math.fsum(y * y for y in along)
    # Equal numbers may differ from their mean in the last digits; that is no variance.
    if spread_x <= 1e-18 * len(xs) or spread_y <= 1e-18 * len(ys):
        return None
    product = math.fsum(x * y for x, y in zip(across, along, strict=True))
    return max(-1.0, min(1.0, product / math.sqrt(spread_x * spread_y)))


def discrimination(item: Sequence[float], rest: Sequence[float], least: int = LEAST) -> float | None:
    """The corrected item-rest correlation; ``None`` for fewer than ``least`` learners or without variance.

    ``item``: each learner's share for the item; ``rest``: the same learners' share of all other points of the
    assignment (the item is taken out of the total, or it would correlate with itself).
    """
    return correlation(item, rest) if len(item) >= least else None


def rest(earned: float, points: float, item_earned: float, item_points: float) -> float | None:
    """The share of the points without the item; ``None`` if the item is all there is."""
    left = points - item_points
    return (earned - item_earned) / left if left > 1e-9 else None


def histogram(shares: Sequence[float], bins: int = 10) -> list[int]:
    """How many shares (0 … 1) fall into each of ``bins`` equal classes; a full score is in the last one."""
    counts = [0] * bins
    for share in shares:
        # 0.7 * 10 is a little less than 7, and a share of 0.7 belongs to the class that begins with it
        counts[max(0, min(bins - 1, int(share * bins + 1e-9)))] += 1
    return counts


def quartiles(values: Sequence[float]) -> tuple[float, float, float] | None:
    """``(lower quartile, median, upper quartile)`` by linear interpolation; ``None`` without a value."""
    ordered = sorted(values)
    if not ordered:
        return None

    def at(share):
        place = share * (len(ordered) - 1)
        below = int(place)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (ordered[above] - ordered[below]) * (place - below)

    return at(0.25), at(0.5), at(0.75)
