"""Answers that nobody means and that a check must survive all the same: any JSON, and damaged samples.

Deterministic and few: ``localsdg check`` tries them on every exercise in a few seconds. Tests try many more.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

_ODD_FIELDS = {
    "answers": [], "cards": {}, "rows": 3, "cells": None, "amounts": "", "variables": [], "text": {},
}  # fmt: skip
WHOLE: list = [
    None, True, False, 0, -1, 0.5, 10**30, 10**400, 1e308, "", "text", "{name}",
    [], [None], [[]], [1, "a", {}], {}, {"": None}, _ODD_FIELDS,
]  # fmt: skip
ODD: tuple = (None, True, 10**30, -0.5, "", "odd", [], [None], {}, {"id": []})
# What a learner may type that two Pythons could read in different ways.
ODD_TEXTS = [
    "", " ", "\u00a0x\u3000", "é\u0301", "ÄÖÜ ẞ", "İstanbul", "中文 调查", "😀", "\ud83d", "\u2028", "a\x00b",
    "１２", "1e400", "{name}", "options.point.budgets", "x" * 5000,
]  # fmt: skip
ODD_NUMBERS = [
    0.1 + 0.2, 1e-7, 1e22, 123456789.125, -0.0, 2**53 + 1, 10**30, 55.3, 55.35, 33.333333333333336, 1 / 3,
]  # fmt: skip
_TYPES: tuple = (None, -0.5, "odd", [None], {"id": []})  # one of each
_PLACES = 24  # of one sample
_WORDS = 40  # of an exercise


def odd_answers(samples: list[Any], parameters: dict[str, Any]) -> Iterator[Any]:
    """Odd answers to an exercise (JSON values) made from the answers of its samples and its parameters."""
    yield from WHOLE
    yield _deep([])
    yield _deep({})
    yield from samples
    richest = max(samples, key=lambda answer: len(list(_places(answer))), default=None)
    yield from damages(richest, _PLACES, _TYPES)
    yield from _without_parts(richest)
    yield from odd_values(richest)
    yield _grown(richest)
    words = known_words(parameters)
    for word in words[:: 1 + len(words) // _WORDS]:
        yield swapped(richest, word)


def damages(value: Any, most: int = 20, odd_ones: Sequence[Any] = ODD) -> Iterator[Any]:
    """Copies of a JSON value, each with one part replaced: about ``most`` parts, spread over it."""
    text = json.dumps(value)
    for place in _spread(value, most):
        for odd in odd_ones:
            yield _replaced(text, place, odd)


def odd_values(answer: Any) -> list[Any]:
    """An answer with each of its texts and numbers replaced by odd ones, all at once."""
    return [swapped(answer, odd) for odd in ODD_TEXTS + ODD_NUMBERS]


def swapped(value: Any, odd: Any) -> Any:
    """A JSON value with each of its texts replaced by ``odd`` if that is one, else each of its numbers."""
    if isinstance(value, dict):
        return {key: swapped(inner, odd) for key, inner in value.items()}
    if isinstance(value, list):
        return [swapped(inner, odd) for inner in value]
    return odd if isinstance(value, type(odd)) and not isinstance(value, bool) else value


def _without_parts(value):
    """Copies of a JSON value, each without one part."""
    text = json.dumps(value)
    for place in _spread(value, _PLACES):
        if place:
            yield _replaced(text, place)


def _replaced(text, place, *odd):
    """The JSON of ``text`` with the part at ``place`` replaced by ``odd``, or removed if there is none."""
    copy = json.loads(text)
    if not place:
        return odd[0]
    inner = copy
    for key in place[:-1]:
        inner = inner[key]
    if odd:
        inner[place[-1]] = odd[0]
    else:
        del inner[place[-1]]
    return copy


def _grown(value):
    """A JSON value with everything in its lists there many times."""
    if isinstance(value, dict):
        return {key: _grown(inner) for key, inner in value.items()}
    return [_grown(item) for item in value] * 20 if isinstance(value, list) else value


def _deep(value):
    for _ in range(200):
        value = [value]
    return value


def _spread(value, most):
    """About ``most`` places, spread over a JSON value."""
    places = list(_places(value))
    return places[:: 1 + len(places) // most]


def _places(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _places(inner, (*path, key))
    elif isinstance(value, list):
        for key, inner in enumerate(value):
            yield from _places(inner, (*path, key))


def known_words(parameters: dict[str, Any]) -> list[str]:
    """Ids in an exercise's parameters, sorted: wrong types are most dangerous beside right names."""
    found: set[str] = set()

    def gather(value):
        if isinstance(value, dict):
            found.update(value)
            gather(list(value.values()))
        elif isinstance(value, list):
            for inner in value:
                gather(inner)
        elif isinstance(value, str):
            found.add(value)

    gather(parameters)
    return sorted(word for word in found if len(word) <= 60)
