"""Checks of the reporting roadmap: months, order, people chosen from the list. Runs in both Pythons."""

from localsdg.checks import (
    as_list,
    as_text,
    cards_by_id,
    check,
    every_card_placed,
    lane_ids,
    once,
    own_words,
    placed_cards,
    quiet,
    result,
)

# These pairs have checks of their own; "order" judges the rest, so that one mistake costs once.
JUDGED_ALONE = [
    ("message", "survey"),
    ("validate", "draft"),
    ("hand_over", "validate"),
    ("follow_up", "hand_over"),
]


def known_cards(params):
    return [card for card in as_list(params, "cards") if isinstance(card, dict)]


def months(params):
    return {lane: int(lane[1:]) for lane in lane_ids(params)}


def marker(params, name):
    """The month of a marker, counted from the forum's."""
    for item in params["markers"]:
        if item["id"] == name:
            return months(params)[item["lane"]]
    return None


@once
def given(answer, params):
    """{card id: the learner's card}. Unknown ids are nothing."""
    return cards_by_id(answer, [card["id"] for card in known_cards(params)])


@once
def begins(answer, params):
    """{card id: month in which it begins}, for cards that stand in a month that exists."""
    lanes = months(params)
    cards = placed_cards(answer, params)
    return {name: lanes[as_text(cards[name], "lane")] for name in cards}


@once
def ends(answer, params):
    """{card id: last month of the step}."""
    start = begins(answer, params)
    return {
        card["id"]: start[card["id"]] + card.get("length", 1) - 1
        for card in known_cards(params)
        if card["id"] in start
    }


def title(name):
    return "cards." + name


def person(name):
    return "lists.people." + name


every_card_placed("all_steps_placed", "step")


@check("early_start")
def early_start(answer, params):
    start = begins(answer, params)
    asked = "find_out" in start and start["find_out"] < marker(params, "list_closes")
    seated = "claim_seat" in start and start["claim_seat"] < marker(params, "team")
    if asked and seated:
        return result(1, "met")
    share = 0.25 if asked or seated else 0  # blind clicks meet one of the two half of the time
    if "find_out" not in start:
        return result(share, "find_out_missing", step=title("find_out"))
    if not asked and not seated and "claim_seat" in start:
        return result(share, "both_late", step=title("find_out"))
    if not asked:
        return result(share, "find_out_late", step=title("find_out"))
    message = "claim_late" if "claim_seat" in start else "claim_missing"
    return result(share, message, step=title("claim_seat"))


@once
def pairs_in_order(answer, params):
    """``(number held, number of all pairs, [(card id, id of the earlier card)] broken)``, both placed."""
    start, end = begins(answer, params), ends(answer, params)
    held, pairs, broken = 0, 0, []
    for card in known_cards(params):
        for before in card.get("depends", []):
            if (card["id"], before) in JUDGED_ALONE:
                continue
            pairs += 1
            if card["id"] not in start or before not in start:
                continue
            if start[card["id"]] > end[before]:
                held += 1
            else:
                broken.append((card["id"], before))
    return held, pairs, broken


@check("order")
def order(answer, params):
    held, pairs, broken = pairs_in_order(answer, params)
    share = max(0, held - len(broken)) / pairs  # of two months one is earlier half of the time
    if broken:
        step, before = broken[0]
        message = "broken" if len(broken) == 1 else "broken_more"
        return result(share, message, step=title(step), before=title(before), others=len(broken) - 1)
    if held == pairs:
        return result(1, "met")
    return result(share, "incomplete" if held else "none")


@check("survey_points")
def survey_points(answer, params):
    known, five = params["lists"]["survey_points"], params["rules"]["five_points"]
    survey = given(answer, params).get("survey")
    ticked = as_list(survey, "points")
    asked = [point for point in known if point in ticked]
    right = [point for point in asked if point in five]
    wrong = [point for point in asked if point not in five]
    if not asked:
        return result(0, "none", step=title("survey"))
    # Who ticks all, or blindly, takes away as much as he brings.
    share = max(0, len(right) / len(five) - len(wrong) / (len(known) - len(five)))
    if wrong:
        return result(share, "extra", step=title("survey"), point="lists.survey_points." + wrong[0])
    message = "met" if len(right) == len(five) else "missing"
    return result(share, message, step=title("survey"), count=len(right))


@check("survey_time")
def survey_time(answer, params):
    start = begins(answer, params)
    if "survey" not in start or "message" not in start:
        return result(0, "missing")
    time = start["message"] - start["survey"]
    if time <= 0:
        return result(0, "backwards", step=title("message"))
    needed = ends(answer, params)["survey"] - start["survey"] + 1
    return result(1, "met") if time >= needed else result(0.5, "short", step=title("message"))


@check("validated")
def validated(answer, params):
    start, end = begins(answer, params), ends(answer, params)
    if "draft" not in start or "validate" not in start or "hand_over" not in start:
        return result(0, "missing")
    after_draft = start["validate"] > end["draft"]
    before_handing = start["hand_over"] > end["validate"]
    share = 1 if after_draft and before_handing else 0.2 * (after_draft or before_handing)
    if not before_handing:
        return result(share, "after", step=title("hand_over"))
    return result(share, "met" if after_draft else "too_early", step=title("validate"))


@check("hand_over_in_time")
def hand_over_in_time(answer, params):
    start, end = begins(answer, params), ends(answer, params)
    if "hand_over" not in start:
        return result(0, "missing")
    if start["hand_over"] > marker(params, "draft_closes"):
        return result(0, "late", step=title("hand_over"))
    if "draft" not in end or start["hand_over"] <= end["draft"]:
        return result(0, "empty_hands", step=title("hand_over"))
    return result(1, "met")


