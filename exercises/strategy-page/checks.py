"""Checks of one strategy page: aim, measures, indicator and values, change of course. For both Pythons.

The learner's own page stands in further rows; no check that is worth points looks at them.
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

# What an aim is worth; the others say something else than what will be better for whom.
AIMS = {"young_women": 1, "young": 0.5}
# Measure: its field, and who answers for it.
MEASURES = {
    "evening": ["programme", "social"],
    "fair": ["no_answer", "nobody"],
    "floors": ["rule", "council"],
    "nurseries": ["investment", "works"],
    "posters": ["no_answer", "nobody"],
    "hours": ["rule", "council"],
    "path": ["investment", "works"],
    "bus": ["programme", "transport"],
}
ORDER = ["evening", "fair", "floors", "nurseries", "posters", "hours", "path", "bus"]
INDICATORS = {"neet_women": 1, "neet_all": 0.5}
# Today's value of each of the two, its pace of itself, and the fastest pace that others have shown. Measures
# reach women, who are half of all young people: their pace is twice that of all.
START, TREND, FASTEST = {"neet_women": 35, "neet_all": 25}, 0.25, {"neet_women": 2, "neet_all": 1}
START_YEAR, FIRST, LAST = 2026, 2028, 2031  # of the values, and the years in which a target may fall
ONE_POINT = 140  # young women who are one percent of all young women
COURSE = {"taken": "execution", "early": "go_on", "level": "programme", "country": "evaluate"}
CASES = ["taken", "early", "level", "country"]


@once
def rows(answer, params):
    return given_rows(answer, params, 60)


def chosen(answer, params, row, column):
    """What was chosen, ``""`` for what is no option."""
    given = as_text(rows(answer, params)[row], column)
    return given if given in column_options(params, column) else ""


def number(answer, params, column):
    return as_typed_number(rows(answer, params)["indicator"], column, params)


def one_of(answer, params, row, column, worth):
    """A single choice: what it is worth, and what to say of it."""
    given = chosen(answer, params, row, column)
    share = worth.get(given, 0)
    if not given:
        return result(0, "none")
    return result(share, "met" if share == 1 else "not_" + given)


@check("aim")
def aim(answer, params):
    return one_of(answer, params, "aim", "aim", AIMS)


def by_measure(answer, params, column, place):
    """Choices for the eight measures: ``(right, wrong, missing)``."""
    right, wrong, missing = [], [], []
    for name in ORDER:
        given = chosen(answer, params, name, column)
        group = right if given == MEASURES[name][place] else wrong if given else missing
        group.append(name)
    return right, wrong, missing


@check("field")
def field(answer, params):
    right, wrong, missing = by_measure(answer, params, "field", 0)
    if len(missing) == len(ORDER):
        return result(0, "none")
    share = above_chance(len(right) / len(ORDER), 1 / 4)
    if wrong:
        return result(share, "not_" + MEASURES[wrong[0]][0], row="rows." + wrong[0], right=len(right))
    return result(share, "missing" if missing else "met", right=len(right))


@check("who")
def who(answer, params):
    right, wrong, missing = by_measure(answer, params, "who", 1)
    if len(missing) == len(ORDER):
        return result(0, "none")
    # Two measures are left out, two belong to the council, two to the works department: one option everywhere
    # is right twice.
    share = above_chance(len(right) / len(ORDER), 1 / 4)
    if wrong:
        return result(share, "wrong", row="rows." + wrong[0], right=len(right))
    return result(share, "missing" if missing else "met", right=len(right))


@check("indicator")
def indicator(answer, params):
    return one_of(answer, params, "indicator", "indicator", INDICATORS)


@check("start")
def start(answer, params):
    given, value = chosen(answer, params, "indicator", "indicator"), number(answer, params, "start")
    year = number(answer, params, "start_year")
    if value is None and year is None:
        return result(0, "none")
    if given not in START:
        return result(0, "first_indicator")
    fits, dated = value == START[given], year == START_YEAR
    message = "met" if fits and dated else "year" if fits else "value"
    return result((fits + dated) / 2, message)


@check("target")
def target(answer, params):
    given, value = chosen(answer, params, "indicator", "indicator"), number(answer, params, "target")
    year = number(answer, params, "target_year")
    if value is None and year is None:
        return result(0, "none")
    if given not in START:
        return result(0, "first_indicator")
    dated = year is not None and FIRST <= year <= LAST and int(year) == year
    if not dated:
        return result(0, "year" if year is not None else "no_year")
    if value is None or not 0 <= value < START[given]:
        return result(1 / 4, "no_value" if value is None else "worse")
    pace = (START[given] - value) / (year - START_YEAR)
    if pace > FASTEST[given]:
        return result(1 / 4, "too_fast")
    return result(1, "met") if pace > TREND else result(1 / 2, "too_slow")


@check("women")
def women(answer, params):
    value, aimed = number(answer, params, "women"), number(answer, params, "target")
    if value is None:
        return result(0, "none")
    given = chosen(answer, params, "indicator", "indicator")
    if given != "neet_women":
        return result(0, "average" if given == "neet_all" else "first_indicator")
    if aimed is None or not 0 <= aimed < START[given]:
        return result(0, "first_target")
    expected = ONE_POINT * (START[given] - aimed)
    if abs(value - expected) <= 2:
        return result(1, "met")
    return result(0, "people" if value <= 100 else "wrong")


@check("found_in")
def found_in(answer, params):
    return one_of(answer, params, "indicator", "found_in", {"survey": 1})


@check("course")
def course(answer, params):
    given = {name: chosen(answer, params, name, "course") for name in CASES}
    filled = [name for name in CASES if given[name]]
    wrong = [name for name in filled if given[name] != COURSE[name]]
    if not filled:
        return result(0, "none")
    share = above_chance((len(filled) - len(wrong)) / len(CASES), 1 / 4)
    if wrong:
        return result(share, "not_" + wrong[0])
    return result(share, "met" if len(filled) == len(CASES) else "missing")


own_words("own_words", 4)
