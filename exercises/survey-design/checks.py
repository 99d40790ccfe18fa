"""Checks of the sheet "Design a survey of local governments": eight drafts to mend and a gap to fill."""

from localsdg.checks import above_chance, as_list, as_text, check, own_words, result

own_words("own_words", 5)

DRAFTS = [
    "three_problems", "repaired_and_lowered", "staff_trained", "anchored", "five_targets", "worth_copying",
    "with_schools", "meetings",
]  # fmt: skip
# What each choice is worth, draft by draft in the order above: several can be right, some can be argued.
FAULTS = [
    {"leads": 1},
    {"two": 1},
    {"no_time": 1},
    {"vague": 1},
    {"no_way_out": 1},
    {"form": 1, "vague": 0.5},
    {"sound": 1},
    {"not_apart": 1, "form": 0.5},  # one number is a form that cannot give two
]
POINTS = [
    {"priorities": 1},
    {"interventions": 1},
    {"interventions": 1},
    {"targets": 1},
    {"targets": 1},
    {"practices": 1},
    {"interventions": 1},
    {"interventions": 1},
]
FORMS = [
    {"ranking": 1, "short_text": 1, "long_text": 0.5},
    {"several_options": 1, "yes_no": 1},  # one list to tick, or two questions
    {"number": 1, "one_option": 0.5},  # bands are answered more often, but nobody can add them up
    {"one_option": 1, "yes_no": 1, "short_text": 1},
    {"several_options": 1, "short_text": 1},
    {"long_text": 1, "short_text": 1},  # or a link, and the name of somebody to call
    {"several_options": 1},
    {"number": 1, "one_option": 0.5},  # bands tell roughly
]
PERIODS = [
    {"today": 1},
    {"last_24_months": 1, "since_2022": 0.5},
    {"since_2022": 1, "last_24_months": 0.5},
    {"since_2022": 1, "today": 1},  # the plan that is in force today is one of these
    {"since_2022": 1, "today": 1},
    {"last_24_months": 1, "since_2022": 1},
    {"last_24_months": 1, "since_2022": 0.5},
    {"last_24_months": 1, "since_2022": 0.5},
]
# Not the finance office, which knows no plans and cases, and nobody by chance.
OFFICES = [
    {"leader": 1, "planning": 1},
    {"department": 1, "planning": 1},
    {"department": 1, "planning": 1, "statistics": 1, "leader": 1},
    {"planning": 1, "leader": 1, "department": 1},
    {"planning": 1, "leader": 1},
    {"department": 1, "planning": 1, "leader": 1},
    {"department": 1, "planning": 1, "leader": 1},
    {"department": 1, "planning": 1, "leader": 1, "statistics": 1},
]


def row_of(answer, name):
    """The row of a draft, ``{}`` where there is none; of two the first counts."""
    for row in as_list(answer, "rows")[:40]:
        if as_text(row, "id") == name:
            return row
    return {}


def options(params, column):
    for one in as_list(params, "columns"):
        if as_text(one, "id") == column:
            return as_list(one, "options")
    return []


def judged(answer, params, column, worth, by_draft=False):
    """The share earned beyond chance, with what to look at first; ``by_draft``: in words about that draft."""
    known, earned, wrong, argued, missing = options(params, column), 0, [], [], []
    for place, name in enumerate(DRAFTS):
        choice = as_text(row_of(answer, name), column)
        if choice not in known:
            missing.append(place + 1)
            continue
        value = worth[place].get(choice, 0)
        earned += value
        if value < 1:
            (argued if value else wrong).append(place + 1)
    blind = sum([sum(one.values()) for one in worth]) / len(known) / len(DRAFTS)
    share = above_chance(earned / len(DRAFTS), blind)
    if len(missing) == len(DRAFTS):
        return result(0, "none")
    if wrong and by_draft:
        return result(share, "not_" + DRAFTS[wrong[0] - 1])
    for message, found in (("wrong", wrong), ("argued", argued), ("missing", missing)):
        if found:
            return result(share, message, draft=found[0])
    return result(share, "met")


@check("faults")
def faults(answer, params):
    return judged(answer, params, "fault", FAULTS, by_draft=True)


@check("points")
def points(answer, params):
    return judged(answer, params, "point", POINTS)


@check("answer_types")
def answer_types(answer, params):
    return judged(answer, params, "answer_type", FORMS, by_draft=True)


@check("time_frame")
def time_frame(answer, params):
    return judged(answer, params, "period", PERIODS)


@check("who_answers")
def who_answers(answer, params):
    return judged(answer, params, "who", OFFICES)


@check("gap")
def gap(answer, params):
    row = row_of(answer, "gap")
    point = as_text(row, "point")
    if not point:
        return result(0, "none")
    if point != "budgets":
        return result(0, "covered" if point in options(params, "point") else "none")
    form = as_text(row, "answer_type") in ("number", "one_option")  # a sum, or bands
    year = as_text(row, "period") == "budget_year"
    office = as_text(row, "who") == "finance"
    share = (1 + form + year + office) / 4
    if not form:
        return result(share, "form")
    if not year:
        return result(share, "year")
    return result(share, "met" if office else "office")
