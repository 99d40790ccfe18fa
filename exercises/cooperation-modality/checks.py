"""Checks of the board "Choose the modality": forms, risks, a case of one's own. For both Pythons."""

from localsdg.checks import as_list, as_text, check, dense, letters, result, word_count

MOST_CARDS = 200  # an answer with more is no board; reading on would only cost time


def given(answer, params):
    """{card id: the learner's card} of cards in a lane; of two with one id the first counts."""
    lanes = params["lanes"]["ids"]
    ids = [card["id"] for card in params["cards"]]
    found, seen = {}, []
    for card in as_list(answer, "cards")[:MOST_CARDS]:
        name = as_text(card, "id")
        if name in ids and name not in seen:
            seen.append(name)
            if as_text(card, "lane") in lanes:
                found[name] = card
    return found


def title(name):
    return "cards." + name


def in_order(names, params):
    """These card ids in the exercise's order, the same under both Pythons."""
    return [card["id"] for card in params["cards"] if card["id"] in names]


def says(text, least):
    """Whether a sentence can tell a colleague anything (a denser script needs no spaces)."""
    text = text[:600]
    return (word_count(text) >= least and len(set(letters(text))) >= 6) or dense(text) >= 2 * least


@check("placed")
def placed(answer, params):
    cards = given(answer, params)
    missing = [card["id"] for card in params["cards"] if card["id"] not in cards]
    if not cards:
        return result(0, "none")
    if missing:
        share = len(cards) / len(params["cards"])
        return result(share, "some", count=len(missing), case=title(missing[0]))
    return result(1, "met")


@check("facts")
def facts(answer, params):
    cards, good = given(answer, params), params["rules"]["lanes"]
    here = [name for name in in_order(good, params) if name in cards]
    wrong = [name for name in here if as_text(cards[name], "lane") not in good[name]]
    share = (len(here) - len(wrong)) / len(good)
    if not here:
        return result(0, "none")
    if wrong:
        return result(share, wrong[0], case=title(wrong[0]))
    return result(share, "met" if share == 1 else "incomplete")


@check("risks")
def risks(answer, params):
    cards, good = given(answer, params), params["rules"]["risks"]
    here = [name for name in in_order(good, params) if name in cards]
    chosen = {name: as_text(cards[name], "risk") for name in here}
    known = [name for name in here if chosen[name] in params["lists"]["risks"]]
    wrong = [name for name in known if chosen[name] not in good[name]]
    share = (len(known) - len(wrong)) / len(good)
    if not known:
        return result(0, "none")
    if wrong:
        return result(share, wrong[0], case=title(wrong[0]))
    missing = [name for name in here if name not in known]
    if missing:
        return result(share, "missing", case=title(missing[0]))
    return result(share, "met" if share == 1 else "unplaced")


@check("own_case")
def own_case(answer, params):
    name, least = params["rules"]["own"], params["rules"]["words"]
    card = given(answer, params).get(name)
    if card is None:
        return result(0, "none", case=title(name))
    fact, step = as_text(card, "fact"), as_text(card, "first_step")
    told = says(fact, least), says(step, least)
    # A form alone can be a guess; the reason and the step make it a choice.
    if told[0] and told[1] and letters(fact) == letters(step):
        return result(0.5, "same")
    share = 0.5 * told[0] + 0.5 * told[1]
    if share == 1:
        return result(1, "met")
    if (fact and not told[0]) or (step and not told[1]):
        return result(share, "thin")
    return result(share, "no_step" if told[0] else "no_fact")
