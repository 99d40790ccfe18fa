"""How a day is divided: stretches of work with breaks between them, and what stands at their ends.

A day is a dict: ``parts``, each ``{"head", "tail", "room"}`` (slots before and after the sessions as
``[kind, minutes]``, and the minutes for sessions), and ``breaks`` between them. Read by MicroPython as well.
"""

from localsdg_build.agenda import rules

EVEN, FRONT = "even", "front"
# Parts more than there must be, and how their minutes are shared out: the choice of sessions takes the best.
PATTERNS = ((0, EVEN), (0, FRONT), (1, EVEN), (1, FRONT))
_FULL = 90  # a part that is filled first


def divided(lengths: list, more: int, pattern: str) -> list:
    """The days of these lengths, each with as few parts as can be and ``more``; ``[]`` if that fails."""
    days = []
    for place, length in enumerate(lengths):
        day = _day(length, place == 0, place == len(lengths) - 1, more, pattern)
        if day is None:
            return []
        days.append(day)
    return days


def _day(length, is_first, is_last, more, pattern):
    count = 1
    while length - _rest(length, count) > rules.WITHOUT_BREAK * count:
        count += 1
    count += more
    parts: list = [{"head": [], "tail": [], "room": 0} for _ in range(count)]
    _frame(parts, length, is_first, is_last)
    breaks = _breaks(length, count)
    limits = [rules.WITHOUT_BREAK - _sum(part["head"] + part["tail"]) for part in parts]
    free = length - _sum(breaks) - (rules.WITHOUT_BREAK * count - sum(limits))
    if free < 0 or min(limits) < 0:
        return None
    _share(parts, limits, free // rules.STEP * rules.STEP, pattern)
    if count > 1 and min([part["room"] for part in parts]) < rules.SHORTEST_PART:
        return None  # a break with hardly any work before or after it
    rest = free - sum(part["room"] for part in parts)
    # A few minutes that are no multiple of five lengthen a break, or the opening where there is none.
    (breaks[-1] if breaks else parts[0]["head"][0])[1] += rest
    return {"parts": parts, "breaks": breaks}


def _frame(parts, length, is_first, is_last):
    """Put the slots that are no sessions at the beginning, in the middle and at the end of a day."""
    opening, evaluation, closing = _ends(length)
    parts[0]["head"].append([rules.OPENING, opening] if is_first else [rules.RECAP, 10])
    if len(parts) > 1 and length >= rules.CHANGE_FROM:
        middle = parts[_middle(len(parts)) + 1]
        middle["head"].append([rules.ENERGIZER, 5])
        if is_first and is_last:
            middle["head"].append([rules.RECAP, 5])
    parts[-1]["tail"].append([rules.EVALUATION, evaluation if is_last else 5])
    if is_last:
        parts[-1]["tail"].append([rules.CLOSING, closing])


def _ends(length):
    """Minutes of opening, evaluation and closing."""
    if length < 45:
        return 3, 2, 5
    if length < 120:
        return 5, 5, 5
    return (10, 5, 10) if length < rules.MEAL_FROM else (15, 10, 15)


def _breaks(length, count):
    found = [[rules.BREAK, 15 if length >= 150 else 10] for _ in range(count - 1)]
    if found and length >= rules.MEAL_FROM:
        found[_middle(count)] = [rules.LUNCH, 60 if length >= 360 else 45]
    return found


def _rest(length, count):
    return _sum(_breaks(length, count))


def _middle(count):
    """The place of the break in the middle: after two parts of three to five, so that lunch is not late."""
    return 1 if count > 2 else 0


def _share(parts, limits, free, pattern):
    """Share out the minutes for sessions in steps: to the emptiest part, or to one after the other."""
    while free > 0:
        open_parts = [
            place for place in range(len(parts)) if parts[place]["room"] + rules.STEP <= limits[place]
        ]
        if not open_parts:
            return
        place = open_parts[0]
        if pattern == FRONT:
            first = [one for one in open_parts if parts[one]["room"] < _FULL]
            place = (first or open_parts)[0]
        else:
            for one in open_parts:
                if parts[one]["room"] < parts[place]["room"]:
                    place = one
        parts[place]["room"] += rules.STEP
        free -= rules.STEP


def _sum(slots):
    return sum([slot[1] for slot in slots])
