"""Help while planning the session. Worth no points: only a person can judge the plan."""

from localsdg.checks import as_dict, check, plain_digits, result, text_length

LONGEST = 20000  # signs; more is no plan of a page
UNSEEN = [
    "know",
    "understand",
    "learn",
    "appreciate",
    "be",
    "become",
    "feel",
    "realise",
    "realize",
    "see",
    "also",
]
FILLERS = ["then", "now", "each", "all", "to", "at", "least", "better", "not"]
# Beginnings of the words under which a part may stand.
PARTS = {
    "objective": ["objective", "outcome", "aim"],
    "agenda": ["agenda", "programme", "schedule", "timetable"],
    "activity": ["activit", "task", "exercise"],
    "materials": ["material", "equipment", "in the bag"],
    "evaluation": ["evaluat", "feedback"],
    "everybody": ["everybody", "everyone", "inclusi", "accessib", "left out"],
}
ORDER = ["objective", "agenda", "activity", "materials", "evaluation", "everybody"]


def written(answer):
    text = as_dict(answer).get("text")
    return text[:LONGEST] if isinstance(text, str) else ""


def small(text):
    """ASCII letters made small: beyond them the two Pythons disagree."""
    return "".join([sign.lower() if "A" <= sign <= "Z" else sign for sign in text])


def words(text):
    plain = "".join([sign if "a" <= sign <= "z" else " " for sign in small(text)])
    return [word for word in plain.split(" ") if word]


def step_minutes(line):
    """``15`` for a line that begins with ``15 min``, ``15'`` or a table's ``| 15 |``, else ``None``."""
    # ASCII alone may be stripped: MicroPython strips bytes
    line = plain_digits(line).replace("•", "-").replace("–", "-").strip(" \t\r-*|")
    digits = ""
    while len(digits) < len(line) and line[len(digits)] in "0123456789":
        digits += line[len(digits)]
    rest = small(line[len(digits) :].strip(" *"))
    if not digits or len(digits) > 3 or not (rest[:3] == "min" or rest[:1] in ("'", "′", "|", "’")):
        return None
    return int(digits)


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


@check("verb")
def verb(answer, params):
    told = words(written(answer))
    for place, word in enumerate(told[:-1]):
        if word == "can" or (word == "able" and told[place + 1] == "to"):
            after = [one for one in told[place + 1 : place + 6] if one not in FILLERS]
            if after:
                return result(
                    0 if after[0] in UNSEEN else 1, "unseen" if after[0] in UNSEEN else "met", verb=after[0]
                )
    return result(0, "none")


@check("minutes")
def minutes(answer, params):
    wanted = params["minutes"]
    found = [step_minutes(line) for line in written(answer).split("\n")]
    steps = [value for value in found if value and value != wanted]  # 90 is the whole, not a step
    total = sum(steps)
    if not steps:
        return result(0, "none")
    if total == wanted:
        return result(1, "met", steps=len(steps), sum=total)
    message = "too_few" if total < wanted else "too_many"
    return result(0, message, steps=len(steps), sum=total, wanted=wanted)


@check("parts")
def parts(answer, params):
    text = small(written(answer))
    missing = [part for part in ORDER if not [word for word in PARTS[part] if word in text]]
    if len(missing) == len(ORDER):
        return result(0, "none")
    if missing:
        return result(0, "missing", missing=["parts." + part for part in missing])
    return result(1, "met")
