"""Checks of the sheet "Look over your bicycle": what the folder of the taps proves, and what is mended first.

Whether the steps of the learner's own cooperation are right nobody can know from here: they earn nothing.
For both Pythons.
"""

from localsdg.checks import above_chance, as_list, as_text, check, own_words, quiet, result

own_words("own_words", 4)

PARTS = ["handlebar", "front_wheel", "back_wheel", "chain", "pedals", "brakes", "carrier", "bell"]
STEPS = ["nothing", "said", "written", "done"]
# What each step is worth for the taps, in the order of the parts.
PROVED = [
    {"said": 1, "nothing": 0.5},  # a speech, and an agreement that is silent
    {"written": 1},
    {"done": 1},
    {"done": 1},
    {"written": 1},
    {"nothing": 1},
    {"said": 1},
    {"nothing": 1},
]
WEAKEST = ["brakes", "bell"]


def rows_of(answer):
    """``{part: row}``; of two rows of one part the first counts."""
    found = {}
    for row in as_list(answer, "rows")[:40]:
        part = as_text(row, "id")
        if part in PARTS and part not in found:
            found[part] = row
    return {part: found.get(part, {}) for part in PARTS}


def label(part):
    return "rows." + part


@check("proved")
def proved(answer, params):
    rows = rows_of(answer)
    chosen = [as_text(rows[part], "proved") for part in PARTS]
    if not [step for step in chosen if step in STEPS]:
        return result(0, "none")
    worth = [PROVED[place].get(step, 0) for place, step in enumerate(chosen)]
    blind = sum([sum(one.values()) for one in PROVED]) / len(STEPS) / len(PARTS)
    share = above_chance(sum(worth) / len(PARTS), blind)
    for place, step in enumerate(chosen):
        if step in STEPS and not worth[place]:
            best = max([STEPS.index(one) for one in PROVED[place]])
            return result(share, "high" if STEPS.index(step) > best else "low", number=place + 1)
    for place, step in enumerate(chosen):
        if step in STEPS and worth[place] < 1:
            return result(share, "argued", number=place + 1)
    missing = [place + 1 for place, step in enumerate(chosen) if step not in STEPS]
    if missing:
        return result(share, "some", number=missing[0])
    return result(share, "met")


def dated(answer):
    rows = rows_of(answer)
    return [part for part in PARTS if is_date(as_text(rows[part], "by"))]


def is_date(text):
    """``2028-09-30``, as the field writes it."""
    parts = text.split("-")
    if [len(part) for part in parts] != [4, 2, 2]:
        return False
    if [sign for sign in text if sign not in "-0123456789"]:
        return False
    return 1 <= int(parts[1]) <= 12 and 1 <= int(parts[2]) <= 31


@check("weakest")
def weakest(answer, params):
    parts = dated(answer)
    if not parts:
        return result(0, "none")
    right = [part for part in parts if part in WEAKEST]
    others = len(parts) - len(right)
    # A date at every part chooses nothing.
    share = max(0, len(right) / 2 - others / 2)
    if others and len(right) == 2:
        return result(share, "many", count=len(parts))
    if others:
        return result(share, "elsewhere", number=PARTS.index([p for p in parts if p not in WEAKEST][0]) + 1)
    return result(share, "met" if len(right) == 2 else "one")


@check("in_time")
def in_time(answer, params):
    rows, parts = rows_of(answer), dated(answer)
    right = [part for part in parts if part in WEAKEST]
    if not right or len(parts) > 3:  # a date at every part chooses nothing
        return result(0, "none")
    days = {part: as_text(rows[part], "by") for part in right}
    good = [part for part in right if params["today"] < days[part] <= params["decision"]]
    late = [part for part in right if days[part] > params["decision"]]
    if late:
        return result(len(good) / 2, "late")
    if len(good) < len(right):
        return result(len(good) / 2, "past")
    return result(len(good) / 2, "met" if len(good) == 2 else "one")


@check("own_steps")
def own_steps(answer, params):
    """Advice: do the learner's own next steps stand at the weakest of the parts?"""
    rows = rows_of(answer)
    steps = {part: as_text(rows[part], "step") for part in PARTS}
    steps = {part: STEPS.index(steps[part]) for part in PARTS if steps[part] in STEPS}
    planned = [part for part in PARTS if as_text(rows[part], "next")]
    if len(steps) < 2 or not planned:
        return quiet()
    least = min(steps.values())
    weak = [part for part in PARTS if steps.get(part) == least]
    if [part for part in weak if part in planned]:
        return quiet()
    return result(0, "elsewhere", number=PARTS.index(weak[0]) + 1)
