"""Advice on the plan of a session, in any language: its length, and what the minutes of its lines make."""

from localsdg.checks import as_text, check, own_words, plain_digits, quiet, result, text_length

LONGEST = 20000  # signs; more is no plan of a page
FEWEST = 3  # lines that begin with a number; fewer are no agenda
DIGITS = "0123456789"


def minutes_of(line):
    """``15`` for a line beginning with ``15 min``, ``15'``, ``15分`` or a table's ``| 15 |``, else no number.

    Nor for a list's ``1.``, an hour (``10:15``, ``10.15``, ``10h15``, ``10-11``) and ``15 %``: ``None``.
    """
    # ASCII alone may be stripped: MicroPython strips bytes
    line = plain_digits(line).replace("•", "-").replace("–", "-").strip(" \t\r-*|")
    digits = ""
    while len(digits) < len(line) and line[len(digits)] in DIGITS:
        digits += line[len(digits)]
    rest = line[len(digits) :].strip(" *")
    if not 1 <= len(digits) <= 2 or rest[:1] in (".", ")", ":", ",", "-", "/", "%", "+"):
        return None
    return None if rest[:1] in ("h", "H") and rest[1:2] in DIGITS else int(digits)


@check("length")
def length(answer, params):
    count = text_length(as_text(answer, "text")[:LONGEST])
    least, most = params["min_words"], params["max_words"]
    message = "none" if count == 0 else "short" if count < least else "long" if count > most else "within"
    return result(0, message, count=count, least=least, most=most)


@check("minutes")
def minutes(answer, params):
    wanted = params["minutes"]
    found = [minutes_of(line) for line in as_text(answer, "text")[:LONGEST].split("\n")]
    steps = [value for value in found if value and value != wanted]  # 90 is the whole, not a step
    if len(steps) < FEWEST:
        return quiet()
    return result(0, "sum", steps=len(steps), sum=sum(steps), wanted=wanted)


own_words("own_words", 1)
