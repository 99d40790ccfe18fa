"""What is wrong with a timetable that somebody has changed: where, and what to write.

Rows are those of ``planning``; ``start`` and ``minutes`` are -1 where nobody could read them. A problem is
``{"row" (its place, -1: the whole), "key" (of the words), "values"}``. Read by MicroPython as well.
"""

from localsdg_build.agenda import rules


def problems(facts: dict, rows: list, total: int = 0) -> list:
    """All that is wrong, in the order of the rows; ``total``: what the minutes must sum to, if known."""
    found: list = []
    if not rows:
        return [_problem(-1, "nothing", {})]
    unread = _unread(rows)
    if unread:
        return unread
    found += _order(rows)
    found += _sessions(facts, rows)
    for day in _days(rows):
        found += _stretches(day)
        found += _parts_of_day(day, len(_days(rows)) == 1)
    found += _frame(rows)
    lasts = sum([row["minutes"] for row in rows])
    if total and lasts != total:
        key = "sum_more" if lasts > total else "sum_less"
        found.append(_problem(-1, key, {"sum": lasts, "total": total, "rest": abs(lasts - total)}))
    return sorted(found, key=lambda one: one["row"] if one["row"] >= 0 else len(rows))


def restarted(rows: list, start: int) -> list:
    """The same rows one after the other: each begins when the one before it ends, days at ``start``."""
    found, minute = [], start
    for place, row in enumerate(rows):
        if place and row["day"] != rows[place - 1]["day"]:
            minute = start
        one = dict(row)
        one["start"] = minute
        minute += max(0, row["minutes"])
        found.append(one)
    return found


def _problem(row, key, values):
    return {"row": row, "key": key, "values": values}


def _unread(rows):
    found = []
    for place, row in enumerate(rows):
        if row["day"] < 1:
            found.append(_problem(place, "no_day", {}))
        if row["start"] < 0:
            found.append(_problem(place, "no_start", {}))
        if row["minutes"] < 1:
            found.append(_problem(place, "no_minutes", {}))
    return found


def _days(rows):
    """The rows of each day as ``[(place, row), ...]``, in the order in which they stand."""
    days: list = []
    for place, row in enumerate(rows):
        if not days or days[-1][0][1]["day"] != row["day"]:
            days.append([])
        days[-1].append((place, row))
    return days


def _order(rows):
    found = []
    for place, row in enumerate(rows):
        before = rows[place - 1] if place else None
        if before is None:
            if row["day"] != 1:
                found.append(_problem(place, "day_first", {}))
        elif row["day"] not in (before["day"], before["day"] + 1):
            found.append(_problem(place, "day_order", {"day": row["day"], "before": before["day"]}))
        elif row["day"] == before["day"]:
            ends = before["start"] + before["minutes"]
            values = {"minutes": abs(row["start"] - ends), "start": rules.clock(ends % rules.LAST)}
            if row["start"] < ends:
                found.append(_problem(place, "overlap", values))
            elif row["start"] > ends:
                found.append(_problem(place, "gap", values))
        if row["start"] + row["minutes"] > rules.LAST:
            found.append(_problem(place, "midnight", {}))
    return found


def _sessions(facts, rows):
    """Each lesson once, long enough, and after those it builds on."""
    found, seen = [], []
    known = {one["id"]: one for one in facts["lessons"]}
    planned = [row["lesson"] for row in rows]
    for place, row in enumerate(rows):
        if row["kind"] != rules.LESSON:
            continue
        lesson = known.get(row["lesson"])
        if lesson is None:
            found.append(_problem(place, "no_lesson", {"lesson": row["lesson"]}))
            continue
        if lesson["id"] in seen:
            found.append(_problem(place, "twice", {"lesson": lesson["title"]}))
        if row["minutes"] < lesson["least"]:
            found.append(
                _problem(place, "too_short_session", {"lesson": lesson["title"], "least": lesson["least"]})
            )
        seen.append(lesson["id"])
        for other in lesson["before"]:
            if other in planned and other not in seen:
                values = {"lesson": lesson["title"], "other": known[other]["title"]}
                found.append(_problem(place, "built_on", values))
    return found


def _stretches(day):
    """Nobody works longer than ``WITHOUT_BREAK`` without a break."""
    found, worked, first = [], 0, None
    for place, row in day:
        if row["kind"] in rules.RESTS:
            worked, first = 0, None
            continue
        first = row["start"] if first is None else first
        was, worked = worked, worked + row["minutes"]
        if worked > rules.WITHOUT_BREAK >= was:
            values = {"minutes": worked, "start": rules.clock(first), "longest": rules.WITHOUT_BREAK}
            found.append(_problem(place, "no_break", values))
    return found


def _parts_of_day(day, is_only):
    kinds = [row["kind"] for _, row in day]
    lasts = sum([row["minutes"] for _, row in day])
    place, row = day[0]
    values = {"day": row["day"]}
    found = []
    if lasts >= rules.MEAL_FROM and rules.LUNCH not in kinds:
        found.append(_problem(place, "no_lunch", values))
    if lasts >= rules.CHANGE_FROM and rules.ENERGIZER not in kinds:
        found.append(_problem(place, "no_energizer", values))
    if rules.RECAP not in kinds and (row["day"] > 1 or (is_only and lasts >= rules.CHANGE_FROM)):
        found.append(_problem(place, "no_recap", values))
    if rules.EVALUATION not in kinds:
        found.append(_problem(day[-1][0], "no_evaluation", values))
    return found


def _frame(rows):
    found = []
    kinds = [row["kind"] for row in rows]
    if kinds[0] != rules.OPENING:
        found.append(_problem(0, "no_opening", {}))
    if kinds[-1] != rules.CLOSING:
        found.append(_problem(len(rows) - 1, "no_closing", {}))
    if rules.LESSON not in kinds:
        found.append(_problem(-1, "no_session", {}))
    return found
