"""Checks of the board "Certification ladder": papers, services, a judgement. For both Pythons."""

from localsdg.checks import as_text, cards_in_order, check, every_card_placed, placed_cards, result, tells

LADDER = ["silver", "gold", "platinum", "diamond"]


def title(name):
    return "cards." + name


every_card_placed("placed", "paper")


@check("evidence")
def evidence(answer, params):
    cards, good = placed_cards(answer, params), params["rules"]["levels"]
    order = [name for name in cards_in_order(good, params) if name in cards]
    wrong = [name for name in order if as_text(cards[name], "lane") not in good[name]]
    share = (len(order) - len(wrong)) / len(good)
    if not order:
        return result(0, "none")
    if wrong:
        message = "wrong" if len(wrong) == 1 else "wrong_more"
        return result(share, message, paper=title(wrong[0]), count=len(wrong))
    return result(share, "met" if share == 1 else "incomplete")


@check("no_evidence")
def no_evidence(answer, params):
    cards, nothing = placed_cards(answer, params), params["rules"]["nothing"]
    here = [name for name in nothing if name in cards]
    counted = [name for name in here if as_text(cards[name], "lane") != "no_level"]
    # Who puts everything there has not seen which papers support nothing.
    levels = params["rules"]["levels"]
    refused = [name for name in levels if name in cards and as_text(cards[name], "lane") == "no_level"]
    share = max(0, len(here) - len(counted) - max(0, len(refused) - 1)) / len(nothing)
    if not here:
        return result(0, "none")
    if counted:
        return result(share, "counted", paper=title(counted[0]))
    if share == 1:
        return result(1, "met")
    return result(share, "incomplete" if len(here) < len(nothing) else "none")


@check("services")
def services(answer, params):
    cards, good = placed_cards(answer, params), params["rules"]["services"]
    points, problems = 0, []
    for name in cards_in_order(good, params):
        if name not in cards:
            continue
        service, lane = as_text(cards[name], "service"), as_text(cards[name], "lane")
        right = service in good[name]
        points += 0.75 * right + 0.25 * (lane == "no_level") * bool(service)
        if service and not right:
            problems.append(("wrong", name))
        elif not service:
            problems.append(("missing", name))
        elif lane != "no_level":
            problems.append(("level", name))
    share = points / len(good)
    if share == 0 and not [1 for kind, _ in problems if kind == "wrong"]:
        return result(0, "none")
    for wanted in ("wrong", "missing", "level"):
        for kind, name in problems:
            if kind == wanted:
                return result(share, kind, paper=title(name))
    return result(share, "met" if share == 1 else "unplaced")


@check("verdict")
def verdict(answer, params):
    cards, good = placed_cards(answer, params), params["rules"]["verdict"]
    card = cards.get("verdict")
    if card is None:
        return result(0, "none", paper=title("verdict"))
    lane, reason = as_text(card, "lane"), as_text(card, "reason")
    if lane == "no_level":
        return result(0, "too_high", paper=title("verdict"))
    if lane not in good:
        return result(0, "too_low", paper=title("verdict"))
    # A ladder without its lower rungs: the judgement must rest on the learner's own board.
    levels = [as_text(cards[name], "lane") for name in cards if name != "verdict"]
    if [step for step in LADDER[: LADDER.index(lane) + 1] if step not in levels]:
        return result(0.25, "skipped")
    if not reason:
        return result(0.5, "no_reason")
    return result(1, "met") if tells(reason[:800], 8) else result(0.5, "thin")
