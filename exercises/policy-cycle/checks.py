"""Checks of the board "The policy cycle": stages, ways back, first steps. For both Pythons."""

from localsdg.checks import (
    as_text,
    cards_by_id,
    cards_in_order,
    check,
    judged_lanes,
    lane_ids,
    own_words,
    result,
)


def given(answer, params):
    """{card id: the learner's card}, in a lane or not."""
    return cards_by_id(answer, [card["id"] for card in params["cards"]])


def lane(cards, name, params):
    """The lane of a card, or "" where it has none that exists."""
    chosen = as_text(cards[name], "lane") if name in cards else ""
    return chosen if chosen in lane_ids(params) else ""


def title(name):
    return "cards." + name


@check("stages")
def stages(answer, params):
    cards, good = given(answer, params), params["rules"]["stages"]
    placed, wrong, share = judged_lanes(answer, params, good)
    if not placed:
        return result(0, "none")
    # Whoever puts everything into one stage is right now and then, and has sorted nothing.
    if len(placed) > 3 and len(set([lane(cards, name, params) for name in placed])) == 1:
        return result(0, "one_stage")
    if wrong:
        return result(share, "wrong_" + wrong[0], card=title(wrong[0]))
    return all_placed(placed, good, share, params)


def all_placed(placed, good, share, params):
    if len(placed) == len(good):
        return result(share, "met")
    missing = [name for name in cards_in_order(good, params) if name not in placed]
    return result(share, "incomplete", card=title(missing[0]), count=len(missing))


@check("ways_back")
def ways_back(answer, params):
    cards, good, half = given(answer, params), params["rules"]["ways_back"], params["rules"]["arguable"]
    placed, wrong, share = judged_lanes(answer, params, good, half)
    if not placed:
        return result(0, "none")
    lanes = {name: lane(cards, name, params) for name in placed}
    if len(placed) > 2 and set(lanes.values()) == {params["lanes"]["ids"][0]}:
        return result(0, "start_over")
    if len(placed) > 3 and len(set(lanes.values())) == 1:
        return result(0, "not_back")
    if wrong:
        return result(share, "wrong_" + wrong[0], card=title(wrong[0]))
    argued = [name for name in placed if lanes[name] in half.get(name, [])]
    if argued:
        return result(share, "argued_" + argued[0], card=title(argued[0]))
    return all_placed(placed, good, share, params)


def problem_of(name, step, cards, params):
    """What is wrong with a card's first step, or "" if it fits the stage the card was sent back to."""
    rules, chosen = params["rules"], lane(cards, name, params)
    if not step:
        return "missing"
    if step == "wait":
        return "wait"
    if not chosen:
        return "unplaced"
    fitting = rules["ways_back"][name].get(chosen) or rules["arguable"].get(name, {}).get(chosen, [])
    return "" if step in fitting else "wrong"


@check("first_steps")
def first_steps(answer, params):
    cards, good = given(answer, params), params["rules"]["ways_back"]
    order = cards_in_order(good, params)
    steps = {}
    for name in order:
        step = as_text(cards[name], "step") if name in cards else ""
        steps[name] = step if step in params["lists"]["steps"] else ""
    chosen = [steps[name] for name in order if steps[name]]
    if not chosen:
        return result(0, "none")
    if len(chosen) > 3 and len(set(chosen)) == 1:
        return result(0, "all_same")
    # A step fits a stage that fits the news; a blind click hits both too rarely to be corrected for.
    problems = {name: problem_of(name, steps[name], cards, params) for name in order}
    share = len([name for name in order if not problems[name]]) / len(order)
    for kind in ("wait", "wrong", "unplaced", "missing"):
        for name in order:
            if problems[name] == kind:
                return result(share, kind, card=title(name))
    return result(1, "met")


own_words("own_words", 4)
