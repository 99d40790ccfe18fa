"""What lies beside answers in bundles and side-cars, and counts for no grade: an order, first tries, checks.

Widgets show options in an order that depends on this seed (``kinds/choice/order.js``). It is made once for a
browser or a notebook and goes along with the work, so that options stay where a learner has seen them. There
are so few seeds that none of them tells who somebody is.

The first try at an exercise (``tries``) is an answer too: ``{"answer": …, "version": of its exercise}``.
What the last check found is ``{"answer": that was checked, "score", "points", "records", "version",
"language": of the records' words}``, so that it can be shown again; the page keeps the same
(``kept-check.js``).
Nothing here raises on a damaged file.
"""

import math
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Self, TypeGuard

ORDERS = 1000  # seeds: 0 to 999; book/static/exercises/order.js makes the same

_ORDER, _FIRST, _CHECKED = "_order", "_first", "_checked"  # the keys in a side-car
_LONGEST = 40  # characters of a version's name
_STATES = ("met", "partly", "unmet", "advice")  # where a check is broken nothing is kept


@dataclass
class Beside:
    """What lies beside the answers of one notebook.

    ``order``: the seed, ``None`` where there is none yet; ``firsts``: ``{exercise: first try}``; ``checks``:
    ``{exercise: what the last check found}``.
    """

    order: int | None = None
    firsts: dict[str, dict[str, Any]] = field(default_factory=dict)
    checks: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of_side_car(cls, content: Any) -> Self:
        """From a side-car's content (any JSON)."""
        firsts, checks = _each(_get(content, _FIRST), as_first), _each(_get(content, _CHECKED), as_check)
        return cls(as_order(_get(content, _ORDER)), firsts, checks)

    def for_side_car(self, content: Any) -> dict[str, Any]:
        """What stands of it in a side-car whose content (any JSON) was this: what others kept there stays."""
        order = {} if self.order is None else {_ORDER: self.order}
        firsts, checks = _each(_get(content, _FIRST), as_first), _each(_get(content, _CHECKED), as_check)
        return {_FIRST: firsts | self.firsts, _CHECKED: checks | self.checks, **order}

    def first(self, slug: str, version: str | None) -> Any:
        """The first try at an exercise of this version, ``None`` if there is none."""
        kept = self.firsts.get(slug)
        return kept["answer"] if kept and kept["version"] == version else None

    def check(self, slug: str, version: str | None) -> dict[str, Any] | None:
        """What the last check of this version of an exercise found, ``None`` if there is nothing."""
        kept = self.checks.get(slug)
        return kept if kept and kept["version"] == version else None

    def take(self, contents: list[Any], is_newer: bool) -> None:
        """Take over what bundles' contents (any JSON) tell, if they are newer or it is not known here."""
        order = order_in(contents)
        if order is not None and (is_newer or self.order is None):
            self.order = order
        found, checks = firsts_in(contents), checks_in(contents)
        self.firsts = self.firsts | found if is_newer else found | self.firsts
        self.checks = self.checks | checks if is_newer else checks | self.checks


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


def as_check(value: Any) -> dict[str, Any] | None:
    """What a check found from any JSON value, ``None`` if it is none; only what the page keeps too."""
    score, points, version = _get(value, "score"), _get(value, "points"), _get(value, "version")
    records, language = _get(value, "records"), _get(value, "language")
    if not (_is_number(score) and _is_number(points) and 0 <= score <= points):
        return None
    if not isinstance(version, str) or len(version) > _LONGEST or not isinstance(language, str):
        return None
    if not isinstance(records, list) or not all(map(_is_record, records)):
        return None
    kept = {"answer": _get(value, "answer"), "score": score, "points": points, "records": records}
    return {**kept, "version": version, "language": language}


def _is_record(value):
    is_said = isinstance(_get(value, "id"), str) and isinstance(_get(value, "text"), str)
    is_worth = _is_number(_get(value, "points")) and _is_number(_get(value, "earned"))
    return is_said and is_worth and _get(value, "state") in _STATES


def is_same_answer(one: Any, other: Any) -> bool:
    """Would a check find the same in both? The learner's judgement and an earlier answer are not checked."""
    return _checkable(one) == _checkable(other)


def _checkable(answer):
    if not isinstance(answer, dict):
        return answer
    return {key: value for key, value in answer.items() if key not in ("rating", "earlier")}


def firsts_in(contents: Iterable[Any]) -> dict[str, dict[str, Any]]:
    """``{exercise: first try}`` in bundles' contents (any JSON): of each the newest that has one."""
    return _newest(contents, "first", as_first)


def checks_in(contents: Iterable[Any]) -> dict[str, dict[str, Any]]:
    """``{exercise: what the last check found}`` in the same way."""
    return _newest(contents, "checked", as_check)


def _newest(contents, key, as_one: Callable[[Any], dict[str, Any] | None]) -> dict[str, dict[str, Any]]:
    found: dict[str, tuple[float, dict[str, Any]]] = {}
    for content in contents:
        value = _get(content, key)
        if value is None or (one := as_one(value)) is None:
            continue
        slug, at = content.get("exercise"), moment(content)
        if isinstance(slug, str) and (slug not in found or at > found[slug][0]):
            found[slug] = (at, one)
    return {slug: one for slug, (_, one) in found.items()}


def _each(value, as_one):
    value = value if isinstance(value, dict) else {}
    return {slug: found for slug, one in value.items() if (found := as_one(one)) is not None}


def moment(content: dict[str, Any]) -> float:
    """When a bundle was written, in seconds since 1970; 0 where it does not tell."""
    value = content.get("at")
    return value if _is_number(value) else 0


def _is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _get(value, key):
    return value.get(key) if isinstance(value, dict) else None
