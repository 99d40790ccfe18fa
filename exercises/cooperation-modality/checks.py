"""Checks of the board "Choose a modality": nine letters, three flows, an own question. For both Pythons."""

from localsdg.checks import (
    as_text,
    cards_in_order,
    check,
    every_card_placed,
    own_words,
    placed_cards,
    result,
)


def lane(card):
    return as_text(card, "lane")


def title(name):
    return "cards." + name


def above_misses(hits, misses, chance):
    """Hits less what misses take away: blind clicks, which hit ``chance`` of all, keep none on average."""
    return max(0, hits - misses * chance / (1 - chance))


@check("modality")
def modality(answer, params):
    cards, good = placed_cards(answer, params), params["rules"]["modality"]
    order = [name for name in cards_in_order(good, params) if name in cards]
    wrong = [name for name in order if lane(cards[name]) not in good[name]]
    chance = sum([len(good[name]) for name in good]) / len(good) / len(params["lanes"]["ids"])
    share = above_misses(len(order) - len(wrong), len(wrong), chance) / len(good)
    if not order:
        return result(0, "none")
    if len(order) > 3 and len(set([lane(cards[name]) for name in order])) == 1:
        return result(0, "one_way")
    if wrong:
        message = "wrong" if len(wrong) == 1 else "wrong_more"
        return result(share, message, letter=title(wrong[0]), count=len(wrong))
    return result(share, "met" if share == 1 else "incomplete")


@check("not_yet")
def not_yet(answer, params):
    cards, waiting = placed_cards(answer, params), params["rules"]["not_yet"]
    here = [name for name in waiting if name in cards]
    taken = [name for name in here if lane(cards[name]) != "not_yet"]
    open_ways = params["rules"]["modality"]
    ready = [name for name in cards_in_order(open_ways, params) if "not_yet" not in open_ways[name]]
    held = [name for name in ready if name in cards and lane(cards[name]) == "not_yet"]
    # Who lets everything wait has not seen which two should.
    share = max(0, len(here) - len(taken) - len(held)) / len(waiting)
    if not here:
        return result(0, "none")
    if taken:
        return result(share, "taken", letter=title(taken[0]))
    if held:
        return result(share, "all_wait", letter=title(held[0]))
    return result(share, "met" if share == 1 else "incomplete")


@check("flow")
def flow(answer, params):
    cards, good = placed_cards(answer, params), params["rules"]["flow"]
    order = cards_in_order(good, params)
    told = [name for name in order if name in cards and as_text(cards[name], "flow")]
    wrong = [name for name in told if as_text(cards[name], "flow") not in good[name]]
    share = above_misses(len(told) - len(wrong), len(wrong), 1 / len(params["lists"]["flows"])) / len(good)
    if not told:
        return result(0, "none")
    if wrong:
        return result(share, "wrong", letter=title(wrong[0]))
    if len(told) < len(order):
        missing = [name for name in order if name not in told]
        return result(share, "missing", letter=title(missing[0]))
    return result(1, "met")


every_card_placed("placed", "letter")
own_words("own_words", 4)