@check("forum_and_follow_up")
def forum_and_follow_up(answer, params):
    start, forum = begins(answer, params), marker(params, "forum")
    if "present" not in start and "follow_up" not in start:
        return result(0, "missing")
    there = start.get("present") == forum
    after = "follow_up" in start and start["follow_up"] >= forum  # the first meeting may be in New York
    if there and after:
        return result(1, "met")
    if there:
        return result(
            0.5, "follow_early" if "follow_up" in start else "follow_missing", step=title("follow_up")
        )
    if "present" not in start:
        message = "present_missing" if after else "both_wrong"
        return result(0.5 if after else 0, message, step=title("present"))
    if not after:
        return result(0, "both_wrong", step=title("present"))
    message = "present_early" if start["present"] < forum else "present_late"
    return result(0.5, message, step=title("present"))


@check("workload")
def workload(answer, params):
    start, end = begins(answer, params), ends(answer, params)
    if len(start) < 8:
        return result(0, "few")
    held, pairs, _ = pairs_in_order(answer, params)
    if held < 0.75 * pairs:  # steps scattered blindly are never many at a time
        return result(0, "order_first")
    busiest, count = 0, 0
    for month in range(params["lanes"]["from"], params["lanes"]["to"] + 2):
        running = len([name for name in start if start[name] <= month <= end[name]])
        if running > count:
            busiest, count = month, running
    most = params["most_per_lane"]
    if count <= most:
        return result(1, "met")
    where = "near" if -2 < busiest < 2 else ("before" if busiest < 0 else "after")
    return result(0.5 if count == most + 1 else 0, where, count=count, months=abs(busiest))


# ---- People: what is chosen from the list is judged. An owner must be; a partner may be in own words ----


@once
def steps(answer, params):
    """[(settings of the card, the learner's card)] of the placed cards, in the exercise's order."""
    cards, placed = given(answer, params), begins(answer, params)
    return [(card, cards[card["id"]]) for card in known_cards(params) if card["id"] in placed]


def chosen(mine, field, params):
    """Who is chosen from the list in a card's field, else an empty text."""
    who = as_text(mine, field)
    return who if who in params["lists"]["people"] else ""


@check("owners")
def owners(answer, params):
    people, inside, here = params["lists"]["people"], params["rules"]["inside"], steps(answer, params)
    if not here:
        return result(0, "none")
    found = [(card["id"], chosen(mine, "owner", params)) for card, mine in here]
    nobody = [name for name, owner in found if not owner]
    outside = [(name, owner) for name, owner in found if owner and owner not in inside]
    right = len(here) - len(nobody) - len(outside)
    # Blind clicks hit ``inside`` so often; what each of the others takes away undoes that.
    price = len(inside) / (len(people) - len(inside))
    share = max(0, right - len(outside) * price) / len(known_cards(params))
    held = [owner for _, owner in found if owner]
    most = max([held.count(owner) for owner in held] + [0])
    if most > params["rules"]["most_of_one_owner"]:
        return result(share / 2, "one_owner", count=most)
    if outside:
        return result(share, "outside", step=title(outside[0][0]), who=person(outside[0][1]))
    if nobody:
        return result(share, "nobody", count=len(nobody), step=title(nobody[0]))
    return result(share, "unplaced") if share < 1 else result(1, "met")


def partner_problem(card, mine, params):
    """What is wrong with a card's partner: "same", "wrong" or None."""
    owner, partner = chosen(mine, "owner", params), chosen(mine, "partner", params)
    wanted = params["rules"]["partners"].get(card["id"])
    if not partner or (wanted and (not owner or owner in wanted)):
        return None  # who has chosen no owner is told so by "owners"
    if partner == owner:
        return "same"
    return "wrong" if wanted and partner not in wanted else None


@check("partners")
def partners(answer, params):
    needed = [card for card in known_cards(params) if "partner" in card.get("needs", [])]
    here = [(card, mine) for card, mine in steps(answer, params) if card in needed]
    problems = [(partner_problem(card, mine, params), card["id"]) for card, mine in here]
    problems = [problem for problem in problems if problem[0]]
    if not here:
        return result(0, "none")
    # Blind clicks fit five or six times in ten: one of ten, as owner or partner, is whom a step needs, and
    # elsewhere nine of ten are no copy. What each that does not fit takes away undoes that.
    share = max(0, len(here) - len(problems) * 20 / 9) / len(needed)
    if problems:
        problem, name = problems[0]
        wanted = params["rules"]["partners"].get(name, ["members"])
        return result(share, problem, step=title(name), who=person(wanted[0]))
    if len(here) < len(needed):
        return result(share, "unplaced")
    named = [1 for _, mine in here if chosen(mine, "partner", params)]
    return result(1, "met" if named else "unread")


# ---- Advice -----------------------------------------------------------------------------------


def wants(card, field):
    return field != "partner" or field in card.get("needs", [])


@check("complete")
def complete(answer, params):
    """The first field that is empty on placed steps and costs nothing: partner, evidence."""
    for field in ("partner", "evidence"):
        left = [
            card["id"]
            for card, mine in steps(answer, params)
            if wants(card, field) and not as_text(mine, field)
        ]
        if left:
            return result(0, field, count=len(left), step=title(left[0]))
    return quiet()


own_words("own_words", 3, names=("post",))
