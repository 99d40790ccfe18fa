"""Checks of "Share out the budget": four aims, the money, the costs afterwards. For both Pythons."""

from localsdg.checks import amount, as_dict, as_number, check, own_words, result, rounded

MOST = 0.000001  # sums of halves are exact; this forgives what a browser adds


def amounts(answer, params):
    """({measure: amount}, the first measure with an impossible amount or None)."""
    given, found, wrong = as_dict(answer, "amounts"), {}, None
    for measure in params["measures"]:
        name = measure["id"]
        amount = as_number(given, name)
        found[name] = 0
        if amount is None:
            continue
        if 0 <= amount <= measure.get("max", params["budget"]) + MOST:
            found[name] = amount
        elif wrong is None:
            wrong = name
    return found, wrong


def spent(found):
    return sum([found[name] for name in found])


def value_of(effect, found, params):
    total = effect.get("start", 0)
    for measure in params["measures"]:
        amount = min(found[measure["id"]], measure.get("upto", found[measure["id"]]))
        total += measure["effects"].get(effect["id"], 0) * amount
    return total


def reached(effect, value):
    if effect.get("better") == "less":
        return value <= effect["threshold"] + MOST
    return value >= effect["threshold"] - MOST


def is_paid(answer, params):
    """None if the money is enough; else the message that says why nothing counts."""
    found, wrong = amounts(answer, params)
    if wrong is None and spent(found) == 0:
        return "none"
    return "over" if wrong is not None or spent(found) > params["budget"] + MOST else None


@check("within")
def within(answer, params):
    found, wrong = amounts(answer, params)
    if wrong is not None:
        return result(0, "impossible", measure="measures." + wrong)
    if spent(found) == 0:
        return result(0, "none")
    if spent(found) > params["budget"] + MOST:
        return result(0, "over", spent=spent(found))
    return result(1, "met")


def aim(name):
    """Register the check of one aim."""

    @check(name)
    def one(answer, params):
        effect = [item for item in params["effects"] if item["id"] == name][0]
        label = "effects." + name
        problem = is_paid(answer, params)
        if problem:
            return result(0, problem, effect=label)
        value = value_of(effect, amounts(answer, params)[0], params)
        if reached(effect, value):
            return result(1, "met", effect=label)
        start, goal = effect.get("start", 0), effect["threshold"]
        # Half of the way comes by itself when everybody gets the same.
        share = (value - start) / (goal - start) - 0.5
        return result(max(0, share), "short", effect=label, value=amount(rounded(value)), aim=amount(goal))


aim("homes")
aim("hill")
aim("lorries")
aim("behind")


def served(found, params):
    """``(how many aims are reached, how many there are)``; the yearly costs are a limit, no aim."""
    aims = [effect for effect in params["effects"] if effect["id"] != "running"]
    return len([1 for one in aims if reached(one, value_of(one, found, params))]), len(aims)


@check("running")
def running(answer, params):
    problem = is_paid(answer, params)
    if problem:
        return result(0, problem)
    found = amounts(answer, params)[0]
    effect = [item for item in params["effects"] if item["id"] == "running"][0]
    value, (good, all_aims) = value_of(effect, found, params), served(found, params)
    # Whoever builds little has small costs: they count in the measure of what is reached.
    if not good:
        return result(0, "none")
    if not reached(effect, value):
        return result(0, "short", value=rounded(value), aim=effect["threshold"])
    return result(good / all_aims, "met" if good == all_aims else "some", count=good)


own_words("own_words", 4)
