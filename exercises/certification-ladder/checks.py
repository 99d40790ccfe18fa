"""Checks of the board "Certification ladder": papers, services, a judgement. For both Pythons."""

from localsdg.checks import (
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

LADDER = ["silver", "gold", "platinum", "diamond"]


def title(name):
    return "cards." + name


@check("evidence")
def evidence(answer, params):
    good = params["rules"]["levels"]
    placed, wrong, share = judged_lanes(answer, params, good)
    if not placed:
        return result(0, "none")
    if wrong:
        message = "wrong" if len(wrong) == 1 else "wrong_more"
        return result(share, message, paper=title(wrong[0]), count=len(wrong))
    if len(placed) == len(good):
        return result(1, "met")
    missing = [name for name in cards_in_order(good, params) if name not in placed]
    return result(share, "incomplete", paper=title(missing[0]), count=len(missing))


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
    good, known = params["rules"]["services"], params["lists"]["services"]
    order, cards, chosen, problems = cards_in_order(good, params), cards_by_id(answer, good), {}, []
    for name in order:
        service, lane = as_text(cards.get(name), "service"), as_text(cards.get(name), "lane")
        if service not in known:
            problems.append(("missing", name))
            continue
        chosen[name] = service
        if service not in good[name]:
            problems.append(("wrong", name))
        elif lane in LADDER:
            problems.append(("level", name))
    if not chosen:
        return result(0, "none")
    worth = {name: {one: 1 if one in good[name] else 0 for one in known} for name in order}
    counted = len([1 for kind, _ in problems if kind == "level"])
    # A gap that is counted as evidence loses a quarter of its letter.
    share = judged_choices(chosen, worth) - 0.25 * counted / len(order)
    for wanted in ("wrong", "missing", "level"):
        for kind, name in problems:
            if kind == wanted:
                return result(max(0, share), kind, paper=title(name))
    return result(1, "met")


@check("verdict")
def verdict(answer, params):
    cards, good = placed_cards(answer, params), params["rules"]["verdict"]
    card = cards.get("verdict")
    if card is None:
        return result(0, "none", paper=title("verdict"))
    lane = as_text(card, "lane")
    if lane == "no_level":
        return result(0, "too_high", paper=title("verdict"))
    if lane not in good:
        return result(0, "too_low", paper=title("carried_out"))
    # A ladder without its lower rungs: the judgement must rest on the learner's own board.
    levels = [as_text(cards[name], "lane") for name in cards if name != "verdict"]
    if [step for step in LADDER[: LADDER.index(lane) + 1] if step not in levels]:
        return result(0, "skipped")
    carries = as_text(card, "carries") in good[lane]["carries"]
    against = as_text(card, "against") in good[lane]["against"]
    # The certificate alone is open, so it earns little; what is judged are the papers on which it rests.
    share = 0.2 + 0.4 * carries + 0.4 * against
    if carries and against:
        return result(1, "met_" + lane)
    if carries:
        return result(share, "no_against")
    return result(share, "no_carries" if against else "no_papers")


own_words("own_words", 4)
