"""Checks of the board "Who does what": owners by law, partners, the open task. For both Pythons."""

from localsdg.checks import (
    above_chance,
    as_text,
    cards_by_id,
    cards_in_order,
    check,
    judged_choices,
    judged_lanes,
    own_words,
    placed_cards,
    result,
)


def title(name):
    return "cards." + name


def one_level(answer, params):
    """Whether everything lies with one level: a click, and no reading of the law."""
    cards = placed_cards(answer, params)
    return len(cards) > 5 and len(set([as_text(cards[name], "lane") for name in cards])) == 1


@check("levels")
def levels(answer, params):
    owners = params["rules"]["owners"]
    placed, wrong, share = judged_lanes(answer, params, owners)
    if not placed:
        return result(0, "none")
    if one_level(answer, params):
        return result(0, "one_level")
    if wrong:
        message = "wrong" if len(wrong) == 1 else "wrong_more"
        return result(share, message, task=title(wrong[0]), count=len(wrong))
    if len(placed) == len(owners):
        return result(1, "met")
    missing = [card["id"] for card in params["cards"] if card["id"] not in placed]
    return result(share, "incomplete", task=title(missing[0]), count=len(missing))


def partners_for(name, lane, params):
    """Who is a good partner for a task that lies with this level: not the same level again."""
    rules = params["rules"]
    # Several municipalities can be partners of one; all other levels exist once.
    same = "" if lane == "municipality" else rules["same"].get(lane, "")
    return [one for one in rules["partners"][name] if one != same]


@check("partners")
def partners(answer, params):
    rules, people = params["rules"], params["lists"]["people"]
    order, cards = cards_in_order(rules["partners"], params), cards_by_id(answer, rules["partners"])
    chosen, worth, problems = {}, {}, []
    for name in order:
        partner, lane = as_text(cards.get(name), "partner"), as_text(cards.get(name), "lane")
        good = partners_for(name, lane, params)
        worth[name] = {one: 1 if one in good else 0 for one in people}
        if partner not in people:
            problems.append(("missing", name))
            continue
        chosen[name] = partner
        if partner not in good:
            problems.append(("same" if partner == rules["same"].get(lane) else "other", name))
    if not chosen:
        return result(0, "none")
    share = judged_choices(chosen, worth)
    # One partner for everything is a reflex, not a choice.
    if len(chosen) > 2 and len(set(chosen.values())) == 1:
        return result(share / 3, "reflex", task=title([name for name in order if name in chosen][0]))
    for wanted in ("same", "other", "missing"):
        for kind, name in problems:
            if kind == wanted:
                return result(share, kind, task=title(name))
    return result(1, "met")


@check("nobody")
def nobody(answer, params):
    rules = params["rules"]
    name, cards = rules["open_task"], placed_cards(answer, params)
    if name not in cards:
        return result(0, "none")
    if one_level(answer, params):
        return result(0, "one_level")
    if as_text(cards[name], "lane") not in rules["owners"][name]:
        return result(0, "elsewhere", task=title(name))
    others = [other for other in cards_in_order(cards, params) if other != name]
    given = [other for other in others if as_text(cards[other], "lane") != "nobody"]
    # Found it has who leaves all others with a level; of blind clicks four in five do.
    share = above_chance(len(given) / (len(params["cards"]) - 1), 0.8)
    if len(given) < len(others):
        forgotten = [other for other in others if other not in given]
        return result(share, "others", task=title(forgotten[0]))
    return result(share, "met" if share == 1 else "incomplete", task=title(name))


own_words("own_words", 3)
