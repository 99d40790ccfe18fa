"""Checks of the board "Map the stakeholders": stake and influence, roles in one task. For both Pythons."""

from localsdg.checks import as_text, cards_in_order, check, every_card_placed, placed_cards, result, tells

ASKED = ["r", "a", "c"]


def role(cards, name):
    return as_text(cards[name], "raci") if name in cards else ""


def title(name):
    return "cards." + name


def all_alike(cards):
    """Whether (nearly) everybody has the same role: then it says nothing."""
    held = [role(cards, name) for name in cards]
    return max([held.count(one) for one in ("r", "a", "c", "i")]) >= 9


every_card_placed("placed", "actor")


@check("map")
def stake_and_influence(answer, params):
    cards, good = placed_cards(answer, params), params["rules"]["map"]
    order = [name for name in cards_in_order(good, params) if name in cards]
    wrong = [name for name in order if as_text(cards[name], "lane") not in good[name]]
    # Four places: who puts all into one has about three right by chance.
    share = max(0, len(order) - 2 * len(wrong)) / len(good)
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
    good = [name for name in here if as_text(cards[name], "lane") == "voice" and role(cards, name) in ASKED]
    share = len(good) / len(people)
    if all_alike(cards):
        return result(share / 2, "all_asked")
    if len(cards) > 5 and len(set([as_text(cards[name], "lane") for name in cards])) == 1:
        return result(share / 2, "one_place")
    for message, names in (("told", told), ("misplaced", misplaced), ("no_role", no_role)):
        if names:
            return result(share, message, actor=title(names[0]))
    return result(share, "met" if share == 1 else "none")


@check("reach")
def reach(answer, params):
    cards = placed_cards(answer, params)
    texts = {
        name: as_text(cards[name], "reach") if name in cards else "" for name in ("cleaners", "wheelchair")
    }
    good = [name for name in ("cleaners", "wheelchair") if tells(texts[name], 5)]
    thin = [name for name in ("cleaners", "wheelchair") if texts[name] and name not in good]
    if len(good) == 2 and texts["cleaners"] != texts["wheelchair"]:
        return result(1, "met")
    if thin:
        return result(len(good) / 2, "thin", actor=title(thin[0]))
    if not good:
        return result(0, "none")
    return result(0.5, "one", actor=title("wheelchair" if "cleaners" in good else "cleaners"))


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
    share = (2 * works + len(asked)) / (2 + len(rules["asked"]))
    if share == 0:
        return result(0, "none")
    if all_alike(cards):
        return result(0.25 * share, "alike")
    if not works:
        return result(share, "no_work")
    if share < 1:
        missing = [name for name in rules["asked"] if name not in asked]
        return result(share, "not_asked", actor=title(missing[0]))
    return result(1, "met")
