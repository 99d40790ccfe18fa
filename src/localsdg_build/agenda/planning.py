"""A timetable: rows whose minutes add up, what is left out and why, what should be read beforehand.

A row is ``{"day" (from 1), "start" (minute of the day), "minutes", "kind", "lesson" (its id, or "")}``.
Read by MicroPython as well.
"""

from localsdg_build.agenda import choosing, days, rules


class NoPlanError(Exception):
    """There is no plan for what is wanted: ``key`` of the words that say why, with their ``values``."""

    def __init__(self, key: str, values: dict) -> None:
        self.key, self.values = key, values
        Exception.__init__(self, key)


def plan(facts: dict, wanted: dict) -> dict:
    """A plan ``{"rows", "left", "before", "wanted"}``.

    ``wanted``: ``lengths`` of the days in minutes, ``audience``, ``modules`` (ids; all if empty) and
    ``start`` (minute of the day). ``left``: ``[{"lesson", "why"}]``, ``before``: ids of lessons that those in
    the plan build on. Raises ``NoPlanError``.
    """
    lengths, start = wanted["lengths"], wanted["start"]
    if start + max(lengths) > rules.LAST:
        values = {"start": rules.clock(start), "minutes": max(lengths)}
        values["latest"] = rules.clock(rules.LAST - max(lengths))
        raise NoPlanError("too_late", values)
    lessons = offered(facts, wanted["modules"])
    divided, groups = _best(lessons, lengths, wanted["audience"])
    if not any(groups):
        values = {"minutes": sum(lengths), "least": least_minutes(lessons, wanted["audience"])}
        raise NoPlanError("too_short", values)
    rows = _rows(lessons, divided, groups, start)
    return {
        "rows": rows,
        "left": left_out(lessons, rows, wanted["audience"]),
        "before": read_before(facts, rows),
        "wanted": wanted,
    }


def offered(facts: dict, modules: list) -> list:
    """The lessons of these modules, in the order of the course; all if none is named."""
    return [one for one in facts["lessons"] if not modules or one["module"] in modules]


def least_minutes(lessons: list, audience: str) -> int:
    """The shortest time in which one of the lessons finds room."""
    for total in range(rules.SHORTEST, rules.DAY + 1):
        if any(_best(lessons, [total], audience)[1]):
            return total
    return rules.DAY + 1


def _best(lessons, lengths, audience):
    """``(days, groups)`` of the way to divide the days whose sessions are worth most."""
    found: list = []
    for more, pattern in days.PATTERNS:
        divided = days.divided(lengths, more, pattern)
        if not divided:
            continue
        rooms = [part["room"] for day in divided for part in day["parts"]]
        worth, groups = choosing.best(lessons, rooms, audience)
        if not found or worth > found[0] + 1e-9:
            found = [worth, divided, groups]
    return found[1], found[2]


def _rows(lessons, divided, groups, start):
    rows, place = [], 0
    for number, day in enumerate(divided, 1):
        slots = []
        for part_place, part in enumerate(day["parts"]):
            work, rest = _work(lessons, groups[place], part["room"])
            place += 1
            slots += [[kind, minutes, ""] for kind, minutes in part["head"]] + work
            slots += [[kind, minutes, ""] for kind, minutes in part["tail"]]
            if part_place < len(day["breaks"]):
                kind, minutes = day["breaks"][part_place]
                slots.append([kind, minutes + rest, ""])
            else:  # the last part: what rests lengthens the break before it, or the opening
                at = [slot for slot in slots if slot[0] in rules.RESTS] or slots
                at[-1 if len(at) < len(slots) else 0][1] += rest
        minute = start
        for kind, minutes, lesson in slots:
            rows.append({"day": number, "start": minute, "minutes": minutes, "kind": kind, "lesson": lesson})
            minute += minutes
    return rows


def _work(lessons, group, room):
    """The sessions of a part as slots, and what is left of its minutes if that is too little to use."""
    slots = [[rules.LESSON, minutes, lessons[place]["id"]] for place, minutes in group]
    rest = room - sum([minutes for _, minutes in group])
    if rest >= rules.SHORT_REST:
        return slots + [[rules.PRACTICE, rest, ""]], 0
    return slots, rest


def left_out(lessons: list, rows: list, audience: str) -> list:
    """``[{"lesson", "why"}]`` of what is not in: its whole ``module`` is not, it matters ``less`` to these
    people than all of its module that is in, or there is no ``room``.
    """
    chosen = [row["lesson"] for row in rows]
    inside: dict = {}
    for one in lessons:
        if one["id"] in chosen:
            inside.setdefault(one["module"], []).append(one["weight"][audience])
    found = []
    for one in lessons:
        if one["id"] not in chosen:
            levels = inside.get(one["module"])
            less = "less" if levels and one["weight"][audience] < min(levels) else "room"
            found.append({"lesson": one["id"], "why": less if levels else "module"})
    return found


def read_before(facts: dict, rows: list) -> list:
    """Lessons on which those in the plan build and that are not in it, in the order of the course."""
    chosen = [row["lesson"] for row in rows if row["lesson"]]
    needed = [name for one in facts["lessons"] if one["id"] in chosen for name in one["before"]]
    return [one["id"] for one in facts["lessons"] if one["id"] in needed and one["id"] not in chosen]


def steps(lesson: dict, minutes: int) -> tuple:
    """``(kept, left)`` of a session that lasts so long: ``[minutes, text]`` of its notes' rows.

    Kept are the rows of its shortest version, then as many others, in their order, as find room; what is left
    of the time goes to the longest of them.
    """
    rows = lesson["steps"]
    kept = [place for place in range(len(rows)) if rows[place]["least"]]
    rest = minutes - sum([rows[place]["minutes"] for place in kept])
    for place in range(len(rows)):
        if place not in kept and rows[place]["minutes"] <= rest:
            kept.append(place)
            rest -= rows[place]["minutes"]
    kept.sort()
    found = [[rows[place]["minutes"], rows[place]["text"]] for place in kept]
    longest = found[0]
    for one in found:
        if one[0] > longest[0]:
            longest = one
    longest[0] += rest
    return found, [[row["minutes"], row["text"]] for place, row in enumerate(rows) if place not in kept]
