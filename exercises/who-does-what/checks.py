"""Checks of the board "Who does what": owners by law, partners, the open task, reasons. For both Pythons."""

from localsdg.checks import (
    as_dict,
    as_text,
    check,
    copied,
    every_card_placed,
    letters,
    once,
    placed_cards,
    result,
    tells,
    word_count,
)


def title(name):
    return "cards." + name


def says_something(text, words, params):
    """Whether a text can mean anything: three words such as "Law of 1992" need no eight letters."""
    kept = text[:400]
    if copied(kept, params):
        return False
    return tells(kept, words) or (words <= word_count(kept) <= 6 and len(set(letters(kept))) >= 5)


def own_country(answer):
    return len(set(letters(as_text(as_dict(answer, "settings"), "country")[:200]))) >= 2


@once
def reasoned(answer, params):
    """Cards with a reason of their own: of copies none counts, not even the first."""
    cards = placed_cards(answer, params)
    texts = {name: letters(as_text(cards[name], "reason")[:400]) for name in cards}
    kept = list(texts.values())
    return [
        name
        for name in cards
        if says_something(as_text(cards[name], "reason"), 3, params) and kept.count(texts[name]) == 1
    ]


def fits(name, card, answer, params):
    if as_text(card, "lane") in params["rules"]["owners"][name]:
        return True
    # With one's own law any level can be right; the reason must say where that stands.
    return own_country(answer) and name in reasoned(answer, params)


def one_level(answer, params):
    """Whether everything lies with one level (by the law of Estuaria, or without saying whose law)."""
    cards = placed_cards(answer, params)
    return len(cards) > 5 and len(set([as_text(cards[name], "lane") for name in cards])) == 1


every_card_placed("placed", "task")


@check("levels")
def levels(answer, params):
    cards = placed_cards(answer, params)
    order = [card["id"] for card in params["cards"] if card["id"] in cards]
    wrong = [name for name in order if not fits(name, cards[name], answer, params)]
    share = (len(order) - len(wrong)) / len(params["cards"])
    if not order:
        return result(0, "none")
    if wrong:
        message = "wrong" if len(wrong) == 1 else "wrong_more"
        if one_level(answer, params):
            return result(share / 2, "one_level")
        return result(share, message, task=title(wrong[0]), count=len(wrong))
    return result(share, "met" if share == 1 else "incomplete")


@check("several_levels")
def several_levels(answer, params):
    cards = placed_cards(answer, params)
    good, single, elsewhere = 0, [], []
    for group in params["groups"]:
        names = [card["id"] for card in params["cards"] if card["group"] == group]
        lanes = [as_text(cards[name], "lane") for name in names if name in cards]
        if len(lanes) < len(names):
            continue
        if len(set([lane for lane in lanes if lane != "nobody"])) < 2:
            single.append(group)
        elif len([name for name in names if fits(name, cards[name], answer, params)]) > 1:
            good += 1
        else:
            elsewhere.append(group)
    share = good / len(params["groups"])
    if single:
        return result(share, "one", target="groups." + single[0])
    if elsewhere:
        return result(share, "elsewhere", target="groups." + elsewhere[0])
    if share == 1:
        return result(1, "met")
    return result(share, "incomplete" if good else "none")


def partner_problem(card, params):
    """What is wrong with a card's partner: "missing", "same" or None."""
    partner, lane = as_text(card, "partner"), as_text(card, "lane")
    if not partner:
        return "missing"
    if partner not in params["lists"]["people"] and len(set(letters(partner[:200]))) < 3:
        return "missing"
    if params["rules"]["same"].get(lane) == partner and lane != "municipality":
        return "same"
    # Several municipalities can be partners of one; all other levels exist once.
    return None


@check("partners")
def partners(answer, params):
    cards = placed_cards(answer, params)
    needed = [card["id"] for card in params["cards"] if "partner" in card.get("needs", [])]
    here = [name for name in needed if name in cards]
    problems = [(partner_problem(cards[name], params), name) for name in here]
    good = len([1 for problem, _ in problems if problem is None])
    share = good / len(needed)
    chosen = [as_text(cards[name], "partner") for name in here]
    # One partner for everything is a reflex, not a choice.
    if len(here) > 2 and good > 1 and len(set(chosen)) == 1:
        return result(share / 3, "reflex", task=title(here[0]))
    if good and one_level(answer, params) and len(reasoned(answer, params)) < len(here):
        return result(share / 2, "one_level")
    if share == 1:
        return result(1, "met")
    for kind in ("same", "missing"):
        for problem, name in problems:
            if problem == kind and (good or kind == "same"):
                return result(share, kind, task=title(name))
    return result(share, "unplaced" if good else "none")


@check("nobody")
def nobody(answer, params):
    name = params["rules"]["open_task"]
    card = placed_cards(answer, params).get(name)
    if card is None:
        return result(0, "none")
    if not fits(name, card, answer, params):
        return result(0, "elsewhere", task=title(name))
    partner = partner_problem(card, params) is None
    reason = name in reasoned(answer, params)
    share = 0.25 + 0.375 * partner + 0.375 * reason
    if not partner:
        return result(share, "no_partner", task=title(name))
    return result(share, "met" if reason else "no_reason", task=title(name))


@check("reasons")
def reasons(answer, params):
    cards = placed_cards(answer, params)
    good, wanted = reasoned(answer, params), params["rules"]["reasons"]
    written = [name for name in cards if says_something(as_text(cards[name], "reason"), 3, params)]
    share = min(1, len(good) / wanted)
    if share == 1:
        return result(1, "met")
    if len(written) > len(good):
        return result(share, "same")
    return result(share, "some" if good else "none", count=len(good))
