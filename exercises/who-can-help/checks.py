"""Checks of the board "Who can help": doors, ways in, first sentences, one own need. For both Pythons."""

from localsdg.checks import as_text, check, copied, every_card_placed, letters, placed_cards, result, tells


def title(name):
    return "cards." + name


def says_something(text, params):
    return tells(text[:600], 5) and not copied(text[:600], params)


def asking(answer, params):
    """Cards with a first sentence of their own: of copies none counts."""
    cards = placed_cards(answer, params)
    texts = {name: letters(as_text(cards[name], "ask")[:600]) for name in cards}
    kept = list(texts.values())
    return [
        name
        for name in cards
        if says_something(as_text(cards[name], "ask"), params) and kept.count(texts[name]) == 1
    ]


every_card_placed("placed", "need")


@check("doors")
def doors(answer, params):
    cards, good = placed_cards(answer, params), params["rules"]["doors"]
    order = [card["id"] for card in params["cards"] if card["id"] in cards and card["id"] in good]
    wrong = [name for name in order if as_text(cards[name], "lane") not in good[name]]
    share = (len(order) - len(wrong)) / len(good)
    if not order:
        return result(0, "none")
    if wrong:
        message = "wrong" if len(wrong) == 1 else "wrong_more"
        return result(share, message, need=title(wrong[0]), count=len(wrong))
    return result(share, "met" if share == 1 else "incomplete")


@check("ways")
def ways(answer, params):
    cards, good = placed_cards(answer, params), params["rules"]["ways"]
    fit, wrong, missing = 0, [], []
    for card in params["cards"]:
        name = card["id"]
        if name not in good or name not in cards:
            continue
        way = as_text(cards[name], "way")
        if not way:
            missing.append(name)
        elif way in good[name]:
            fit += 1
        else:
            wrong.append(name)
    share = fit / len(good)
    chosen = [as_text(cards[name], "way") for name in good if name in cards]
    if len(chosen) > 2 and len(set(chosen)) == 1:
        return result(share / 3, "same")
    if wrong:
        return result(share, "wrong", need=title(wrong[0]))
    if not fit:
        return result(0, "none")
    if missing:
        return result(share, "missing", need=title(missing[0]))
    return result(share, "met" if share == 1 else "unplaced")


@check("asks")
def asks(answer, params):
    cards, own = placed_cards(answer, params), params["rules"]["own"]
    told, doors = [name for name in asking(answer, params) if name != own], params["rules"]["doors"]
    good = [name for name in told if as_text(cards[name], "lane") in doors[name]]
    written = [name for name in cards if name != own and says_something(as_text(cards[name], "ask"), params)]
    share = min(1, len(good) / params["rules"]["asks"])
    if share == 1:
        return result(1, "met")
    if len(written) > len(told):
        return result(share, "same")
    if len(told) > len(good):
        return result(share, "door", count=len(good))
    return result(share, "some" if good else "none", count=len(good))


@check("own_need")
def own_need(answer, params):
    name = params["rules"]["own"]
    card = placed_cards(answer, params).get(name)
    if card is None:
        return result(0, "none", need=title(name))
    way = as_text(card, "way") in params["lists"]["ways"]
    ask = name in asking(answer, params)
    share = 0.25 * way + 0.75 * ask
    if not way:
        return result(share, "no_way")
    if ask:
        return result(1, "met")
    return result(share, "thin" if as_text(card, "ask") else "no_ask")
