"""What lies beside answers in bundles and side-cars, and counts for no grade: an order, and first tries.

Widgets show options in an order that depends on this seed (``kinds/choice/order.js``). It is made once for a
browser or a notebook and goes along with the work, so that options stay where a learner has seen them. There
are so few seeds that none of them tells who somebody is.

The first try at an exercise (``tries``) is an answer too: ``{"answer": …, "version": of its exercise}``.
Nothing here raises on a damaged file.
"""

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

ORDERS = 1000  # seeds: 0 to 999; book/static/exercises/order.js makes the same

_ORDER, _FIRST = "_order", "_first"  # the keys in a side-car
_LONGEST = 40  # characters of a version's name


@dataclass
class Beside:
    """What lies beside the answers of one notebook.

    ``order``: the seed, ``None`` where there is none yet; ``firsts``: ``{exercise: first try}``.
    """

    order: int | None = None
    firsts: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of_side_car(cls, content: Any) -> Self:
        """From a side-car's content (any JSON)."""
        return cls(as_order(_get(content, _ORDER)), _firsts(_get(content, _FIRST)))

    def for_side_car(self, content: Any) -> dict[str, Any]:
        """What stands of it in a side-car whose content (any JSON) was this: others' first tries stay."""
        order = {} if self.order is None else {_ORDER: self.order}
        return {_FIRST: _firsts(_get(content, _FIRST)) | self.firsts, **order}

    def first(self, slug: str, version: str | None) -> Any:
        """The first try at an exercise of this version, ``None`` if there is none."""
        kept = self.firsts.get(slug)
        return kept["answer"] if kept and kept["version"] == version else None

    def take(self, contents: list[Any], is_newer: bool) -> None:
        """Take over what bundles' contents (any JSON) tell, if they are newer or it is not known here."""
        order = order_in(contents)
        if order is not None and (is_newer or self.order is None):
            self.order = order
        found = firsts_in(contents)
        self.firsts = self.firsts | found if is_newer else found | self.firsts


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


def as_first(value: Any) -> dict[str, Any] | None:
    """``{"answer", "version"}`` of a first try from any JSON value, ``None`` if it is none."""
    answer, version = _get(value, "answer"), _get(value, "version")
    if not isinstance(_get(answer, "answers"), dict) or not isinstance(version, str):
        return None
    return {"answer": answer, "version": version} if len(version) <= _LONGEST else None


def firsts_in(contents: Iterable[Any]) -> dict[str, dict[str, Any]]:
    """``{exercise: first try}`` in bundles' contents (any JSON): of each the newest that has one."""
    found: dict[str, tuple[float, dict[str, Any]]] = {}
    for content in contents:
        first = _get(content, "first")
        if first is None or (first := as_first(first)) is None:
            continue
        slug, at = content.get("exercise"), moment(content)
        if isinstance(slug, str) and (slug not in found or at > found[slug][0]):
            found[slug] = (at, first)
    return {slug: first for slug, (_, first) in found.items()}


def _firsts(value):
    value = value if isinstance(value, dict) else {}
    return {slug: first for slug, one in value.items() if (first := as_first(one)) is not None}


def moment(content: dict[str, Any]) -> float:
    """When a bundle was written, in seconds since 1970; 0 where it does not tell."""
    value = content.get("at")
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    return 0


def _get(value, key):
    return value.get(key) if isinstance(value, dict) else None
