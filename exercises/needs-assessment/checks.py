"""Checks of the needs assessment: what is right follows from the row of the learner's own municipality.

``params["case"]``, where a grader gives it, is the municipality that this learner was to work on.
"""

from localsdg.checks import as_dict, as_list, as_text, as_typed_number, check, result, single


def given(answer, question):
    return as_dict(answer, "answers").get(question)


def place_of(answer, params):
    """``(row, None)``, or ``(None, message)`` if the answer is about no place or about another's."""
    case = as_text(answer, "case")
    for row in params["tables"]["places"]:
        if row["municipality_id"] == case:
            wanted = params.get("case")
            return (row, None) if wanted in (None, case) else (None, "other_case")
    return None, "no_case"


def median(row, column, group, params):
    """The median of a column over the places of the same group, this one among them."""
    places = params["tables"]["places"]
    values = [place[column] for place in places if place[group] == row[group]]
    values.sort()
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def behind(row, column, params):
    """How many points the place is behind places of like size; below 0 where it is ahead."""
    gap = median(row, column, "size", params) - row[column]
    return -gap if column in params["lower_is_better"] else gap


def near(value, expected, tolerance):
    return abs(value - expected) <= tolerance + 1e-9


@check("lowest")
def lowest(answer, params):
    chosen = [option for option in as_list(given(answer, "lowest")) if isinstance(option, str)][:50]
    row, problem = place_of(answer, params)
    if not chosen or problem:
        return result(0, problem or "none")
    options = [question["options"] for question in params["questions"] if question["id"] == "lowest"][0]
    values = [row[option] for option in options]
    values.sort()
    wanted = [option for option in options if row[option] <= values[1]]
    right = [option for option in wanted if option in chosen]
    wrong = [option for option in options if option in chosen and option not in wanted]
    share = max(0, len(right) - len(wrong)) / 2
    if wrong:
        return result(share, "extra", option="options.lowest." + wrong[0], value=row[wrong[0]])
    if not right:
        return result(0, "none")
    return result(share, "met") if share >= 1 else result(share, "missing")


@check("department_gap")
def department_gap(answer, params):
    value = as_typed_number(given(answer, "department_gap"), None, params)
    row, problem = place_of(answer, params)
    if value is None or problem:
        return result(0, problem or "none")
    expected = row["sanitation"] - median(row, "sanitation", "department", params)
    if near(value, expected, 0.15):
        return result(1, "met" if expected else "level")
    if near(value, -expected, 0.15):
        return result(0.5, "sign")
    if near(value, row["sanitation"] - median(row, "sanitation", "size", params), 0.15):
        return result(0, "size")
    if near(value, row["water"] - median(row, "water", "department", params), 0.15):
        return result(0, "water")
    return result(0, "other")


def people_without(row, column):
    return row[column] * (100 - row["water"]) / 100


def rounded(value, expected):
    """Anything from the exact number to one rounded to two digits, and a person or two."""
    return near(value, expected, max(2, 0.05 * expected))


@check("without_water")
def without_water(answer, params):
    value = as_typed_number(given(answer, "without_water"), None, params)
    row, problem = place_of(answer, params)
    if value is None or problem:
        return result(0, problem or "none")
    if rounded(value, people_without(row, "population")):
        return result(1, "met")
    if rounded(value, row["population"] - people_without(row, "population")):
        return result(0, "with")
    if near(value, 100 - row["water"], 0.15):
        return result(0, "percent")
    if rounded(value, people_without(row, "population_gridded")):
        return result(0.5, "estimate")
    return result(0, "too_many" if value > row["population"] else "other")


@check("other_estimate")
def other_estimate(answer, params):
    value = as_typed_number(given(answer, "other_estimate"), None, params)
    row, problem = place_of(answer, params)
    if value is None or problem:
        return result(0, problem or "none")
    if rounded(value, people_without(row, "population_gridded")):
        return result(1, "met")
    return result(0, "same" if rounded(value, people_without(row, "population")) else "other")


@check("furthest")
def furthest(answer, params):
    chosen = as_text(given(answer, "furthest"))
    row, problem = place_of(answer, params)
    if not chosen or problem:
        return result(0, problem or "none")
    options = [question["options"] for question in params["questions"] if question["id"] == "furthest"][0]
    if chosen not in options:
        return result(0, "none")
    gaps = {option: behind(row, option, params) for option in options}
    ordered = [gaps[option] for option in options]
    ordered.sort()
    option = "options.furthest." + chosen
    if gaps[chosen] >= ordered[-1] - 0.05:
        return result(1, "met" if ordered[-1] > 0 else "ahead", option=option)
    if chosen in params["lower_is_better"] and -gaps[chosen] >= ordered[-1]:
        return result(0, "direction", option=option)
    if gaps[chosen] >= ordered[-2] - 0.05 and gaps[chosen] > 0:
        return result(0.5, "second", option=option)
    return result(0, "less" if gaps[chosen] > 0 else "not_behind", option=option)


single("multiply", "malnutrition")
single("sentence", "asked")
