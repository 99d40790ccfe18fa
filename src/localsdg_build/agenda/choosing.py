"""Which sessions fill the parts of the days, in the order of the course, and how long each lasts.

Each part holds one session, or up to three of a module that follow one another. Sessions that matter more
to the audience count more, and a whole one more than a short one: at its least a session is worth two
fifths. The best choice is found by going through parts and sessions once (dynamic programming).
Read by MicroPython as well.
"""

from localsdg_build.agenda import rules

_WORTH = {1: 1.0, 2: 4.0, 3: 9.0}
_AT_LEAST = 0.4
_NEW_MODULE = 6.0  # what a further module must bring: a day has one thread, unless there is time for more
_UNUSED = 0.05  # a minute that sessions leave over


def best(lessons: list, rooms: list, audience: str) -> tuple:
    """``(worth, groups)``: for each of ``rooms`` (minutes) a list of ``[place in lessons, minutes]``.

    ``lessons`` stand in the order of the course. A group may be empty; all are if nothing fits.
    """
    groups = _groups(lessons, audience)
    worth, chosen = _fill(groups, lessons, rooms)
    used = sum([len(group) for group in chosen])
    if 0 < used < len(rooms):  # more time than sessions: they are spread over it
        spread = [place * len(rooms) // used for place in range(used)]
        thinner = [room if place in spread else 0 for place, room in enumerate(rooms)]
        other, found = _fill([group for group in groups if len(group[2]) == 1], lessons, thinner, 0.0)
        if sum([len(group) for group in found]) == used:
            worth, chosen = other, found
    return worth, [_minutes(lessons, group, rooms[place]) for place, group in enumerate(chosen)]


def _groups(lessons, audience):
    """``[first, last, places, least, full, worth]`` of what may stand in one part."""
    found: list = []
    for first in range(len(lessons)):
        _extend(lessons, audience, [first], found)
    return found


def _extend(lessons, audience, places, found):
    least = sum([lessons[place]["least"] for place in places])
    if least > rules.WITHOUT_BREAK:
        return
    full = sum([lessons[place]["minutes"] for place in places])
    worth = sum([_WORTH[lessons[place]["weight"][audience]] for place in places])
    found.append([places[0], places[-1], places, least, full, worth])
    if len(places) == 3:
        return
    for place in range(places[-1] + 1, len(lessons)):
        if lessons[place]["module"] == lessons[places[0]]["module"]:
            _extend(lessons, audience, places + [place], found)


def _fill(groups, lessons, rooms, unused=_UNUSED):
    """``(worth, places of each room)``: the best way to fill rooms with groups that follow one another."""
    modules = [""]
    for one in lessons:
        if one["module"] not in modules:
            modules.append(one["module"])
    count = len(lessons)
    # table[m][i]: the best with the rooms so far and lessons before i, the last of them of module m.
    table = [[0.0 if m == 0 else None for _ in range(count + 1)] for m in range(len(modules))]
    steps = []
    for room in rooms:
        table, how = _next(groups, lessons, modules, table, room, unused)
        steps.append(how)
    last = _better(table, len(modules), count)
    m, place, chosen = last, count, []
    for how in reversed(steps):
        m, place, places = how[m][place]
        chosen.append(places)
    return table[last][count], chosen[::-1]


def _next(groups, lessons, modules, table, room, unused):
    """The table after one more room, and how each entry was reached: ``(m, i, places)`` before it."""
    new = [line[:] for line in table]
    how: list = [[(m, place, []) for place in range(len(lessons) + 1)] for m in range(len(modules))]
    for first, last, places, least, full, worth in groups:
        if least > room:
            continue
        share = 1.0 if full <= least else (min(room, full) - least) / (full - least)
        m = modules.index(lessons[first]["module"])
        before = _better(table, m, first)
        cost = _NEW_MODULE if before else 0.0
        if table[m][first] is not None and table[m][first] >= table[before][first] - cost:
            before, cost = m, 0.0
        reached = table[before][first] - cost + worth * (_AT_LEAST + (1 - _AT_LEAST) * share)
        reached -= unused * max(0, room - full)
        if new[m][last + 1] is None or reached > new[m][last + 1] + 1e-9:
            new[m][last + 1], how[m][last + 1] = reached, (before, first, places)
    for m in range(len(modules)):
        for place in range(1, len(lessons) + 1):
            earlier, now = new[m][place - 1], new[m][place]
            if earlier is not None and (now is None or earlier > now + 1e-9):
                new[m][place], how[m][place] = earlier, how[m][place - 1]
    return new, how


def _better(table, below, place):
    """The module before ``below`` with the best entry at this place."""
    best = 0
    for m in range(1, below):
        if table[m][place] is not None and table[m][place] > table[best][place] + 1e-9:
            best = m
    return best


def _minutes(lessons, places, room):
    """The sessions of a part with their minutes: the least, and of what is left as much as each can use."""
    found = [[place, lessons[place]["least"]] for place in places]
    left = room - sum([minutes for _, minutes in found])
    while left > 0:
        growing = [one for one in found if one[1] < lessons[one[0]]["minutes"]]
        if not growing:
            break
        one = growing[0]
        for other in growing:  # the one that is furthest from its full length
            if lessons[other[0]]["minutes"] - other[1] > lessons[one[0]]["minutes"] - one[1]:
                one = other
        more = min(rules.STEP, left, lessons[one[0]]["minutes"] - one[1])
        one[1] += more
        left -= more
    return found
