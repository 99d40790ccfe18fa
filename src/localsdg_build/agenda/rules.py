"""The numbers a timetable keeps to, in minutes. Read by MicroPython as well."""

SHORTEST = 30  # a workshop: opening, one short session, closing
DAY = 480  # nine to five, with lunch
DAYS = 5
WITHOUT_BREAK = 100  # a longer stretch tires, and coffee is missed
STEP = 5  # sessions last a multiple of this
MEAL_FROM = 300  # a day of this length has a long break
CHANGE_FROM = 180  # a day of this length has an energizer after its middle
SHORTEST_PART = 25  # for sessions, between two breaks, or a break and the beginning or end of a day
SHORT_REST = 10  # what is too short to work on one's own is added to a break
NOON, AFTERNOON = 11 * 60, 15 * 60  # a long break that begins between these is called lunch
LAST = 24 * 60

# What ``--time`` knows by name: how many days, and the minutes of each.
NAMED = (("half-day", 1, 210), ("one-day", 1, DAY), ("two-days", 2, DAY), ("five-days", 5, DAY))

AUDIENCES = ("elected", "technical", "associations")
ROOMS = ("circle", "tables", "walls", "floor", "devices")  # what a session needs of a room
LEVELS = 3  # how much a session matters to an audience: 1 can wait, 2 is useful, 3 should not be missed

OPENING, RECAP, ENERGIZER = "opening", "recap", "energizer"
LESSON, PRACTICE = "lesson", "practice"
BREAK, LUNCH = "break", "lunch"
EVALUATION, CLOSING = "evaluation", "closing"
OTHER = "other"  # what a trainer has put in
KINDS = (
    OPENING, RECAP, ENERGIZER, LESSON, PRACTICE, BREAK, LUNCH, EVALUATION, CLOSING, OTHER,
)  # fmt: skip
RESTS = (BREAK, LUNCH)
# What a slot lasts that a trainer adds; a lesson lasts as long as its notes say.
USUAL = (
    (BREAK, 15), (LUNCH, 60), (ENERGIZER, 5), (RECAP, 10), (PRACTICE, 30), (OPENING, 10), (EVALUATION, 5),
    (CLOSING, 10),
)  # fmt: skip


def shared(total: int) -> list:
    """The days of a time in minutes: one of at most ``DAY``, else as few as there must be, equally long.

    ``[]`` if it is shorter than ``SHORTEST`` or longer than ``DAYS`` days.
    """
    if total < SHORTEST or total > DAY * DAYS:
        return []
    count = (total + DAY - 1) // DAY
    return [total // count + (1 if place < total % count else 0) for place in range(count)]


def named(name: str) -> list:
    """The days that a name of ``NAMED`` means, in minutes; ``[]`` if there is no such name."""
    for known, count, minutes in NAMED:
        if known == name:
            return [minutes] * count
    return []


def clock(minute: int) -> str:
    """A minute of the day as people write it: 09:05."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def minute_of(text: str) -> int:
    """The minute of the day that ``9:05``, ``09:05`` or ``09:05:00`` means; -1 if it means none."""
    parts = text.strip().split(":")
    if len(parts) not in (2, 3) or not all(part.isdigit() and len(part) <= 2 for part in parts):
        return -1
    hour, minute = int(parts[0]), int(parts[1])
    return hour * 60 + minute if hour < 24 and minute < 60 else -1
