"""A plan as CSV and as iCalendar. Read by MicroPython as well: the page has neither of Python's libraries.

The calendar is so plain (events with a local time, no zone, no alarm) that one writer for the command and the
page is less than two that must agree; the tests read it with the library ``icalendar``.
"""

from localsdg_build.agenda import rules, telling

COLUMNS = (
    "day", "start", "minutes", "what", "kind", "lesson", "objectives", "steps", "materials", "room", "slides",
    "handouts",
)  # fmt: skip
_FORMULA = "=+-@\t\r"
_LINE = 75  # bytes of a line of iCalendar (RFC 5545, 3.1)


def csv_text(facts: dict, words: dict, rows: list) -> str:
    """CSV (RFC 4180): a row for each slot; an apostrophe stands before what a spreadsheet would run."""
    lines: list = [COLUMNS]
    for row in rows:
        told = telling.details(facts, words, row)
        lines.append(
            [str(row["day"]), rules.clock(row["start"]), str(row["minutes"]), telling.what(facts, words, row)]
            + [row["kind"], row["lesson"], "; ".join(told["objectives"]), "; ".join(told["steps"])]
            + [told["materials"], told["room"], told["slides"], "; ".join(told["handouts"])]
        )
    return "".join([",".join([_cell(cell) for cell in line]) + "\r\n" for line in lines])


def _cell(text):
    if text and text[0] in _FORMULA:
        text = "'" + text
    if any(sign in text for sign in ',"\r\n;'):
        return '"' + text.replace('"', '""') + '"'
    return text


def ics_text(facts: dict, words: dict, rows: list, date: str) -> str:
    """iCalendar (RFC 5545): an event for each slot, at local times, from ``date`` (2026-11-30) on.

    The same slot of the same workshop has the same UID each time, so that a calendar takes changes over.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Localizing the SDGs//agenda//EN",
        "CALSCALE:GREGORIAN",
    ]
    counted: dict = {}
    for row in rows:
        told = telling.details(facts, words, row)
        name = row["lesson"].replace("/", ".") or row["kind"]
        place = (row["day"], name)
        counted[place] = counted.get(place, 0) + 1
        day = _day(date, row["day"] - 1)
        about = telling.told_in_lines(words, told)
        lines += [
            "BEGIN:VEVENT",
            "UID:{}-{}-{}-{}@agenda.localsdg".format(date, row["day"], name, counted[place]),
            "DTSTAMP:{}T000000Z".format(date.replace("-", "")),
            "DTSTART:{}T{}".format(day, _time(row["start"])),
            "DURATION:PT{}M".format(row["minutes"]),
            "SUMMARY:" + _escaped(telling.what(facts, words, row)),
        ]
        if about:
            lines.append("DESCRIPTION:" + _escaped("\n".join(about)))
        lines.append("END:VEVENT")
    lines.append("END:VCALENDAR")
    return "".join([_folded(line) + "\r\n" for line in lines])


def _escaped(text):
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line):
    """A long line as several, none with more than ``_LINE`` bytes, cut between signs."""
    done, size = [""], 0
    for sign in line:
        more = len(sign.encode())
        if size + more > _LINE:
            done.append(" ")
            size = 1
        done[-1] += sign
        size += more
    return "\r\n".join(done)


def _time(minute):
    return f"{minute // 60:02d}{minute % 60:02d}00"


def _day(date, later):
    """The day that many days after a date, as 20261130."""
    year, month, day = [int(part) for part in date.split("-")]
    for _ in range(later):
        day += 1
        if day > _length(year, month):
            day, month = 1, month + 1
        if month > 12:
            month, year = 1, year + 1
    return f"{year:04d}{month:02d}{day:02d}"


def _length(year, month):
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
