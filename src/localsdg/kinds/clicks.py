"""What several kinds need for answers that are clicked blindly (``kind.clicked``)."""

from collections.abc import Sequence
from random import Random

MASH = "asdf jkl qwer uiop zxcv yxcv"


def some(of: Sequence[str], random: Random) -> list[str]:
    """Each of these with the chance of a coin, in their order."""
    return [one for one in of if random.random() < 0.5]


def shares(total: float, step: float, count: int, random: Random) -> list[float]:
    """``total`` cut at random into ``count`` parts that are multiples of ``step``."""
    steps = round(total / step)
    cuts = sorted(random.randint(0, steps) for _ in range(count - 1))
    return [step * (right - left) for left, right in zip([0, *cuts], [*cuts, steps], strict=True)]
