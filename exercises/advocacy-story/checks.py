"""Help while writing the advocacy story. Worth no points: only a person can judge the text."""

from localsdg.checks import as_dict, check, once, plain_digits, result, text_length

GOAL_WORDS = (
    "sdg", "sdgs", "goal", "goals", "target", "targets", "ods", "odd", "objetivo", "objetivos", "meta",
    "metas", "objectif", "objectifs", "cible", "cibles",
)  # fmt: skip
OTHER_SCRIPTS = (("目标", " goal "), ("目標", " goal "), ("هدف", " goal "), ("和", " and "), ("、", " and "))
DIGITS = "0123456789"
PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789."
BETWEEN = ",’'\u00a0\u202f\u2009"  # what may part thousands: 20,000


def written(answer):
    text = as_dict(answer).get("text")
    return text if isinstance(text, str) else ""


def words(text):
    """Lower-case pieces of letters, digits and dots: ``"SDG 6.1,"`` gives ``["sdg", "6.1"]``."""
    # only ASCII letters are made small: beyond them the two Pythons disagree
    for theirs, ours in OTHER_SCRIPTS:
        text = text.replace(theirs, ours)
    small = [sign.lower() if "A" <= sign <= "Z" else sign for sign in plain_digits(text)]
    plain = "".join([sign if sign in PLAIN else "," if parts_thousands(small, place) else " "
                     for place, sign in enumerate(small)])  # fmt: skip
    return [piece.strip(".") for piece in plain.split(" ") if piece.strip(".")]


def parts_thousands(signs, place):
    """Does a comma (or a like sign) with three digits after it, and up to three before it, stand here?"""
    if signs[place] not in BETWEEN:
        return False
    before, after = place, place + 1
    while before > 0 and signs[before - 1] in DIGITS:
        before -= 1
    while after < len(signs) and signs[after] in DIGITS:
        after += 1
    return 1 <= place - before <= 3 and after - place == 4


def is_count(word):
    return word.replace(".", "").replace(",", "").isdigit()


def is_year(word):
    return len(word) == 4 and word.isdigit() and "1990" <= word <= "2040"


def goal_of(word):
    """``6`` for ``"6"``, ``"6.1"`` and ``"6.a"``, else ``None``."""
    first = word.split(".")[0]
    if not first or len(first) > 2 or [sign for sign in first if sign not in DIGITS]:
        return None
    return int(first) if 1 <= int(first) <= 17 else None


def split_goals(text):
    """``(the Goals that the text names, the other words)``."""
    named, others, in_list = [], [], False
    for word in words(text):
        if word in GOAL_WORDS:
            in_list = True
        elif in_list and goal_of(word) is not None:
            named.append(goal_of(word))
        elif word.startswith("sdg") and goal_of(word[3:]) is not None:
            named.append(goal_of(word[3:]))
            in_list = True
        else:
            in_list = in_list and word in ("and", "y", "e", "et")
            others.append(word)
    return named, others


@once
def parts(answer, params):
    return split_goals(written(answer))


@check("length")
def length(answer, params):
    count = text_length(written(answer))
    if count == 0:
        return result(0, "none")
    if count < params["min_words"]:
        return result(0, "short", count=count, least=params["min_words"])
    if count > params["max_words"]:
        return result(0, "long", count=count, most=params["max_words"])
    return result(1, "met", count=count)


@check("goals")
def goals(answer, params):
    named, _ = parts(answer, params)
    if not named:
        return result(0, "none")
    different = [goal for place, goal in enumerate(named) if goal not in named[:place]]
    if len(different) < 2:
        return result(0, "one", goal=different[0])
    return result(1, "met", goals=[str(goal) for goal in different])


@check("number")
def number(answer, params):
    _, others = parts(answer, params)
    years = [word for word in others if is_year(word)]
    counts = [word for word in others if is_count(word) and not is_year(word)]
    if not counts:
        return result(0, "no_number")
    if not years:
        return result(0, "no_year", numbers=counts[:4])
    return result(1, "met", numbers=counts[:4], years=years[:4])
