"""Names of months, of days of the week and of the halves of a day, in all languages of the CLDR.

``{word: {"month" or "day" or "half": {language: values}}}``: months are 1 to 12, days count from Monday (0),
halves are ``am`` and ``pm``.
"""

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from autograder.lms import cldr

Meanings = dict[str, dict[str, set]]  # {"month", "day" or "half": {language: values}}
Words = dict[str, Meanings]
_WIDTHS = ("wide", "abbreviated", "narrow")
# Words beside a time that say nothing: "22:15 Uhr".
_FILLERS = ("uhr", "h", "hs", "hrs", "hours", "год", "ч", "часов", "klo", "kl", "น", "г", "р", "as", "as")
# What the C library of many servers says where the CLDR writes a number.
_VIETNAMESE = (
    "một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai",
)  # fmt: skip
_OFTEN = 4  # Åland and Réunion give foreign letters to every language
_MOST_WORDS = 3  # of which one name consists
_RUN = re.compile(r"\0|[^\W\d_][^\s\d,،;:()\[\]/\0]*")  # with the vowel signs that Thai and others have


def folded(word: str) -> str:
    """A word as it is compared: small, without points, in one form of Unicode."""
    word = (
        unicodedata.normalize("NFKC", word)
        .casefold()
        .replace("\u0307", "")
        .replace("ʼ", "'")
        .replace("’", "'")
    )
    return " ".join(word.replace(".", " ").split())


@functools.cache
def english() -> Words:
    """The words of English alone: enough for most tables, and quick."""
    return _words(["en"])


@functools.cache
def all_languages() -> Words:
    """The words of all languages, which takes about a second."""
    return _words(cldr.languages())


@functools.cache
def letters() -> set[frozenset[str]]:
    """The letters beside ASCII's of each language, as a set for each: those of its names of countries."""
    found = {frozenset[str]()}
    for language in cldr.languages():
        data = cldr.of(language)
        names = [*data.get("territories", {}).values(), *data.get("languages", {}).values()]
        counts = Counter(letter for name in names for letter in str(name).lower() if letter.isalpha())
        found.add(frozenset(one for one, count in counts.items() if count >= _OFTEN and not one.isascii()))
    return found


def of(text: str, known: Mapping[str, Meanings]) -> tuple[list[str], str]:
    """``(words, the one beside the time or "")`` of a text in which ``\\0`` stands for the time.

    Before the time only a word counts that ``known`` gives to a half of the day, after it any word.
    """
    runs = _RUN.findall(text)
    words, before, beside, after_time, place = [], "", "", False, 0
    while place < len(runs):
        if runs[place] == "\0":
            after_time, place = True, place + 1
            continue
        length = next(
            (n for n in range(_MOST_WORDS, 1, -1) if folded(" ".join(runs[place : place + n])) in known), 1
        )
        found = _split(folded(" ".join(runs[place : place + length])).strip("-"), known)
        words += found
        if after_time and not beside:
            beside = found[0]
        elif runs[place + length : place + length + 1] == ["\0"] and "half" in known.get(found[-1], {}):
            before = found[-1]
        place += length
    return words, before or beside


def _split(word, known):
    """A word as the known names it consists of (Chinese puts no spaces), or the name it begins with."""
    if word in known:
        return [word]
    parts: list[str] = []
    rest = word
    while rest and not rest.isascii() and ord(rest[0]) > 0x2E80:
        length = next((n for n in range(len(rest), 0, -1) if rest[:n] in known), 1)
        parts, rest = [*parts, rest[:length]], rest[length:]
    if parts:
        return parts
    # Basque, Finnish and others put endings to a name: "azaroaren" is of "azaroa".
    stem = next(
        (word[:n] for n in range(len(word) - 1, max(3, len(word) - 6), -1) if word[:n] in known), word
    )
    return [stem]


def _words(languages):
    found: Words = {}
    for language in languages:
        data = cldr.of(language)
        for kind, table in (("month", "months"), ("day", "days"), ("half", "day_periods")):
            for value, name in _names(data.get(table)):
                _add(found, kind, language, name, _half(value) if kind == "half" else value)
    for month, name in enumerate(_VIETNAMESE, 1):
        _add(found, "month", "vi", f"tháng {name}", month)
    for name in _FILLERS:
        _add(found, "filler", "", name, "")
    return found


def _names(table):
    for context in ("format", "stand-alone"):
        of_context = table.get(context) if isinstance(table, dict) else None
        for width in _WIDTHS:
            names = of_context.get(width) if isinstance(of_context, dict) else None
            if isinstance(names, dict):
                yield from ((value, name) for value, name in names.items() if _tells(str(name), width))


def _tells(name, width):
    """Whether a name is long enough not to be met by chance: "de" is a month somewhere."""
    least = {"wide": 1, "abbreviated": 3 if name.isascii() else 1, "narrow": 2}[width]
    return len(folded(name)) >= least


def _half(value):
    if value in ("am", "pm"):
        return value
    return (
        "am" if value.startswith("morning") else "pm" if value.startswith(("afternoon", "evening")) else None
    )


def _add(found, kind, language, name, value):
    word = folded(str(name))
    if value is not None and word and not word.isdigit():
        found.setdefault(word, {}).setdefault(kind, {}).setdefault(language, set()).add(value)
