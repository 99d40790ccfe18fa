"""What checks of boards share. For both Pythons.

The answer of kind ``board`` is ``{"cards": [{"id": a card's id, "lane": a lane's id, ...}]}``.
"""

from localsdg.chance import above_chance
from localsdg.reading import as_list, as_text
from localsdg.registry import check, result

_MOST_CARDS = 200  # an answer with more is no board; reading on would only cost time


def cards_by_id(answer, ids):
    """``{card id: the learner's card}`` of cards with these ids; of two with one id the first counts."""
    found = {}
    for card in as_list(answer, "cards")[:_MOST_CARDS]:
        name = as_text(card, "id")
        if name in ids and name not in found:
            found[name] = card
    return found


def lane_ids(params):
    """The ids of a board's lanes, in order; those of months are ``m`` and the month's number."""
    lanes = params["lanes"]
    months = [] if "ids" in lanes else range(lanes["from"], lanes["to"] + 1)
    return lanes.get("ids") or ["m" + str(month) for month in months]


def placed_cards(answer, params):
    """``cards_by_id`` of the exercise's cards, those alone that are in a lane that exists."""
    cards = cards_by_id(answer, [card["id"] for card in params["cards"]])
    lanes = lane_ids(params)
    return {name: cards[name] for name in cards if as_text(cards[name], "lane") in lanes}


def cards_in_order(names, params):
    """These card ids in the exercise's order, the same under both Pythons."""
    return [card["id"] for card in params["cards"] if card["id"] in names]


def judged_lanes(answer, params, good, arguable=None):
    """What the lanes of some cards are worth: ``(placed, wrong, share)``.

    ``good`` and ``arguable``: ``{card id: its lanes}``; the first are worth a whole card, the second half of
    one. ``placed``: those of ``good`` that are in a lane, in the exercise's order; ``wrong``: those of them
    whose lane is worth nothing. ``share``: from 0 to 1, above what blind clicks earn (``judged_choices``).
    """
    cards, lanes, worth = placed_cards(answer, params), lane_ids(params), {}
    for name in good:
        half = (arguable or {}).get(name, [])
        worth[name] = {lane: 1 if lane in good[name] else 0.5 if lane in half else 0 for lane in lanes}
    placed = cards_in_order([name for name in good if name in cards], params)
    chosen = {name: as_text(cards[name], "lane") for name in placed}
    return placed, [name for name in placed if not worth[name][chosen[name]]], judged_choices(chosen, worth)


def judged_choices(chosen, worth):
    """The share, from 0 to 1, that choices are worth above what blind clicks earn.

    ``worth``: ``{what is asked: {each option: its worth from 0 to 1}}``; ``chosen``: ``{what is asked: the
    option}``. What is not chosen, or is no option, counts as a blind click: half of the work, done well, is
    worth about half.
    """
    earned, chance = 0, 0
    for name in worth:
        blind = sum(worth[name].values()) / len(worth[name])
        earned += worth[name].get(chosen.get(name), blind)
        chance += blind
    return above_chance(earned / len(worth), chance / len(worth))


def every_card_placed(check_id, detail):
    """Each card is in a lane. The message: ``met``, ``none`` or ``some`` (``count``; ``detail``: first)."""

    @check(check_id)
    def judge(answer, params):
        cards = placed_cards(answer, params)
        missing = [card["id"] for card in params["cards"] if card["id"] not in cards]
        if not cards:
            return result(0, "none")
        if not missing:
            return result(1, "met")
        details = {"count": len(missing), detail: "cards." + missing[0]}
        return result(len(cards) / len(params["cards"]), "some", **details)

    return judge
