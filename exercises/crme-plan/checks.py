"""Checks of a plan for communication, reporting, monitoring and evaluation. For both Pythons."""

from localsdg.checks import (
    above_chance,
    as_list,
    as_text,
    as_typed_number,
    check,
    own_words,
    quiet,
    result,
    rounded,
)

ROWS = ["communication", "reporting", "monitoring", "evaluation"]
MOST_AUDIENCES = 4
AIMS = {"communication": "answer", "reporting": "account", "monitoring": "steer", "evaluation": "judge"}
TOLD = {"communication": "siren", "reporting": "kept", "monitoring": "moved", "evaluation": "worth"}
CHOICES = 7  # purposes to choose from, and contents, and people who do it
NO_AIMS = {"receipts": "control", "staff": "control", "praise": "praise"}
NO_CONTENTS = {"printed": "busy", "photos": "busy", "rates": "busy"}
# One of these has to be among the audiences of a row.
FITTING = {
    "communication": ["served", "public"],
    "reporting": ["councils", "funder"],
    "monitoring": ["team", "steering"],
    "evaluation": ["councils", "steering", "funder", "towns"],
}
# These can do little with it.
LITTLE_USE = {
    "communication": ["steering", "ministry"],
    "reporting": ["team", "towns"],
    "monitoring": ["towns"],
    "evaluation": [],
}
MISSED = {
    "communication": "no_residents",
    "reporting": "no_mandate",
    "monitoring": "no_steering",
    "evaluation": "no_deciders",
}
TIMES_A_YEAR = {
    "weekly": 52, "monthly": 12, "quarterly": 4, "half_year": 2, "yearly": 1, "milestones": 0.7,
    "later": 0.5, "end": 0.4,
}  # fmt: skip
# Shares that all possible choices earn on the average (a test counts them out).
BLIND_AUDIENCES = 0.372
BLIND_RHYTHM = 0.562
BLIND_JUDGE = 1.5 / CHOICES
FIGURE = [["start", 80], ["start_year", 2026], ["goal", 20], ["goal_year", 2028]]


def rows_of(answer):
    found = {}
    for row in as_list(answer, "rows")[:20]:
        place = as_text(row, "id")
        if place in ROWS and place not in found:
            found[place] = row
    return {place: found.get(place, {}) for place in ROWS}


def label(row):
    return "rows." + row


def fitted(answer, column, key, strays):
    """One choice a row beside a key: share above chance, and what to say of the first that does not fit."""
    rows = rows_of(answer)
    given = {place: as_text(rows[place], column) for place in ROWS}
    if not [place for place in ROWS if given[place]]:
        return result(0, "none")
    wrong = [place for place in ROWS if given[place] != key[place]]
    share = above_chance(1 - len(wrong) / len(ROWS), 1 / CHOICES)
    if not wrong:
        return result(share, "met")
    first = given[wrong[0]]
    message = strays.get(first, "other_row") if first else "missing"
    return result(share, message, row=label(wrong[0]))


@check("aims")
def aims(answer, params):
    return fitted(answer, "aim", AIMS, NO_AIMS)


@check("told")
def told(answer, params):
    return fitted(answer, "told", TOLD, NO_CONTENTS)


def audience_found(place, known):
    """``[share, message]`` of one row's audiences."""
    if not known:
        return [0, "missing"]
    if len(known) > MOST_AUDIENCES:
        return [0, "everybody"]
    if not [one for one in known if one in FITTING[place]]:
        return [0, MISSED[place]]
    return [0.5, "little_use"] if [one for one in known if one in LITTLE_USE[place]] else [1, ""]


@check("audiences")
def audiences(answer, params):
    rows, found = rows_of(answer), {}
    for place in ROWS:
        known = [one for one in as_list(rows[place], "audience") if isinstance(one, str)]
        found[place] = audience_found(place, known)
    if not [place for place in ROWS if found[place][1] != "missing"]:
        return result(0, "none")
    share = above_chance(sum([found[place][0] for place in ROWS]) / len(ROWS), BLIND_AUDIENCES)
    for place in ROWS:
        if found[place][1]:
            return result(share, found[place][1], row=label(place))
    return result(share, "met")


@check("rhythm")
def rhythm(answer, params):
    rows = rows_of(answer)
    often = {place: TIMES_A_YEAR.get(as_text(rows[place], "rhythm"), 0) for place in ROWS}
    if not [place for place in ROWS if often[place]]:
        return result(0, "none")
    watched = often["monitoring"]
    # Four rules of 0.25 each; a rule counts when the rows that it compares are filled.
    share = 0.25 * bool(watched and often["reporting"] and watched >= often["reporting"])
    share += 0.25 * bool(watched and often["evaluation"] and watched > often["evaluation"])
    share += 0.25 * (0 < often["evaluation"] <= 1)
    share += 0.25 * (often["communication"] > TIMES_A_YEAR["later"])
    share = above_chance(share, BLIND_RHYTHM)
    for place in ROWS:
        if not often[place]:
            return result(share, "missing", row=label(place))
    if often["evaluation"] > 1:
        return result(share, "judging")
    if watched <= often["evaluation"]:
        return result(share, "not_often")
    if watched < often["reporting"]:
        return result(share, "rare")
    return result(share, "met" if often["communication"] > TIMES_A_YEAR["later"] else "late")


@check("figure")
def figure(answer, params):
    row = rows_of(answer)["monitoring"]
    given = {name: as_typed_number(row, name, params) for name, _ in FIGURE}
    if not [name for name in given if row.get(name)]:
        return result(0, "none")
    right = [name for name, value in FIGURE if given[name] == value]
    for name, _ in FIGURE:
        if name not in right:
            return result(len(right) / len(FIGURE), "missing" if given[name] is None else name)
    return result(1, "met")


@check("independent")
def independent(answer, params):
    who = as_text(rows_of(answer)["evaluation"], "who")
    if not who:
        return result(0, "none")
    if who == "outside":
        return result(1, "met")
    return result(above_chance(0.5, BLIND_JUDGE), "half") if who == "pair" else result(0, "own")


@check("money")
def money(answer, params):
    rows = rows_of(answer)
    shares = {place: as_typed_number(rows[place], "share", params) or 0 for place in ROWS}
    given = [place for place in ROWS if shares[place] > 0]
    if not given:
        return result(0, "none")
    judged = shares["monitoring"] + shares["evaluation"]
    total = sum([shares[place] for place in ROWS])
    # Of 100 percent: who gives away more has not given a share to anything.
    enough = (
        shares["monitoring"] > 0 < shares["evaluation"] and params["least_share"] <= judged <= total <= 100
    )
    modest = len(given) == 4 and total <= params["most_share"]
    share = 0.5 * enough + 0.5 * modest
    for place in ROWS:
        if place not in given:
            return result(share, "missing", row=label(place))
    if total > params["most_share"]:
        return result(share, "high", sum=rounded(total, 1), most=params["most_share"])
    if not enough:
        return result(share, "low", sum=rounded(judged, 1), least=params["least_share"])
    return result(share, "met")


@check("hands")
def hands(answer, params):
    rows = rows_of(answer)
    chosen = [as_text(rows[place], "who") for place in ROWS]
    count = len(set(chosen))
    return quiet() if "" in chosen or count >= 3 else result(0, "one", count=count)


own_words("own_words", 4)
