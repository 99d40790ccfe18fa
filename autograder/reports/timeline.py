"""When hand-ins came in: counted by the hour, day, week or month, whichever makes a picture one can read."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

_MOST = 45  # columns


def of(times: Iterable[datetime]) -> tuple[str, list[tuple[str, int]]]:
    """``(unit, [(label, count), ...])`` without gaps; ``("day", [])`` if there is no time.

    ``times``: datetimes, each taken as its own clock said (hand-ins of one course come from one server).
    """
    clocks = [time.replace(tzinfo=None) for time in times]
    if not clocks:
        return "day", []
    for unit in ("hour", "day", "week", "month"):
        first, last = _begin(min(clocks), unit), _begin(max(clocks), unit)
        if unit == "month" or _count(first, last, unit) <= _MOST:
            break
    counts = Counter(_begin(clock, unit) for clock in clocks)
    starts = [first]
    while starts[-1] < last and len(starts) < 1000:  # a clock that was set wrongly must not make a million
        starts.append(_next(starts[-1], unit))
    return unit, [(_label(start, unit), counts[start]) for start in starts]


def _begin(clock, unit):
    if unit == "hour":
        return clock.replace(minute=0, second=0, microsecond=0)
    day = datetime(clock.year, clock.month, clock.day)
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _next(start, unit):
    if unit == "month":
        return datetime(start.year + start.month // 12, start.month % 12 + 1, 1)
    return start + {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}[unit]


def _count(first, last, unit):
    return (last - first) / (_next(first, unit) - first) + 1


def _label(start, unit):
    if unit == "hour":
        return f"{start:%Y-%m-%d %H:00}"
    return f"{start:%Y-%m}" if unit == "month" else date.isoformat(start.date())
