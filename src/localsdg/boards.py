"""What checks of boards share. For both Pythons.

The answer of kind ``board`` is ``{"cards": [{"id": a card's id, "lane": a lane's id, ...}]}``.
"""

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
