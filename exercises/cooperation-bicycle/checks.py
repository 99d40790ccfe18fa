"""Checks of the sheet "Look over your bicycle": evidence that fits its step, and the weakest parts first.

There is no right step for a part: what counts is that a step stands on evidence of its kind.
For both Pythons.
"""

from localsdg.checks import as_list, as_text, check, copied, dense, plain_digits, result

PARTS = ["handlebar", "front_wheel", "back_wheel", "chain", "pedals", "brakes", "carrier", "bell"]
STEPS = ["nothing", "said", "written", "done"]
LEAST_EVIDENCE = 3  # words
LEAST_NEXT = 5
MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
]  # fmt: skip


def words(text):
    """Small words of a text; only ASCII letters are made small, as the two Pythons disagree beyond."""
    small = [sign.lower() if "A" <= sign <= "Z" else sign for sign in text]
    plain = [sign if "a" <= sign <= "z" or ord(sign) > 191 else " " for sign in small]
    return [word for word in "".join(plain).split(" ") if word]


def has_digit(text):
    return bool([sign for sign in plain_digits(text) if "0" <= sign <= "9"])


def says(text, least):
    told = [word for word in words(text) if len(word) >= 2]
    return (len(told) >= least and len(set(told)) >= 3) or dense(text) >= 2 * least


def alike(one, two):
    """Whether two texts say nearly the same: four of five words in common."""
    first, second = set(words(one)), set(words(two))
    return bool(first) and len(first & second) >= 0.8 * len(first | second)


def rows_of(answer):
    """``{part: row}``; of two rows of one part the first counts."""
    found = {}
    for row in as_list(answer, "rows")[:40]:
        part = as_text(row, "id")
        if part in PARTS and part not in found:
            found[part] = row
    return {part: found.get(part, {}) for part in PARTS}


def steps_of(answer):
    """``{part: 0..3}`` of the parts that have a step."""
    chosen = {part: as_text(row, "step") for part, row in rows_of(answer).items()}
    return {part: STEPS.index(chosen[part]) for part in PARTS if chosen[part] in STEPS}


def faults(answer):
    """``{part: what its evidence lacks, or ""}`` of the parts with a step, and the first copied pair."""
    rows, steps = rows_of(answer), steps_of(answer)
    texts = {part: as_text(rows[part], "evidence")[:600] for part in PARTS}
    told = [part for part in PARTS if part in steps]
    found = {part: fault(texts[part], steps[part]) for part in told}
    pairs = []
    for place, one in enumerate(told):
        for two in told[place + 1 :]:
            if not found[one] and not found[two] and alike(texts[one], texts[two]):
                pairs.append([one, two])
    for pair in pairs:
        for part in pair:
            found[part] = "copied"
    return found, pairs


def fault(text, step):
    if not text:
        return "missing"
    if not says(text, LEAST_EVIDENCE):
        return "thin"
    return "no_sight" if step == 3 and not has_digit(text) else ""


def label(part):
    return "rows." + part


@check("steps")
def steps(answer, params):
    given = steps_of(answer)
    if not given:
        return result(0, "none")
    missing = [part for part in PARTS if part not in given]
    if missing:
        return result(len(given) / len(PARTS), "some", count=len(given), part=label(missing[0]))
    return result(1, "met")


@check("evidence")
def evidence(answer, params):
    found, pairs = faults(answer)
    order = [part for part in PARTS if part in found]
    share = len([part for part in order if not found[part]]) / len(PARTS)
    if not [part for part in order if found[part] != "missing"]:
        return result(0, "none")
    if pairs:
        return result(share, "copied", one=label(pairs[0][0]), two=label(pairs[0][1]))
    for part in order:
        if found[part]:
            return result(share, found[part], part=label(part))
    return result(share, "met" if share == 1 else "unplaced")


@check("spread")
def spread(answer, params):
    found, _ = faults(answer)
    given = steps_of(answer)
    firm = [part for part in PARTS if part in found and not found[part]]
    # With less than half of the parts on evidence there is nothing yet to tell apart.
    if len(firm) < len(PARTS) / 2:
        return result(0, "none")
    used = len({given[part] for part in firm})
    if used >= 3:
        return result(1, "met")
    return result(0.5, "two") if used == 2 else result(0, "one")


def next_fault(text, params):
    if not text:
        return "missing"
    if not says(text, LEAST_NEXT) or copied(text, params):
        return "thin"
    dated = has_digit(text) or [word for word in words(text) if word in MONTHS]
    return "" if dated else "no_date"


def weakest(given, count):
    """The parts among which the ``count`` weakest are; more of them where several are equally weak."""
    limit = sorted(given.values())[count - 1]
    return sorted(
        [part for part in given if given[part] <= limit],
        key=lambda part: 10 * given[part] + PARTS.index(part),
    )


@check("next_steps")
def next_steps(answer, params):
    given, rows, count = steps_of(answer), rows_of(answer), params["next_steps"]
    if len(given) < count:
        return result(0, "early")
    texts = {part: as_text(rows[part], "next")[:600] for part in PARTS}
    weak = weakest(given, count)
    found = {part: next_fault(texts[part], params) for part in weak}
    good = [part for part in weak if not found[part]]
    # The same sentence at two parts is one step.
    good = [
        part
        for place, part in enumerate(good)
        if not [1 for one in good[:place] if alike(texts[one], texts[part])]
    ]
    undated = [part for part in weak if found[part] == "no_date"]
    share = min(1, (len(good) + 0.5 * min(len(undated), max(0, count - len(good)))) / count)
    if share == 1:
        return result(1, "met")
    for wanted in ("no_date", "thin"):
        for part in weak:
            if found[part] == wanted:
                return result(share, wanted, part=label(part))
    rest = [part for part in weak if part not in good]
    if good:
        return result(share, "one", part=label(rest[0]))
    stronger = [part for part in PARTS if part not in weak and not next_fault(texts[part], params)]
    return result(share, "elsewhere" if stronger else "none", part=label(weak[0]))
