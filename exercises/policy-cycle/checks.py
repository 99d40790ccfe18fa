"""Checks of the board "The policy cycle": stages, ways back, first steps. For both Pythons."""

from localsdg.checks import (
    as_text,
    cards_by_id,
    cards_in_order,
    check,
    dense,
    every_card_placed,
    lane_ids,
    result,
    says_something,
    word_count,
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


every_card_placed("placed", "card")


@check("stages")
def stages(answer, params):
    cards, good = given(answer, params), params["rules"]["stages"]
    here = [name for name in cards_in_order(good, params) if lane(cards, name, params)]
    if not here:
        return result(0, "none")
    # Whoever puts everything into one stage is right now and then, and has sorted nothing.
    if len(here) > 3 and len(set([lane(cards, name, params) for name in here])) == 1:
        return result(0, "one_stage")
    wrong = [name for name in here if lane(cards, name, params) != good[name]]
    share = (len(here) - len(wrong)) / len(good)
    if wrong:
        return result(share, "wrong_" + wrong[0], card=title(wrong[0]))
    return result(share, "met" if share == 1 else "incomplete")


@check("ways_back")
def ways_back(answer, params):
    cards, good = given(answer, params), params["rules"]["ways_back"]
    here = [name for name in cards_in_order(good, params) if lane(cards, name, params)]
    if not here:
        return result(0, "none")
    lanes = [lane(cards, name, params) for name in here]
    if len(here) > 2 and set(lanes) == {params["lanes"]["ids"][0]}:
        return result(0, "start_over")
    if len(here) > 3 and len(set(lanes)) == 1:
        return result(0, "not_back")
    wrong = [name for name in here if lane(cards, name, params) not in good[name]]
    share = (len(here) - len(wrong)) / len(good)
    if wrong:
        return result(share, "wrong_" + wrong[0], card=title(wrong[0]))
    return result(share, "met" if share == 1 else "incomplete")


def problem_of(name, step, cards, params):
    """What is wrong with a card's first step, or "" if it fits the stage the card was sent back to."""
    good, chosen = params["rules"]["ways_back"][name], lane(cards, name, params)
    if not step:
        return "missing"
    if step == "wait":
        return "wait"
    if not chosen:
        return "unplaced"
    return "" if step in good.get(chosen, []) else "wrong"


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
    problems = {name: problem_of(name, steps[name], cards, params) for name in order}
    share = len([name for name in order if not problems[name]]) / len(order)
    for kind in ("wait", "wrong", "unplaced", "missing"):
        for name in order:
            if problems[name] == kind:
                return result(share, kind, card=title(name))
    return result(1, "met")


@check("own")
def own(answer, params):
    cards = given(answer, params)
    text = as_text(cards["own"], "what")[:400] if "own" in cards else ""
    said = says_something(text) and (word_count(text) >= 3 or dense(text) >= 4)
    somewhere = lane(cards, "own", params)
    if said and somewhere:
        return result(1, "met")
    if said:
        return result(0.5, "no_stage")
    return result(0, "no_words" if somewhere else "none")
