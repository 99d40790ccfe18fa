"""Checks of the reporting roadmap: months, order, people, evidence. Runs in both Pythons."""

from localsdg.checks import (
    as_list,
    as_text,
    cards_by_id,
    check,
    dense,
    every_card_placed,
    lane_ids,
    letters,
    once,
    placed_cards,
    result,
    says_something,
    tells,
    word_count,
)

# These pairs have checks of their own; "order" judges the rest, so that one mistake costs once.
JUDGED_ALONE = [
    ("message", "survey"),
    ("validate", "draft"),
    ("hand_over", "validate"),
    ("follow_up", "present"),
]


LONGEST = 300  # signs of one line of evidence


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
    share = 0.5 if asked or seated else 0
    if "find_out" not in start:
        return result(share, "find_out_missing", step=title("find_out"))
    if not asked and not seated and "claim_seat" in start:
        return result(share, "both_late", step=title("find_out"))
    if not asked:
        return result(share, "find_out_late", step=title("find_out"))
    message = "claim_late" if "claim_seat" in start else "claim_missing"
    return result(share, message, step=title("claim_seat"))


@check("order")
def order(answer, params):
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
    share = held / pairs
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
    share = max(0, len(right) - len(wrong)) / len(five)
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
    share = 0.5 * after_draft + 0.5 * before_handing
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
    after = "follow_up" in start and start["follow_up"] > forum
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


# ---- People and evidence: judged on placed steps only, a share of all steps ------------------


@once
def steps(answer, params):
    """[(settings of the card, the learner's card)] of the placed cards, in the exercise's order."""
    cards, placed = given(answer, params), begins(answer, params)
    return [(card, cards[card["id"]]) for card in known_cards(params) if card["id"] in placed]


def first_problem(problems, names):
    """The first found problem among ``names``, as (name, value), else None."""
    for name in names:
        for kind, value in problems:
            if kind == name:
                return kind, value
    return None


@check("owners")
def owners(answer, params):
    people, inside = params["lists"]["people"], params["rules"]["inside"]
    good, problems = [], []
    for card, mine in steps(answer, params):
        owner = as_text(mine, "owner")
        if not owner:
            problems.append(("missing", card["id"]))
        elif owner in people and owner not in inside:
            problems.append(("outside", (card["id"], owner)))
        elif owner not in people and not says_something(owner[:200]):
            problems.append(("unclear", card["id"]))
        else:
            good.append(letters(owner[:200]))
    share = len(good) / len(known_cards(params))
    most = max([good.count(owner) for owner in good] + [0])
    if most > params["rules"]["most_of_one_owner"]:
        return result(share / 2, "one_owner", count=most)
    found = first_problem(problems, ("outside", "unclear", "missing"))
    if found and found[0] == "outside":
        return result(share, "outside", step=title(found[1][0]), who=person(found[1][1]))
    if found and found[0] == "unclear":
        return result(share, "unclear", step=title(found[1]))
    if not good:
        return result(0, "none")
    if found:
        count = len([1 for kind, _ in problems if kind == "missing"])
        return result(share, "missing", count=count, step=title(found[1]))
    return result(share, "met" if share == 1 else "unplaced")


def partner_problem(card, mine, params):
    """What is wrong with a card's partner: "missing", "same", "wrong" or None."""
    owner, partner = as_text(mine, "owner"), as_text(mine, "partner")
    wanted = params["rules"]["partners"].get(card["id"])
    if wanted and owner in wanted:
        return None
    if not partner or (partner not in params["lists"]["people"] and not says_something(partner[:200])):
        return "missing"
    if partner == owner:
        return "same"
    # Somebody's own words may well be the ministry's real name.
    if wanted and partner in params["lists"]["people"] and partner not in wanted:
        return "wrong"
    return None


@check("partners")
def partners(answer, params):
    needed = [card for card in known_cards(params) if "partner" in card.get("needs", [])]
    good, problems = 0, []
    for card, mine in steps(answer, params):
        if card in needed:
            problem = partner_problem(card, mine, params)
            if problem:
                problems.append((problem, card["id"]))
            else:
                good += 1
    share = good / len(needed)
    if share == 1:
        return result(1, "met")
    found = first_problem(problems, ("wrong", "same", "missing"))
    if not good and (not found or found[0] == "missing"):
        return result(0, "none")
    if not found:
        return result(share, "unplaced")
    wanted = params["rules"]["partners"].get(found[1], ["members"])
    return result(share, found[0], step=title(found[1]), who=person(wanted[0]))


def evidence_problem(text, kept, seen):
    """What is wrong with evidence and its letters: "missing", "long", "short", "same" or None."""
    if not text:
        return "missing"
    if len(text) > LONGEST:
        return "long"
    if dense(text) < 4 and (word_count(text) < 2 or len(set(kept)) < 5):
        return "short"
    if word_count(text) > 6 and not tells(text, 4):  # one word again and again
        return "short"
    return "same" if kept in seen else None


@check("evidence")
def evidence(answer, params):
    seen, problems = [], []
    for card, mine in steps(answer, params):
        text = as_text(mine, "evidence")
        kept = letters(text[: LONGEST + 1])
        problem = evidence_problem(text, kept, seen)
        if problem:
            problems.append((problem, card["id"]))
        else:
            seen.append(kept)
    share = len(seen) / len(known_cards(params))
    found = first_problem(problems, ("same", "long", "short"))
    if found:
        return result(share, found[0], step=title(found[1]))
    if not seen:
        return result(0, "none")
    if problems:
        return result(share, "missing", count=len(problems), step=title(problems[0][1]))
    return result(share, "met" if share == 1 else "unplaced")
