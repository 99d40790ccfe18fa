"""The time zone that a text names after its time: an offset, a place, or the zone's name in any language."""

import datetime
import functools
import re
import zoneinfo
from collections import Counter
from collections.abc import Callable

from autograder.lms import calendar_words, cldr
from autograder.messages import message

Zone = Callable[[datetime.datetime], datetime.tzinfo]  # of a moment by the clock on the wall there

UNKNOWN = message("time_zone")
_OFFSET = re.compile(r"[\s(]*(?:\b(?:UTC|GMT)\s?|(?<=[\s(]))([+\u2212-])(\d{1,2})(?::?([0-5]\d))?\)?$", re.I)
_PLACE = re.compile(r"[\s(]+([A-Z][A-Za-z_]+(?:/[A-Za-z_+-]+)+)\)?$")
_SHORT = re.compile(r"[\s(]*\b([A-Z]{1,5})\)?$")
_WORD = re.compile(r"[^\W\d_]+")
_NOWHERE = (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError)  # no such place on this system
_MOST = 14  # hours that a zone is ahead of UTC
# Short names that mean one zone only. CST, IST, BST and others mean several, thousands of kilometres apart.
_HOURS = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2,
    "EEST": 3, "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3, "MSK": 3,
}  # fmt: skip


class Unknown(ValueError):
    """What stands behind a time looks like a time zone and is none that is known."""


def split(text: str, clock_ends: int) -> tuple[str, Zone | None]:
    """``(text without its time zone, zone or None)``. Raises ``Unknown``.

    ``text``: in plain digits. ``clock_ends``: where the time of day ends in it: a zone stands behind it.
    """
    rest = text[clock_ends:]
    if (found := _OFFSET.search(rest)) and int(found[2]) <= _MOST:
        minutes = (int(found[2]) * 60 + int(found[3] or 0)) * (1 if found[1] == "+" else -1)
        return text[: clock_ends + found.start()], _fixed(datetime.timedelta(minutes=minutes))
    if found := _PLACE.search(rest):
        return text[: clock_ends + found.start()], _of_place(found[1])
    if (found := _SHORT.search(rest)) and not _is_of_calendar(found[1]):
        return text[: clock_ends + found.start()], _of_short(found[1])
    return _by_name(text, clock_ends)


def _is_of_calendar(word):
    """Whether capitals are a month's, a day's or a half of the day's."""
    if word in ("A", "P", "AM", "PM", "M"):
        return True
    return word not in _HOURS and calendar_words.folded(word) in calendar_words.all_languages()


def _fixed(offset):
    return lambda moment: datetime.timezone(offset)


def _of_place(name):
    try:
        place = zoneinfo.ZoneInfo(name)
    except _NOWHERE:
        raise Unknown(name) from None
    return lambda moment: place


def _of_short(name):
    if name not in _HOURS:
        raise Unknown(name)
    return _fixed(datetime.timedelta(hours=_HOURS[name]))


# ---- Names -----------------------------------------------------------------------------------------


def _by_name(text, clock_ends):
    words = [calendar_words.folded(word) for word in _WORD.findall(text[clock_ends:])]
    if len(words) < 2 or set(words) <= {*calendar_words.english(), "am", "pm"}:
        return text, None
    known = _names()
    starts = [match.start() for match in _WORD.finditer(text, clock_ends)]
    for start in starts:  # the longest name first
        kinds = known.get(calendar_words.folded(text[start:].strip(" ()")))
        if kinds:
            if len(kinds) > 1:
                raise Unknown(text[start:])
            return text[:start].rstrip(" (,"), functools.partial(_of_kind, next(iter(kinds)))
    return text, None


@functools.cache
def _names():
    """``{name: {(zone of the CLDR, generic or standard or daylight)}}`` in all languages."""
    found: dict[str, set[tuple[str, str]]] = {}
    for language in cldr.languages():
        zones = cldr.of(language).get("meta_zones", {})
        for zone, names in zones.items():
            for kind, name in names.get("long", {}).items():
                if isinstance(name, str) and zone in _places():
                    found.setdefault(calendar_words.folded(name), set()).add((zone, kind))
    return {name: _plainest(kinds) for name, kinds in found.items()}


def _plainest(kinds):
    """One zone whose names in all the year are the same has one kind."""
    zones = {zone for zone, _ in kinds}
    return {(*zones, "generic")} if len(zones) == 1 and len(kinds) > 1 else kinds


@functools.cache
def _places():
    """``{zone of the CLDR: [place, ...]}``."""
    from babel.core import get_global  # only for tables whose times have words behind them

    found: dict[str, list[str]] = {}
    for place, zone in get_global("meta_zones").items():
        found.setdefault(zone, []).append(place)
    return found


def _of_kind(zone_and_kind, moment):
    """The offset that most places of a zone have at that moment, or in that half of the year."""
    zone, kind = zone_and_kind
    counts = Counter[datetime.timedelta]()
    for name in _places()[zone]:
        try:
            place = zoneinfo.ZoneInfo(name)
        except _NOWHERE:
            continue  # a name that this system does not know
        year = [_offset(moment.replace(month=month, day=1), place) for month in (1, 7)]
        now = {"standard": min(year), "daylight": max(year)}
        counts[now.get(kind, _offset(moment, place))] += 1
    return datetime.timezone(counts.most_common(1)[0][0])


def _offset(moment: datetime.datetime, place: zoneinfo.ZoneInfo) -> datetime.timedelta:
    return moment.replace(tzinfo=place).utcoffset() or datetime.timedelta()
