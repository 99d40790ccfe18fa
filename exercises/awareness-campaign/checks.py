"""Checks of the sheet "An awareness campaign": six measures of a made-up town to judge. For both Pythons.

The learner's own campaign earns nothing: that a means reaches people in a town can only be judged there.
"""

from localsdg.checks import (
    above_chance,
    as_dict,
    as_list,
    as_text,
    check,
    own_words,
    quiet,
    read_code,
    result,
)

own_words("own_words", 2)

MEASURES = ["hill_bus", "fish_song", "flood_leaflet", "crossing", "night_bus", "offices"]
# What each choice is worth, in the order of the measures: several can be right, some can be argued.
TARGETS = [
    {"11.2": 1},
    {"12.3": 1, "12.5": 0.5},
    {"11.5": 1, "13.1": 1, "13.3": 1, "1.5": 1},
    {"11.6": 1, "3.9": 1},
    {"11.2": 1},
    {"12.5": 1, "12.2": 0.5, "12.7": 0.5},
]
PURPOSES = [
    {"take_part": 1, "decide": 0.5},
    {"habit": 1},
    {"know": 1},
    {"know": 1},
    {"decide": 1},
    {"habit": 1},
]
RUNGS = [
    {"did": 1},
    {"did": 1},
    {"printed": 1},
    {"understood": 1},
    {"reached": 1},
    {"understood": 1},
]
OVERLOOKED = [
    {"time": 1},
    {"voices": 1},
    {"work": 1, "figures": 0.5},  # copies are no people, so nobody can be counted apart
    {"figures": 1},
    {"matter": 1},
    {"nothing": 1},
]
HARD = ["older", "disabled", "newcomers", "outlying"]
INSIDE = ["staff", "council"]
CULTURE = ["theatre", "music", "exhibition"]
EDUCATION = ["school_project", "library", "course"]


def row_of(answer, name):
    """The row of a measure, ``{}`` where there is none; of two the first counts."""
    for row in as_list(answer, "rows")[:60]:
        if as_text(row, "id") == name:
            return row
    return {}


def judged(choices, worth, known):
    """``(share, message, details)`` of six choices; ``known``: how many there are to choose from."""
    if not [choice for choice in choices if choice]:
        return 0, "none", {}
    values = [worth[place].get(choice, 0) for place, choice in enumerate(choices)]
    blind = sum([sum(one.values()) for one in worth]) / known / len(worth)
    share = above_chance(sum(values) / len(worth), blind)
    for place, choice in enumerate(choices):
        if choice and not values[place]:
            return share, "not_" + MEASURES[place], {}
    for place, choice in enumerate(choices):
        if choice and values[place] < 1:
            return share, "argued", {"number": place + 1}
    missing = [place + 1 for place, choice in enumerate(choices) if not choice]
    return (share, "missing", {"number": missing[0]}) if missing else (share, "met", {})


def chosen(answer, params, column):
    """What is chosen in a column for each measure, ``""`` for nothing known; how many options it has."""
    options = []
    for one in as_list(params, "columns"):
        if as_text(one, "id") == column:
            options = as_list(one, "options")
    found = [as_text(row_of(answer, name), column) for name in MEASURES]
    return [choice if choice in options else "" for choice in found], len(options)


@check("targets")
def targets(answer, params):
    codes = [as_text(row, "target") for row in as_list(as_dict(params, "tables"), "targets")]
    typed = [as_text(row_of(answer, name), "target") for name in MEASURES]
    found = [read_code(text, codes) or "" for text in typed]
    share, message, details = judged(found, TARGETS, len(codes))
    unread = [place for place, text in enumerate(typed) if text and not found[place]]
    if unread:
        return result(share, "unread", number=unread[0] + 1)
    return result(share, message, **details)


@check("follows")
def follows(answer, params):
    share, message, details = judged(*with_worth(chosen(answer, params, "purpose"), PURPOSES))
    return result(share, message, **details)


@check("ladder")
def ladder(answer, params):
    share, message, details = judged(*with_worth(chosen(answer, params, "measured"), RUNGS))
    return result(share, message, **details)


@check("overlooked")
def overlooked(answer, params):
    share, message, details = judged(*with_worth(chosen(answer, params, "overlooks"), OVERLOOKED))
    return result(share, message, **details)


def with_worth(found, worth):
    choices, known = found
    return choices, worth, max(1, known)


@check("plan")
def plan(answer, params):
    """Advice on the learner's own campaign, by the rules of the lesson."""
    rows = [row_of(answer, "own_" + str(number)) for number in range(1, 6)]
    corners = [as_text(row, "corner") for row in rows if as_text(row, "corner")]
    means = [as_text(row, "means") for row in rows if as_text(row, "means")]
    upper = [row for row in rows if as_text(row, "measured") in ("understood", "did")]
    if len(corners) < 5 or len(means) < 5:
        return quiet()  # not finished
    if len(set(corners)) < 5:
        return result(0, "corners", count=len(set(corners)))
    if not [corner for corner in corners if corner in HARD]:
        return result(0, "no_hard")
    if not [corner for corner in corners if corner in INSIDE]:
        return result(0, "no_inside")
    if not [one for one in means if one in CULTURE] or not [one for one in means if one in EDUCATION]:
        return result(0, "no_culture_education")
    if len(upper) < 3:
        return result(0, "low", count=len(upper))
    return quiet()
