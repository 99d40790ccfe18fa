"""Times as platforms and spreadsheets write them, in any language of the CLDR: read all of a file together.

One time alone may be read in two ways: 03/04/2026, or a month's name that two languages give to different
months. The others of the same file were written by the same program, so they decide; if they do not, it is
asked.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from autograder.lms import calendar_words, zones
from autograder.messages import message

UNREADABLE = message("time_unreadable")
UNDECIDED = message("time_undecided")
NOTHING = ("", "-", "–")
_TIME = re.compile(
    r"(?<!\d)(\d{1,2})\s?(?:[:時时시點点h]|\bh\b)\s?(\d{2})(?:\s?(?:[:.]|min)(\d{2}))?(?!\d)[分분]?", re.I
)
_TIME_WITH_POINT = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{2})(?![\d.])")
_HALF = re.compile(r"\b([ap])\.?\s?m\b\.?", re.I)
_NUMBERED_MONTH = re.compile(r"(?:tháng\s*)?(\d{1,2})\s?[月월]|tháng\s+(\d{1,2})", re.I)
_ENDING = re.compile(r"\(\w+\)\w*")  # Basque writes 2026(e)ko
_ORDERS = {"day first": (2, 1, 0), "month first": (2, 0, 1), "year first": (0, 1, 2)}
_LONGEST = 80  # characters of a time
_BUDDHIST = 543  # years that Thailand counts more


class Unreadable(ValueError):
    """A text is no time, or may be several. ``text`` is the one."""

    def __init__(self, text: str, sentence: str) -> None:
        super().__init__(sentence)
        self.text = text


@dataclass
class _Parts:
    """What stands in a text: ``numbers`` as ``(digits, value)``, the words, hour and minute."""

    numbers: list
    words: list
    clock: datetime.time = datetime.time()
    half: str = ""  # the word beside the time that may mean a.m. or p.m.
    month: int = 0  # where it is written as a number with its name
    separators: set = field(default_factory=set)


def read(texts: Iterable[str]) -> dict[str, datetime.datetime]:
    """``{text: datetime}`` of all times of one column. Raises ``Unreadable``.

    The times have a zone only where the text names one.
    """
    found, bare, zone_of, open_ = {}, {}, {}, {}
    for text in dict.fromkeys(texts):
        if (moment := _iso(text)) is not None:
            found[text] = moment
            continue
        bare[text], zone_of[text] = _without_zone(text)
        if (moment := _iso(bare[text])) is not None:
            found[text] = moment
        else:
            open_[text] = _readings(bare[text], calendar_words.english())
    if not all(len(readings) == 1 and _is_english(bare[text]) for text, readings in open_.items()):
        open_ = {text: _readings(bare[text], calendar_words.all_languages()) for text in open_}
    found |= _decided(open_)
    for text, zone in zone_of.items():
        if zone is not None:
            found[text] = found[text].replace(tzinfo=zone(found[text]))
    return found


def _without_zone(text):
    """``(text without the time zone that it names, the zone or None)``."""
    plain = _plain(text)
    match, _ = _clock(plain)
    if match is None:
        return text, None
    try:
        shorter, zone = zones.split(plain, match.end())
    except zones.Unknown:
        raise Unreadable(text, zones.UNKNOWN.format(text=repr(text))) from None
    return (text, None) if zone is None else (shorter, zone)


def _is_english(text):
    parts = _parts(text, calendar_words.english())
    return set(parts.words) <= set(calendar_words.english())


def is_known(word: str) -> bool:
    """Whether a word names a month or a day of the week in any language."""
    return calendar_words.folded(word) in calendar_words.all_languages()


def looks_like_one(text: str) -> bool:
    """Whether a cell of a column of times may hold this: a time, or a dash."""
    if text in NOTHING:
        return text != ""
    text = _plain(text)
    return len(text) < _LONGEST and "<" not in text and _clock(text)[0] is not None


def _iso(text):
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if 1990 <= moment.year <= 2200 else None


def _decided(open_):
    """One reading for each text: those ways of reading in which all texts have one."""
    for text, readings in open_.items():
        if not readings:
            raise Unreadable(text, UNREADABLE.format(text=repr(text)))
    if not open_:
        return {}
    common = set.intersection(*(set(readings) for readings in open_.values()))
    if not common:  # not of one language or order: each has to be plain in itself
        common = {way for readings in open_.values() for way in readings}
    fit = {way: sum(readings[way][1] for readings in open_.values() if way in readings) for way in common}
    best = {way for way in common if fit[way] == max(fit.values())} if len(fit) > 1 else common
    return {text: _only(text, readings, best) for text, readings in open_.items()}


def _only(text, readings, ways):
    chosen = [readings[way][0] for way in readings if way in ways] or [one for one, _ in readings.values()]
    moments = sorted({moment for moment in chosen if moment})
    if not moments:
        raise Unreadable(text, UNREADABLE.format(text=repr(text)))
    if len(moments) == 1:
        return moments[0]
    first, second = (moment.date() for moment in moments[:2])
    raise Unreadable(text, UNDECIDED.format(text=repr(text), first=first, second=second))


# ---- One text -----------------------------------------------------------------------------------


def _readings(text, known):
    """``{way: (datetime or None, how many words it explains)}`` by languages or orders of numbers."""
    parts = _parts(text, known)
    if parts is None:
        return {}
    if parts.month:
        return _as_dates(parts, {"numbered": parts.month}, known)
    months_of: dict[str, set[int]] = {}
    for word in parts.words:
        for language, months in known.get(word, {}).get("month", {}).items():
            months_of.setdefault(language, set()).update(months)
    named = {language: min(months) for language, months in months_of.items() if len(months) == 1}
    return _as_dates(parts, named, known) if named else _ordered(parts, known)


def _as_dates(parts, months, known):
    """Readings where the month is known and one number is the year, one the day."""
    years = [value for digits, value in parts.numbers if digits == 4]
    days = [value for digits, value in parts.numbers if digits <= 2]
    if not years and len(days) == 2:  # a spreadsheet's 3-Nov-26
        years = [2000 + days.pop()]
    if len(years) != 1 or len(days) != 1:
        return {}
    readings = {}
    for language, month in months.items():
        moment = _moment((years[0], month, days[0]), parts, language, known)
        weekdays = _weekdays(parts, known, language)
        if moment and weekdays and moment.weekday() not in weekdays:
            moment = None  # the language explains the words, and what they say cannot be
        if moment or weekdays:
            readings[language] = moment, _explained(parts, known, language)
    return readings


def _ordered(parts, known):
    """Readings of a date in numbers alone."""
    if len(parts.numbers) != 3:
        return {}
    values = [value for _, value in parts.numbers]
    weekdays = _weekdays(parts, known, None)
    readings = {}
    for way, (year, month, day) in _ORDERS.items():
        digits = parts.numbers[year][0]
        if digits not in (2, 4) or (digits == 2 and way == "year first"):
            continue
        if "." in parts.separators and way == "month first":
            continue  # nobody writes the month first and points
        full = values[year] if digits == 4 else 2000 + values[year]
        moment = _moment((full, values[month], values[day]), parts, None, known)
        if moment and (not weekdays or moment.weekday() in weekdays):
            readings[way] = moment, 0
    return readings


def _moment(date, parts, language, known):
    year, month, day = date
    hour = parts.clock.hour
    if parts.half and hour <= 12:
        half = _half_of(parts.half, language, known)
        if half is None:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    if year > 2400:
        year -= _BUDDHIST
    try:
        moment = datetime.datetime(year, month, day, hour, parts.clock.minute, parts.clock.second)
    except ValueError:
        return None
    return moment if 1990 <= year <= 2200 else None


def _half_of(word, language, known):
    """``am``, ``pm``, ``""`` for a word that means neither, ``None`` for one that is not known."""
    if word in ("am", "pm"):
        return word
    meanings = known.get(word, {})
    halves = meanings.get("half", {})
    said = halves.get(language) or (set().union(*halves.values()) if halves else set())
    if len(said) == 1:
        return next(iter(said))
    return "" if meanings else None


def _weekdays(parts, known, language):
    """The days of the week that the text may name."""
    found = set()
    for word in parts.words:
        for of, days in known.get(word, {}).get("day", {}).items():
            if language in (None, of):
                found |= days
    return found


def _explained(parts, known, language):
    return sum(any(language in of for of in known.get(word, {}).values()) for word in set(parts.words))


def _plain(text):
    """ASCII digits, single spaces, no marks for the direction of writing."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in text)
    text = "".join(one for one in text if unicodedata.category(one) != "Cf")
    return " ".join(text.split())


def _clock(text):
    """``(match, text without it)`` of the time of day; ``(None, text)`` if there is none."""
    match = _TIME.search(text) or next(iter(reversed(list(_TIME_WITH_POINT.finditer(text)))), None)
    return (match, f"{text[: match.start()]} \0 {text[match.end() :]}") if match else (None, text)


def _parts(text, known):
    match, text = _clock(_ENDING.sub("", _plain(text)))
    clock = datetime.time()
    if match:
        try:
            hour, minute, *second = (int(part or 0) for part in match.groups())
            clock = datetime.time(hour, minute, second[0] if second else 0)  # with a point there are none
        except ValueError:
            return None
    half = _HALF.search(text)
    text = _HALF.sub(" ", text) if half else text
    month = _NUMBERED_MONTH.search(text)
    text = _NUMBERED_MONTH.sub(" ", text, count=1) if month else text
    numbers = [(len(digits), int(digits)) for digits in re.findall(r"\d+", text)]
    separators = set(re.findall(r"(?<=\d)([./-])(?=\d)", text))
    words, beside = calendar_words.of(text, known)
    said = f"{half[1].lower()}m" if half else beside
    return _Parts(numbers, words, clock, said, int(month[1] or month[2]) if month else 0, separators)
