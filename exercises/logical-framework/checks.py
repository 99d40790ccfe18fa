"""Checks of a logframe: twelve sentences in their boxes and two indicators from minutes. For both Pythons.

The learner's own logframe stands in further rows; no check that is worth points looks at them.
"""

from localsdg.checks import above_chance, as_list, as_text, as_typed_number, check, once, own_words, result

LEVELS = ["goal", "purpose", "outputs", "activities"]
BOXES = ["summary", "indicator", "source", "assumption"]
# Sentence: its row, its column, what to say of a wrong row.
SENTENCES = {
    "room": ["outputs", "indicator", "delivered"],
    "tannery": ["purpose", "assumption", "step"],
    "bring": ["purpose", "summary", "change"],
    "laboratory": ["goal", "source", "good"],
    "works": ["activities", "summary", "work"],
    "fines": ["outputs", "assumption", "step"],
    "open": ["outputs", "summary", "delivered"],
    "weighed": ["purpose", "indicator", "change"],
    "fish": ["goal", "summary", "good"],
    "accounts": ["activities", "source", "work"],
    "permit": ["activities", "assumption", "step"],
    "oxygen": ["goal", "indicator", "good"],
}
ORDER = [
    "works", "open", "bring", "fish", "room", "weighed", "oxygen", "accounts", "laboratory", "permit",
    "fines", "tannery",
]  # fmt: skip
# What counts half, and what is said of it.
ARGUABLE = {
    ("weighed", "outputs"): "arguable",
    ("permit", "outputs"): "one_up",
    ("fines", "purpose"): "one_up",
    ("tannery", "goal"): "one_up",
}
BLIND_LEVEL = (len(SENTENCES) + 0.5 * len(ARGUABLE)) / len(LEVELS) / len(SENTENCES)
INDICATORS = ["f_purpose", "f_goal"]
# Unit: least and most of today's value and of the aim; 2 of 48 may be rounded.
VALUES = {
    "f_purpose": {"holders": [36, 36, 192, 192], "holders_share": [15, 15, 80, 80]},
    "f_goal": {"samples": [2, 2, 24, 24], "samples_share": [4, 4.2, 50, 50]},
}
YEARS = {"f_purpose": [2027, 2029], "f_goal": [2027, 2032]}
FOUND_IN = {"f_purpose": "fee_book", "f_goal": "laboratory"}
PLACES = 6  # documents to choose from
RETOLD = ["newsletter", "final_report", "newspaper"]


@once
def rows(answer, params):
    """``{id: row}`` of the given rows, the first where one comes twice."""
    found = {}
    for row in as_list(answer, "rows")[:60]:
        name = as_text(row, "id")
        if name in params["row_ids"] and name not in found:
            found[name] = row
    return {name: found.get(name, {}) for name in params["row_ids"]}


def chosen(answer, params, column, known):
    """``{sentence: what was chosen}``; ``""`` for what is not among the known."""
    found = {name: as_text(rows(answer, params)[name], column) for name in ORDER}
    return {name: found[name] if found[name] in known else "" for name in ORDER}


@check("level")
def level(answer, params):
    given = chosen(answer, params, "level", LEVELS)
    right = [name for name in ORDER if given[name] == SENTENCES[name][0]]
    half = [name for name in ORDER if (name, given[name]) in ARGUABLE]
    wrong = [name for name in ORDER if given[name] and name not in right and name not in half]
    if not [name for name in ORDER if given[name]]:
        return result(0, "none")
    share = above_chance((len(right) + 0.5 * len(half)) / len(ORDER), BLIND_LEVEL)
    if wrong:
        return result(share, SENTENCES[wrong[0]][2], right=len(right), row="rows." + wrong[0])
    if half:
        return result(share, ARGUABLE[(half[0], given[half[0]])], row="rows." + half[0])
    return result(share, "met" if len(right) == len(ORDER) else "missing", right=len(right))


@check("box")
def box(answer, params):
    given = chosen(answer, params, "box", BOXES)
    right = [name for name in ORDER if given[name] == SENTENCES[name][1]]
    wrong = [name for name in ORDER if given[name] and name not in right]
    if not right and not wrong:
        return result(0, "none")
    share = above_chance(len(right) / len(ORDER), 1 / len(BOXES))
    if wrong:
        return result(share, SENTENCES[wrong[0]][1], right=len(right), row="rows." + wrong[0])
    return result(share, "met" if len(right) == len(ORDER) else "missing", right=len(right))


def numbers(answer, params, name, columns):
    return [as_typed_number(rows(answer, params)[name], column, params) for column in columns]


def value_faults(unit, values, allowed):
    """What is wrong with today's value and aim of one indicator in its unit: a list of messages."""
    if unit not in allowed:
        return ["unit" if unit else "missing"] * 2
    faults, limits = [], allowed[unit]
    for place, message in enumerate(["start", "aim"]):
        if values[place] is None:
            faults.append("missing")
        elif not limits[2 * place] <= values[place] <= limits[2 * place + 1]:
            faults.append(message)
    return faults


@check("figures")
def figures(answer, params):
    first, hits, begun = None, 0, False
    for name in INDICATORS:
        unit = as_text(rows(answer, params)[name], "unit")
        values = numbers(answer, params, name, ["start", "aim"])
        begun = begun or unit != "" or values != [None, None]
        faults = value_faults(unit, values, VALUES[name])
        hits += 2 - len(faults)
        if faults and not first:
            first = [faults[0], name]
    if not begun:
        return result(0, "none")
    return result(hits / 4, first[0], row="rows." + first[1]) if first else result(1, "met")


@check("years")
def years(answer, params):
    first, hits, begun = None, 0, False
    for name in INDICATORS:
        given = numbers(answer, params, name, ["start_year", "aim_year"])
        for place, message in enumerate(["start", "aim"]):
            begun = begun or given[place] is not None
            if given[place] == YEARS[name][place]:
                hits += 1
            elif not first:
                first = [message if given[place] is not None else "missing", name]
    if not begun:
        return result(0, "none")
    return result(hits / 4, first[0], row="rows." + first[1]) if first else result(1, "met")


@check("found_in")
def found_in(answer, params):
    given = {name: as_text(rows(answer, params)[name], "found_in") for name in INDICATORS}
    if not [name for name in INDICATORS if given[name]]:
        return result(0, "none")
    wrong = [name for name in INDICATORS if given[name] != FOUND_IN[name]]
    share = above_chance(1 - len(wrong) / len(INDICATORS), 1 / PLACES)
    if not wrong:
        return result(share, "met")
    given_here = given[wrong[0]]
    message = "retold" if given_here in RETOLD else ("elsewhere" if given_here else "missing")
    return result(share, message, row="rows." + wrong[0])


own_words("own_words", 2)  # two words may name a source: "Civil registry"
