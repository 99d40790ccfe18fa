"""Checks of "The morning post": the town's part by law, and the Goal of each letter. For both Pythons."""

from localsdg.checks import (
    as_text,
    cards_by_id,
    cards_in_order,
    check,
    judged_choices,
    judged_lanes,
    result,
)


def title(name):
    return "cards." + name


def missing(found, params):
    """How many letters have none yet, and the first of them, as details of a message."""
    left = [card["id"] for card in params["cards"] if card["id"] not in found]
    return {"count": len(left), "letter": title(left[0])} if left else {}


@check("parts")
def parts(answer, params):
    placed, wrong, share = judged_lanes(answer, params, params["rules"]["parts"])
    if not placed:
        return result(0, "none")
    if wrong:
        return result(
            share, "wrong" if len(wrong) == 1 else "wrong_more", letter=title(wrong[0]), count=len(wrong)
        )
    left = missing(placed, params)
    return result(share, "incomplete", **left) if left else result(1, "met")


@check("goals")
def goals(answer, params):
    good, half = params["rules"]["goals"], params["rules"]["arguable"]
    options, cards = params["lists"]["goals"], cards_by_id(answer, good)
    chosen, worth = {}, {}
    for name in cards_in_order(good, params):
        worth[name] = {
            one: 1 if one in good[name] else 0.5 if one in half.get(name, []) else 0 for one in options
        }
        goal = as_text(cards.get(name), "goal")
        if goal in options:
            chosen[name] = goal
    if not chosen:
        return result(0, "none")
    share = judged_choices(chosen, worth)
    order = cards_in_order(chosen, params)
    for wanted, message in ((0, "wrong"), (0.5, "near")):
        for name in order:
            if worth[name][chosen[name]] == wanted:
                return result(share, message, letter=title(name))
    left = missing(order, params)
    return result(share, "incomplete", **left) if left else result(1, "met")
