"""Numbers and times as a language writes them, by the CLDR.

A language that the CLDR does not know is written as English is: with a point, and the day before the month.
"""

import datetime
import functools
from typing import Any

from localsdg import course
from localsdg.records import rounded

_ENGLISH = "en_GB"  # the course's spelling
_OURS = {course.LANGUAGE, "en-GB"}


@functools.lru_cache(maxsize=64)
def locale(language: str) -> Any:
    """Babel's ``Locale`` for a language such as ``es`` or ``zh-Hans``; English for one that is not known."""
    # A tenth of a second, which is spent where there is something to write in another language, or a date.
    from babel import Locale, UnknownLocaleError

    name = language.replace("-", "_")
    spoken = name.partition("_")[0]
    for tried in (
        _ENGLISH if name == course.LANGUAGE else name,
        _ENGLISH if spoken == course.LANGUAGE else spoken,
    ):
        try:
            return Locale.parse(_ENGLISH if tried == course.LANGUAGE else tried)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_ENGLISH)


@functools.lru_cache(maxsize=4096)  # a class has the same few points again and again
def number(value: float | None, language: str = course.LANGUAGE) -> str:
    """12.5 as ``12.5`` or ``12,5``, 12.0 as ``12``, ``None`` as ``–``: two decimals at most."""
    if value is None:
        return "–"
    if language in _OURS:
        return f"{rounded(value):.10g}"
    from babel.numbers import format_decimal  # see ``locale``

    return str(format_decimal(rounded(value), locale=locale(language), group_separator=False))


def moment(time: datetime.datetime, language: str = course.LANGUAGE) -> str:
    """``3 November 2026, 22:15``, by the clock that ``time`` has."""
    from babel.dates import format_date, format_time, get_datetime_format  # see ``locale``

    spoken = locale(language)
    clock = time.strftime("%H:%M") if spoken.language == course.LANGUAGE else ""
    clock = clock or format_time(time, format="short", locale=spoken)
    pattern = str(get_datetime_format("medium", locale=spoken))
    return pattern.replace("'", "").format(clock, format_date(time, format="long", locale=spoken))


def decimals(value: float, language: str = course.LANGUAGE) -> str:
    """A measure with two decimals, and the sign for minus: ``−0.30``."""
    text = f"{value:.2f}"
    if language not in _OURS:
        from babel.numbers import format_decimal  # see ``locale``

        text = str(format_decimal(value, format="0.00", locale=locale(language)))
    return text.replace("-", "−")


def day(date: datetime.date, language: str = course.LANGUAGE) -> str:
    """``3 November 2026``."""
    from babel.dates import format_date  # see ``locale``

    return str(format_date(date, format="long", locale=locale(language)))


def plural(count: float, language: str = course.LANGUAGE) -> str:
    """The form of a sentence for a count: ``one``, ``other`` and what else a language has."""
    if language in _OURS:
        return "one" if count == 1 else "other"
    return str(locale(language).plural_form(count))
