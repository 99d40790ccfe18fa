"""By which rules a reader of nothing takes one option rather than another.

A rule gives a number to each option, or to each pair of item and option; the highest is taken, and what is
equal is decided at random (``blind_answers``). Words are those of ``en.md``, places those of
``exercise.yml``: so a check is printed; on a page options are shuffled.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_LISTS = {
    "hedges": """about almost approximately around can could depends estimate estimated generally least likely
        may maybe might mostly nearly normally often partly perhaps possibly probably roughly should some
        sometimes tends usually""",
    "absolutes": "all always any entirely every everybody everything must never no nobody none nothing only",
    "small": """about after again also and another are because before been being between both but can does
        each even from had has have her here his how into its more most much not now one only other our out
        over own said same says she should some such than that the their them then there these they this
        those through too two under until very was well were what when where which while who whose why will
        with without would you your""",
}
# Hedges: words by which a careful author tells the right option without wanting to.
HEDGES, ABSOLUTES, SMALL_WORDS = [set(_LISTS[name].split()) for name in ("hedges", "absolutes", "small")]


@dataclass(frozen=True)
class Question:
    """``options`` and ``items`` are ``[(id, words)]``; ``earned`` scores what is given to the question."""

    module: str
    slug: str
    id: str
    type: str
    points: float
    stem: str
    options: list[tuple[str, str]]
    items: list[tuple[str, str]]
    earned: Callable[[Any], float]


def no_rule(question: Question, item: int, option: int) -> float:
    """Chance alone."""
    return 0


def longest(question: Question, item: int, option: int) -> float:
    """The option with most signs; of pairs, the longest item with the longest option, and so on down."""
    if question.type != "matching":
        return len(question.options[option][1])
    return -abs(_by_length(question.items, item) - _by_length(question.options, option))


def shortest(question: Question, item: int, option: int) -> float:
    """The option with fewest signs; of pairs, the longest item with the shortest option, and so on."""
    if question.type != "matching":
        return -len(question.options[option][1])
    return -abs(_by_length(question.items, item) - (1 - _by_length(question.options, option)))


def middling(question: Question, item: int, option: int) -> float:
    """Neither the longest option nor the shortest. Pairs: by chance."""
    if question.type == "matching":
        return 0
    lengths = [len(words) for _, words in question.options]
    return min(lengths) < lengths[option] < max(lengths)


def first(question: Question, item: int, option: int) -> float:
    """The first option as printed; of pairs, the option that stands beside the item."""
    return option == item if question.type == "matching" else option == 0


def never_first(question: Question, item: int, option: int) -> float:
    """Any but the first option as printed; of pairs, any but the option that stands beside the item."""
    return -first(question, item, option)


def last(question: Question, item: int, option: int) -> float:
    """The last option as printed; of pairs, the option at the item's place counted from the end."""
    return option == len(question.options) - 1 - (item if question.type == "matching" else 0)


def cautious(question: Question, item: int, option: int) -> float:
    """Most of ``HEDGES``, or of "says who", "says how". Pairs: by chance."""
    if question.type == "matching":
        return 0
    words = question.options[option][1].lower()
    return len(re.findall(r"\bsa(?:y|ys|id) (?:who|how|where|when|so)\b", words)) + _count(words, HEDGES)


def bold(question: Question, item: int, option: int) -> float:
    """Most of ``ABSOLUTES``. Pairs: by chance."""
    return 0 if question.type == "matching" else _count(question.options[option][1].lower(), ABSOLUTES)


def not_bold(question: Question, item: int, option: int) -> float:
    """Fewest of ``ABSOLUTES``. Pairs: by chance."""
    return -bold(question, item, option)


def echo(question: Question, item: int, option: int) -> float:
    """Most word stems shared with the question; of pairs, most stems that item and option share."""
    other = question.items[item][1] if question.type == "matching" else question.stem
    return len(stems(other) & stems(question.options[option][1]))


Rule = Callable[[Question, int, int], float]
RULES: dict[str, Rule] = {
    "longest option": longest,
    "shortest option": shortest,
    "neither longest nor shortest": middling,
    "the first": first,
    "never the first": never_first,
    "the last": last,
    "most cautious words": cautious,
    "most absolute words": bold,
    "fewest absolute words": not_bold,
    "most words of the question": echo,
}


def stems(text: str) -> set[str]:
    """The first five letters of each word of four letters or more that means something."""
    words = re.findall(r"[^\W\d_]{4,}", text.lower())
    return {word[:5] for word in words if word not in SMALL_WORDS}


def _count(words, wanted):
    return sum(word in wanted for word in re.findall(r"[^\W\d_]+", words))


def _by_length(named, place):
    """Where the words at this place stand among the others by length, from 0 (shortest) to 1."""
    lengths = [len(words) for _, words in named]
    shorter = sum((length, at) < (lengths[place], place) for at, length in enumerate(lengths))
    return shorter / max(1, len(named) - 1)
