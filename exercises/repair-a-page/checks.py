"""Checks of the sheet "Repair a page of a review": sentences, numbers, attempts. For both Pythons."""

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

own_words("own_words", 15)

# What each choice is worth, sentence by sentence: several can be argued by an expert.
FAULTS = [
    ("residents", {"average": 1}),
    ("three_years", {"start_year": 1, "average": 0.5}),  # the average hides there, too
    ("buses", {"activity": 1}),
    ("hill_road", {"cause": 1}),
    ("passengers", {"scale": 1}),
    ("safe", {"unlike": 1}),
    ("pupils", {"no_source": 1, "cause": 0.5}),  # "before line 7" suggests a cause
    ("night_bus", {"sound": 1}),
    ("stops", {"no_baseline": 1, "activity": 0.5}),  # a light is an output
    ("air", {"no_target": 1}),
]
# Row, least and most of the right number.
NUMBERS = [
    ("since_all", 4, 4),
    ("since_women", 0, 0),
    ("apart", 20, 20),
    ("missing", 24, 24),
    ("pace", 8, 8),
    ("riders", 5.35, 5.45),
]
MENDED = [
    ("planned", {"less": 1, "fit": 0.5}),  # all of it is true; the result is left out
    ("moved", {"more": 1}),
    ("both", {"fit": 1}),
    ("unknown", {"less": 1, "fit": 0.5}),
    ("improved", {"more": 1}),
    ("two_ways", {"fit": 1}),
]


@once
def rows(answer, params):
    return given_rows(answer, params, 60)


def judged(answer, params, column, worth):
    """``(share beyond chance, message, place)`` of a column's choices; ``worth``: rows and their values."""
    known = column_options(params, column)
    choices = [as_text(rows(answer, params)[name], column) for name, _ in worth]
    choices = [choice if choice in known else "" for choice in choices]
    if not [choice for choice in choices if choice]:
        return 0, "none", 0
    values = [each.get(choices[at], 0) for at, (_, each) in enumerate(worth)]
    blind = sum([sum(each.values()) for _, each in worth]) / len(known) / len(worth)
    share = above_chance(sum(values) / len(worth), blind)
    for message, found in (
        ("wrong", [at for at, choice in enumerate(choices) if choice and not values[at]]),
        ("argued", [at for at, value in enumerate(values) if 0 < value < 1]),
        ("missing", [at for at, choice in enumerate(choices) if not choice]),
    ):
        if found:
            return share, message, found[0]
    return share, "met", 0


@check("faults")
def faults(answer, params):
    share, message, at = judged(answer, params, "fault", FAULTS)
    if message == "wrong":
        return result(share, "not_" + FAULTS[at][0])
    if message in ("argued", "missing"):
        return result(share, message, sentence=at + 1)
    return result(share, message)


@check("numbers")
def numbers(answer, params):
    given = [as_typed_number(rows(answer, params)[name], "value", params) for name, _, _ in NUMBERS]
    if not [value for value in given if value is not None]:
        return result(0, "none")
    right = [
        given[at] is not None and least <= given[at] <= most for at, (_, least, most) in enumerate(NUMBERS)
    ]
    share = sum(right) / len(NUMBERS)
    for at, value in enumerate(given):
        if value is not None and not right[at]:
            return result(share, "not_" + NUMBERS[at][0])
    for at, value in enumerate(given):
        if value is None:
            return result(share, "missing", row="rows." + NUMBERS[at][0])
    return result(share, "met")


@check("mended")
def mended(answer, params):
    share, message, at = judged(answer, params, "verdict", MENDED)
    if message == "wrong":
        return result(share, "not_" + MENDED[at][0])
    if message in ("argued", "missing"):
        return result(share, message, row="rows." + MENDED[at][0])
    return result(share, message)
