"""Checks of the board "Who does what": owners by law, partners, the open task, reasons. For both Pythons."""

from localsdg.checks import as_dict, as_list, as_text, check, result, word_count

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


def letters(text):
    """A text without spaces, digits, punctuation and case, to tell copies apart."""
    return "".join([sign for sign in text.lower() if "a" <= sign <= "z" or ord(sign) > 191])


def says_something(text, words):
    """Whether a text can mean anything: enough words and letters (a denser script needs no spaces)."""
    kept = letters(text[:400])
    if len([sign for sign in kept if ord(sign) > 0x2E80]) >= 4:
        return True
    return word_count(text) >= words and len(set(kept)) >= 5


def own_country(answer):
    return len(set(letters(as_text(as_dict(answer, "settings"), "country")[:200]))) >= 2


def reasoned(answer, params):
    """Cards with a reason of their own: of copies none counts, not even the first."""
    cards = given(answer, params)
    texts = {name: letters(as_text(cards[name], "reason")[:400]) for name in cards}
    kept = list(texts.values())
    return [
        name
        for name in cards
        if says_something(as_text(cards[name], "reason"), 3) and kept.count(texts[name]) == 1
    ]


def fits(name, card, answer, params):
    if as_text(card, "lane") in params["rules"]["owners"][name]:
        return True
    # With one's own law any level can be right; the reason must say where that stands.
    return own_country(answer) and name in reasoned(answer, params)


@check("placed")
def placed(answer, params):
    cards = given(answer, params)
    missing = [card["id"] for card in params["cards"] if card["id"] not in cards]
    if not cards:
        return result(0, "none")
    if missing:
        share = len(cards) / len(params["cards"])
        return result(share, "some", count=len(missing), task=title(missing[0]))
    return result(1, "met")


@check("levels")
def levels(answer, params):
    cards = given(answer, params)
    order = [card["id"] for card in params["cards"] if card["id"] in cards]
    wrong = [name for name in order if not fits(name, cards[name], answer, params)]
    share = (len(order) - len(wrong)) / len(params["cards"])
    if not order:
        return result(0, "none")
    if wrong:
        message = "wrong" if len(wrong) == 1 else "wrong_more"
        return result(share, message, task=title(wrong[0]), count=len(wrong))
    return result(share, "met" if share == 1 else "incomplete")


@check("several_levels")
def several_levels(answer, params):
    cards = given(answer, params)
    good, single, begun = 0, [], False
    for group in params["groups"]:
        names = [card["id"] for card in params["cards"] if card["group"] == group]
        lanes = [as_text(cards[name], "lane") for name in names if name in cards]
        begun = begun or bool(lanes)
        if len(lanes) < len(names):
            continue
        if len(set([lane for lane in lanes if lane != "nobody"])) > 1:
            good += 1
        else:
            single.append(group)
    share = good / len(params["groups"])
    if single:
        return result(share, "one", target="groups." + single[0])
    if share == 1:
        return result(1, "met")
    return result(share, "incomplete" if good else "none")


def partner_problem(card, params):
    """What is wrong with a card's partner: "missing", "same" or None."""
    partner, lane = as_text(card, "partner"), as_text(card, "lane")
    if not partner:
        return "missing"
    if partner not in params["lists"]["people"] and len(set(letters(partner[:200]))) < 3:
        return "missing"
    if params["rules"]["same"].get(lane) == partner and lane != "municipality":
        return "same"
    # Several municipalities can be partners of one; all other levels exist once.
    return None


@check("partners")
def partners(answer, params):
    cards = given(answer, params)
    needed = [card["id"] for card in params["cards"] if "partner" in card.get("needs", [])]
    here = [name for name in needed if name in cards]
    problems = [(partner_problem(cards[name], params), name) for name in here]
    good = len([1 for problem, _ in problems if problem is None])
    share = good / len(needed)
    if share == 1:
        chosen = [as_text(cards[name], "partner") for name in needed]
        # One partner for everything is a reflex, not a choice.
        return result(1, "met") if len(set(chosen)) > 1 else result(0.5, "same", task=title(needed[0]))
    for kind in ("same", "missing"):
        for problem, name in problems:
            if problem == kind and (good or kind == "same"):
                return result(share, kind, task=title(name))
    return result(share, "unplaced" if good else "none")


@check("nobody")
def nobody(answer, params):
    name = params["rules"]["open_task"]
    card = given(answer, params).get(name)
    if card is None:
        return result(0, "none")
    if not fits(name, card, answer, params):
        return result(0, "elsewhere", task=title(name))
    partner = partner_problem(card, params) is None
    reason = name in reasoned(answer, params)
    share = 0.25 + 0.375 * partner + 0.375 * reason
    if not partner:
        return result(share, "no_partner", task=title(name))
    return result(share, "met" if reason else "no_reason", task=title(name))


@check("reasons")
def reasons(answer, params):
    cards = given(answer, params)
    good, wanted = reasoned(answer, params), params["rules"]["reasons"]
    written = [name for name in cards if says_something(as_text(cards[name], "reason"), 3)]
    share = min(1, len(good) / wanted)
    if share == 1:
        return result(1, "met")
    if len(written) > len(good):
        return result(share, "same")
    return result(share, "some" if good else "none", count=len(good))
