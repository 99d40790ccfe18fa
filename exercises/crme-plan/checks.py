"""Checks of a plan for communication, reporting, monitoring and evaluation. For both Pythons."""

from localsdg.checks import (
    as_list,
    as_text,
    as_typed_number,
    check,
    copied,
    plain_digits,
    result,
    rounded,
    tells,
)

ROWS = ["communication", "reporting", "monitoring", "evaluation"]
LEAST = {"purpose": 5, "content": 4}  # words
MOST_AUDIENCES = 4
# One of these has to be among the audiences of a row.
FITTING = {
    "communication": ["served", "public"],
    "reporting": ["councils", "funder"],
    "monitoring": ["team", "steering"],
    "evaluation": ["councils", "steering", "funder", "towns"],
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
ASKING = [
    "why", "whether", "how", "what", "which", "who", "relevance", "coherence", "effectiveness", "efficiency",
    "impact", "sustainability",
]  # fmt: skip
QUESTION_MARKS = "?？؟"


def words(text):
    """Small words of a text; only ASCII letters are made small, as the two Pythons disagree beyond."""
    small = [sign.lower() if "A" <= sign <= "Z" else sign for sign in text]
    plain = [sign if "a" <= sign <= "z" or ord(sign) > 191 else " " for sign in small]
    return [word for word in "".join(plain).split(" ") if word]


def has_digit(text):
    return bool([sign for sign in plain_digits(text) if "0" <= sign <= "9"])


def says(text, least):
    told = [word for word in words(text) if len(word) >= 2]
    return tells(text, least) or (least <= len(told) <= 8 and len(set(told)) > least / 2)


def alike(one, two):
    """Whether two texts say nearly the same: four of five words in common."""
    first, second = set(words(one)), set(words(two))
    return len(first & second) >= 0.8 * len(first | second)


def rows_of(answer):
    found = {}
    for row in as_list(answer, "rows")[:20]:
        place = as_text(row, "id")
        if place in ROWS and place not in found:
            found[place] = row
    return {place: found.get(place, {}) for place in ROWS}


def texts(answer, column, params):
    """``{row: text}``; too short or copied from another row counts as empty. And the first copied pair."""
    rows = rows_of(answer)
    told = {place: as_text(rows[place], column)[:600] for place in ROWS}
    good = [place for place in ROWS if says(told[place], LEAST[column]) and not copied(told[place], params)]
    kept = {place: told[place] if place in good else "" for place in ROWS}
    pairs = []
    for place, one in enumerate(ROWS):
        for two in ROWS[place + 1 :]:
            if kept[one] and kept[two] and alike(kept[one], kept[two]):
                pairs.append([one, two])
    twice = [row for pair in pairs for row in pair]
    return {place: "" if place in twice else kept[place] for place in ROWS}, pairs


def label(row):
    return "rows." + row


@check("purposes")
def purposes(answer, params):
    kept, pairs = texts(answer, "purpose", params)
    told = [place for place in ROWS if kept[place]]
    if pairs:
        return result(len(told) / 4, "same", one=label(pairs[0][0]), two=label(pairs[0][1]))
    if not told:
        return result(0, "none")
    for place in ROWS:
        if not kept[place]:
            return result(len(told) / 4, "short", row=label(place))
    return result(1, "met")


def audience_fault(place, row):
    known = [one for one in as_list(row, "audience") if isinstance(one, str)]
    if not known:
        return "missing"
    if len(known) > MOST_AUDIENCES:
        return "everybody"
    return "" if [one for one in known if one in FITTING[place]] else MISSED[place]


@check("audiences")
def audiences(answer, params):
    rows = rows_of(answer)
    faults = {place: audience_fault(place, rows[place]) for place in ROWS}
    # Whom it is for can be judged once it is said what it is.
    said = [texts(answer, name, params)[0] for name in ("purpose", "content")]
    for place in ROWS:
        if not faults[place] and not said[0][place] and not said[1][place]:
            faults[place] = "unsaid"
    good = len([place for place in ROWS if not faults[place]])
    if [place for place in ROWS if faults[place] != "missing"] == []:
        return result(0, "none")
    for place in ROWS:
        if faults[place]:
            return result(good / 4, faults[place], row=label(place))
    return result(1, "met")


def content_fault(place, text):
    if not text:
        return "short"
    if place == "monitoring" and not has_digit(text):
        return "no_figure"
    asks = [word for word in words(text) if word in ASKING] + [
        sign for sign in text if sign in QUESTION_MARKS
    ]
    return "no_question" if place == "evaluation" and not asks else ""


@check("contents")
def contents(answer, params):
    kept, pairs = texts(answer, "content", params)
    faults = {place: content_fault(place, kept[place]) for place in ROWS}
    # A figure or a question that is missing costs half of the row.
    share = sum([{"": 1, "short": 0}.get(faults[place], 0.5) for place in ROWS]) / 4
    if pairs:
        return result(share, "same", one=label(pairs[0][0]), two=label(pairs[0][1]))
    if not [place for place in ROWS if kept[place]]:
        return result(0, "none")
    for place in ROWS:
        if faults[place]:
            return result(share, faults[place], row=label(place))
    return result(1, "met")


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


@check("independent")
def independent(answer, params):
    who = as_text(rows_of(answer)["evaluation"], "who")
    if not who:
        return result(0, "none")
    if who == "outside":
        return result(1, "met")
    return result(0.5, "half") if who == "pair" else result(0, "own")


@check("hands")
def hands(answer, params):
    rows = rows_of(answer)
    known = params["columns"][4]["options"]
    chosen = [as_text(rows[place], "who") for place in ROWS]
    count = len({who for who in chosen if who in known})
    if not count:
        return result(0, "none")
    return result(1, "met") if count >= 3 else result(0, "one", count=count)


@check("money")
def money(answer, params):
    rows = rows_of(answer)
    shares = {place: as_typed_number(rows[place], "share", params) or 0 for place in ROWS}
    given = [place for place in ROWS if shares[place] > 0]
    if not given:
        return result(0, "none")
    judged = shares["monitoring"] + shares["evaluation"]
    total = sum([shares[place] for place in ROWS])
    enough = shares["monitoring"] > 0 and shares["evaluation"] > 0 and judged >= params["least_share"]
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
