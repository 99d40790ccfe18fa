"""What lies beside answers in bundles and side-cars, and is never judged: the seed of the options' order.

Widgets show options in an order that depends on this seed (``kinds/choice/order.js``). It is made once for a
browser or a notebook and goes along with the work, so that options stay where a learner has seen them. There
are so few seeds that none of them tells who somebody is. Nothing here raises on a damaged file.
"""

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

ORDERS = 1000  # seeds: 0 to 999; book/static/exercises/order.js makes the same

_ORDER = "_order"  # the key in a side-car


@dataclass
class Beside:
    """What lies beside the answers of one notebook. ``order``: the seed, ``None`` where there is none yet."""

    order: int | None = None

    @classmethod
    def of_side_car(cls, content: Any) -> Self:
        """From a side-car's content (any JSON)."""
        return cls(as_order(_get(content, _ORDER)))

    def for_side_car(self) -> dict[str, Any]:
        """What stands of it in a side-car."""
        return {} if self.order is None else {_ORDER: self.order}

    def take(self, contents: list[Any], is_newer: bool) -> None:
        """Take over what bundles' contents (any JSON) tell, if they are newer or it is not known here."""
        order = order_in(contents)
        if order is not None and (is_newer or self.order is None):
            self.order = order


def new_order() -> int:
    """A seed drawn by lot."""
    return random.SystemRandom().randrange(ORDERS)


def as_order(value: Any) -> int | None:
    """The seed that this JSON value is, ``None`` if it is none."""
    return value if type(value) is int and 0 <= value < ORDERS else None


def order_in(contents: Iterable[Any]) -> int | None:
    """The seed in bundles' contents (any JSON): of the newest that has one, of equally new the first."""
    found = [(moment(one), order) for one in contents if (order := as_order(_get(one, "order"))) is not None]
    return max(found, key=lambda one: one[0])[1] if found else None


def moment(content: dict[str, Any]) -> float:
    """When a bundle was written, in seconds since 1970; 0 where it does not tell."""
    value = content.get("at")
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    return 0


def _get(value, key):
    return value.get(key) if isinstance(value, dict) else None
