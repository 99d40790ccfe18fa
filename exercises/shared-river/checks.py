"""Checks of an agreement on a river: levels, shares by rule, clauses, order of steps. For both Pythons.

The learner's own agreement stands in further rows; no check that is worth points looks at them.
"""

from localsdg.checks import (
    above_chance,
    as_text,
    as_typed_number,
    check,
    column_options,
    given_rows,
    once,
    own_words,
    result,
)

LEVELS = {
    "limit": "state",
    "bind": "municipality",
    "border": "department",
    "draft": "council",
    "sewer": "municipality",
    "loan": "state",
    "bank": "department",
}
TASKS = ["limit", "bind", "border", "draft", "sewer", "loan", "bank"]
# Row: the share in millions, and what comes out where the other column of the table is taken.
SHARES = {
    "pay_cochabamba": [34.9, 27.6],
    "pay_vinto": [1.39, 5.71],
    "grant_cochabamba": [18.4, 23.3],
    "grant_vinto": [3.81, 0.93],
}
PARTS = ["pay_cochabamba", "pay_vinto", "grant_cochabamba", "grant_vinto"]
NEAR = 0.02  # of the value: shares may be rounded on the way
CLAUSES = {
    "upstream": "gain",
    "majority": "voting",
    "laboratories": "measuring",
    "third_year": "leaving",
    "growth": "review",
    "telephone": "operator",
    "newspaper": "seats",
}
QUARRELS = ["upstream", "majority", "laboratories", "third_year", "growth", "telephone", "newspaper"]
STEPS = ["need", "costs", "group", "text", "votes", "operator", "evaluate"]
FREE = ["costs", "group"]  # either of the two may come before the other
PLACES = ["p1", "p2", "p3", "p4", "p5", "p6", "p7"]


@once
def rows(answer, params):
    return given_rows(answer, params, 80)


def chosen(answer, params, names, column):
    """``{row: what was chosen}``; ``""`` for what is no option."""
    known = column_options(params, column)
    found = {name: as_text(rows(answer, params)[name], column) for name in names}
    return {name: found[name] if found[name] in known else "" for name in names}


def matched(answer, params, names, column, right, options):
    """A choice for each row: the share beyond chance, and the first that is wrong."""
    given = chosen(answer, params, names, column)
    filled = [name for name in names if given[name]]
    wrong = [name for name in filled if given[name] != right[name]]
    if not filled:
        return result(0, "none")
    hits = len(filled) - len(wrong)
    share = above_chance(hits / len(names), 1 / options)
    if wrong:
        return result(share, "not_" + right[wrong[0]], row="rows." + wrong[0], right=hits)
    return result(share, "met" if hits == len(names) else "missing", right=hits)


@check("level")
def level(answer, params):
    # Each level is right at most twice of seven times.
    return matched(answer, params, TASKS, "level", LEVELS, 7 / 2)


@check("shares")
def shares(answer, params):
    first, hits, begun = None, 0, False
    for name in PARTS:
        value = as_typed_number(rows(answer, params)[name], "million", params)
        expected, other = SHARES[name]
        begun = begun or value is not None
        if value is not None and abs(value - expected) <= NEAR * expected:
            hits += 1
        elif not first:
            message = "wrong"
            if value is None:
                message = "missing"
            elif abs(value - other) <= NEAR * other:
                message = "other_column"
            first = [message, name]
    if not begun:
        return result(0, "none")
    return result(hits / len(PARTS), first[0], row="rows." + first[1]) if first else result(1, "met")


@check("cheapest")
def cheapest(answer, params):
    given = chosen(answer, params, ["vinto_rule"], "cheapest")["vinto_rule"]
    if not given:
        return result(0, "none")
    return result(1, "met") if given == "by_users" else result(0, "not_" + given)


@check("clause")
def clause(answer, params):
    return matched(answer, params, QUARRELS, "clause", CLAUSES, 7)


@check("order")
def order(answer, params):
    given = chosen(answer, params, STEPS, "place")
    if not [name for name in STEPS if given[name]]:
        return result(0, "none")
    good, pairs, first = 0, 0, None
    for place, earlier in enumerate(STEPS):
        for later in STEPS[place + 1 :]:
            pairs += 1
            a, b = given[earlier], given[later]
            if a and b and (a != b if [earlier, later] == FREE else PLACES.index(a) < PLACES.index(b)):
                good += 1
            elif a and b and not first:
                first = [earlier, later]
    share = above_chance(good / pairs, 1 / 2)
    if first:
        return result(share, "wrong", earlier="rows." + first[0], later="rows." + first[1])
    return result(share, "met" if good == pairs else "missing")


own_words("own_words", 4)
