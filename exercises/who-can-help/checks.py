"""Checks of the board "Who can help": doors, ways in, what one asks for. For both Pythons."""

from localsdg.checks import (
    as_text,
    cards_by_id,
    cards_in_order,
    check,
    judged_choices,
    judged_lanes,
    own_words,
    result,
)


def title(name):
    return "cards." + name


@check("doors")
def doors(answer, params):
    good = params["rules"]["doors"]
    placed, wrong, share = judged_lanes(answer, params, good)
    if not placed:
        return result(0, "none")
    if wrong:
        message = "wrong" if len(wrong) == 1 else "wrong_more"
        return result(share, message, need=title(wrong[0]), count=len(wrong))
    if len(placed) == len(good):
        # The report went to the Learning Forum: it can be argued, and the sentence says with what.
        card = cards_by_id(answer, ["report"])["report"]
        return result(1, "met_report" if as_text(card, "lane") == "learning" else "met")
    missing = [name for name in cards_in_order(good, params) if name not in placed]
    return result(share, "incomplete", need=title(missing[0]), count=len(missing))


def choices(answer, params, field, good, known):
    """What is chosen in a field: ``(share above blind clicks, chosen, wrong, missing)``."""
    cards, order = cards_by_id(answer, good), cards_in_order(good, params)
    chosen = {name: as_text(cards[name], field) for name in order if name in cards}
    chosen = {name: chosen[name] for name in chosen if chosen[name] in known}
    wrong = [name for name in order if name in chosen and chosen[name] not in good[name]]
    worth = {name: {one: 1 if one in good[name] else 0 for one in known} for name in order}
    return judged_choices(chosen, worth), chosen, wrong, [name for name in order if name not in chosen]


def first_problem(share, chosen, wrong, missing):
    if not chosen:
        return result(0, "none")
    if wrong:
        return result(share, "wrong", need=title(wrong[0]))
    if missing:
        return result(share, "missing", need=title(missing[0]))
    return result(1, "met")


@check("ways")
def ways(answer, params):
    known = params["lists"]["ways"]
    share, chosen, wrong, missing = choices(answer, params, "way", params["rules"]["ways"], known)
    if len(chosen) > 2 and len(set(chosen.values())) == 1:
        return result(share / 3, "same")
    return first_problem(share, chosen, wrong, missing)


@check("requests")
def requests(answer, params):
    good, known = params["rules"]["requests"], params["lists"]["requests"]
    share, chosen, wrong, missing = choices(answer, params, "request", good, known)
    paid = [name for name in wrong if chosen[name] == "money"]
    if paid:
        return result(share, "money", need=title(paid[0]))
    return first_problem(share, chosen, wrong, missing)


own_words("own_words", 4)
