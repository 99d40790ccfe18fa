"""Checks of the board "Map the stakeholders": stake and influence, roles in one task. For both Pythons."""

from localsdg.checks import (
    above_chance,
    as_text,
    cards_in_order,
    check,
    every_card_placed,
    own_words,
    placed_cards,
    result,
)

ASKED = ["r", "a", "c"]


def role(cards, name):
    return as_text(cards[name], "raci") if name in cards else ""


def title(name):
    return "cards." + name


def one_place(cards):
    """Whether everybody stands in the same lane: then it says nothing."""
    return len(cards) > 5 and len(set([as_text(cards[name], "lane") for name in cards])) == 1


def all_alike(cards):
    """Whether (nearly) everybody has the same role: then it says nothing."""
    held = [role(cards, name) for name in cards]
    return max([held.count(one) for one in ("r", "a", "c", "i")]) >= 9


@check("map")
def stake_and_influence(answer, params):
    cards, good = placed_cards(answer, params), params["rules"]["map"]
    order = [name for name in cards_in_order(good, params) if name in cards]
    wrong = [name for name in order if as_text(cards[name], "lane") not in good[name]]
    if one_place(cards):
        return result(0, "one_place")
    # What blind clicks hit, their misses take away again.
    chance = sum([len(good[name]) for name in good]) / len(good) / len(params["lanes"]["ids"])
    share = max(0, len(order) - len(wrong) / (1 - chance)) / len(good)
    if not order:
        return result(0, "none")
    if wrong:
        message = "wrong" if len(wrong) == 1 else "wrong_more"
        return result(share, message, actor=title(wrong[0]), count=len(wrong))
    return result(share, "met" if share == 1 else "incomplete")


@check("voice")
def voice(answer, params):
    cards, people = placed_cards(answer, params), params["rules"]["voice"]
    here = [name for name in people if name in cards]
    if not here:
        return result(0, "none")
    told = [name for name in here if role(cards, name) == "i"]
    no_role = [name for name in here if not role(cards, name)]
    misplaced = [name for name in here if as_text(cards[name], "lane") != "voice"]
    # Half is to see that they need a voice, half to ask them before.
    good = [name for name in here if name not in misplaced]
    asked = [name for name in good if role(cards, name) in ASKED]
    share = (len(good) + len(asked)) / (2 * len(people))
    if all_alike(cards):
        return result(share / 2, "all_asked")
    if one_place(cards):
        return result(share / 2, "one_place")
    for message, names in (("told", told), ("misplaced", misplaced), ("no_role", no_role)):
        if names:
            return result(share, message, actor=title(names[0]))
    return result(share, "met" if share == 1 else "none")


@check("accountable")
def accountable(answer, params):
    cards, right = placed_cards(answer, params), params["rules"]["accountable"]
    holders = [name for name in cards_in_order(cards, params) if role(cards, name) == "a"]
    if not holders:
        return result(0, "none")
    if len(holders) > 1:
        return result(0, "many", count=len(holders))
    if holders != [right]:
        return result(1 / 3, "wrong", actor=title(holders[0]))
    return result(1, "met")


@check("roles")
def roles(answer, params):
    cards, rules = placed_cards(answer, params), params["rules"]
    works = role(cards, rules["responsible"]) == "r"
    asked = [name for name in rules["asked"] if role(cards, name) in ("c", "r")]
    met = (2 * works + len(asked)) / (2 + len(rules["asked"]))
    if met == 0:
        return result(0, "none")
    share = above_chance(met, 3 / 8)  # one of four letters is the worker's, two of four are of those asked
    if all_alike(cards):
        return result(0.25 * share, "alike")
    if not works:
        return result(share, "no_work")
    if met < 1:
        missing = [name for name in rules["asked"] if name not in asked]
        return result(share, "not_asked", actor=title(missing[0]))
    return result(1, "met")


every_card_placed("placed", "actor")
own_words("own_words", 3)
