"""Checks of the survey analysis: the expected values are worked out here from the same tables."""

from localsdg.checks import as_dict, as_number, as_text, check, result


def percent(part, whole):
    return 100 * len(part) / len(whole) if whole else 0


def later_forms(rows):
    """One row for each government: its later form. Dates are written so that text order is time order."""
    kept = {}
    for row in rows:
        before = kept.get(row["government_id"])
        if before is None or (row["received_on"] or "") >= (before["received_on"] or ""):
            kept[row["government_id"]] = row
    return [kept[name] for name in sorted(kept)]


def early_forms(rows):
    kept = {}
    for row in rows:
        before = kept.get(row["government_id"])
        if before is None or (row["received_on"] or "") < (before["received_on"] or ""):
            kept[row["government_id"]] = row
    return [kept[name] for name in sorted(kept)]


def urban(rows):
    """The rows the questions are about: the lesson works with all members, the learner with these."""
    return [row for row in rows if row["setting"] == "urban"]


def answering(rows):
    return [row for row in rows if row["answered"] == "yes"]


def near(given, value, params):
    return abs(given - value) <= params["tolerance"] + 1e-9


def judge(name, answer, params, expected, mistakes):
    """Compare one percentage. ``mistakes`` is a list of (message, value) of typical wrong ways.

    A fraction of 1 in place of a percentage earns half: the count was right.
    """
    given = as_number(as_dict(answer, "variables"), name)
    if given is None:
        return result(0, "none")
    if near(given, expected, params):
        return result(1, "met")
    if abs(given - expected / 100) <= 0.0011:
        return result(0.5, "fraction")
    for message, value in mistakes:
        # A mistake is told also where a fraction of 1 stands in place of a percentage.
        if near(given, value, params) or (value and abs(given - value / 100) <= 0.0011):
            return result(0, message)
    if given < 0 or given > 100:
        return result(0, "not_percent")
    return result(0, "too_low" if given < expected else "too_high")


@check("response_rate")
def response_rate(answer, params):
    everybody = later_forms(params["tables"]["survey"])
    rows = urban(params["tables"]["survey"])
    members = later_forms(rows)
    replied = answering(members)
    twice = answering(rows)
    mistakes = [
        ("everybody", percent(answering(everybody), everybody)),
        ("of_everybody", percent(replied, everybody)),
        ("double", percent(twice, rows)),
        ("double", percent(twice, members)),
        ("reverse", 100 - percent(replied, members)),
        ("count", len(replied)),
    ]
    return judge("response_rate", answer, params, percent(replied, members), mistakes)


def naming_goal_9(name, setting, other, answer, params):
    members = later_forms(params["tables"]["survey"])
    groups = {}
    for wanted in (setting, other):
        group = [row for row in answering(members) if row["setting"] == wanted]
        named = [row for row in group if row["priority_1"] is not None]
        groups[wanted] = percent([row for row in named if row["priority_1"] == 9], named)
    named = [row for row in answering(members) if row["priority_1"] is not None]
    first = [row for row in named if row["priority_1"] == 9]
    mine = [row for row in named if row["setting"] == setting]
    anywhere = [row for row in mine if 9 in (row["priority_1"], row["priority_2"], row["priority_3"])]
    hits = [row for row in first if row["setting"] == setting]
    mistakes = [
        ("other_setting", groups[other]),
        ("everybody", percent(first, named)),
        ("any_place", percent(anywhere, mine)),
        ("of_all", percent(hits, [row for row in members if row["setting"] == setting])),
        ("of_goal_9", percent(hits, first)),
        ("of_every_setting", percent(hits, named)),
    ]
    return judge(name, answer, params, groups[setting], mistakes)


@check("goal9_rural")
def goal9_rural(answer, params):
    return naming_goal_9("goal9_rural", "rural", "urban", answer, params)


@check("goal9_urban")
def goal9_urban(answer, params):
    return naming_goal_9("goal9_urban", "urban", "rural", answer, params)


@check("top_intervention")
def top_intervention(answer, params):
    given = as_text(as_dict(answer, "variables"), "top_intervention").lower()
    if not given:
        return result(0, "none")
    counts = {}
    for row in answering(later_forms(urban(params["tables"]["survey"]))):
        for kind in (row["interventions"] or "").split("; "):
            if kind:
                counts[kind] = counts.get(kind, 0) + 1
    most = max(counts.values())
    if counts.get(given) == most:
        return result(1, "met")
    if ";" in given:
        return result(0, "not_split")
    return result(0, "less_often" if given in counts else "unknown")


@check("budget_share")
def budget_share(answer, params):
    everybody = answering(later_forms(params["tables"]["survey"]))
    rows = urban(params["tables"]["survey"])
    members = later_forms(rows)
    replied = answering(members)
    filled = [row for row in replied if row["budget_thousand_units"] is not None]
    named = [row for row in filled if row["budget_thousand_units"] > 0]
    early = answering(early_forms(rows))
    mistakes = [
        (
            "everybody",
            percent([row for row in everybody if (row["budget_thousand_units"] or 0) > 0], everybody),
        ),
        ("zero", percent(filled, replied)),
        ("of_filled", percent(named, filled)),
        ("of_all", percent(named, members)),
        ("early", percent([row for row in early if (row["budget_thousand_units"] or 0) > 0], early)),
        ("double", percent(named, answering(rows))),
    ]
    return judge("budget_share", answer, params, percent(named, replied), mistakes)


def gaps(rows, strategy):
    """[(local weight minus national weight, Goal)] from the smallest to the biggest gap."""
    named = []
    for row in answering(rows):
        for place in ("priority_1", "priority_2", "priority_3"):
            if row[place] is not None:
                named.append(row[place])
    found = []
    for row in strategy:
        local = percent([goal for goal in named if goal == row["goal"]], named)
        found.append((local - row["weight_percent"], row["goal"]))
    return sorted(found)


@check("gap_goal")
def gap_goal(answer, params):
    given = as_number(as_dict(answer, "variables"), "gap_goal")
    if given is None:
        return result(0, "none")
    members, strategy = later_forms(params["tables"]["survey"]), params["tables"]["strategy"]
    mine = gaps(urban(members), strategy)
    if given == mine[-1][1]:
        return result(1, "met")
    if given < 1 or given > 17 or given != int(given):
        return result(0, "no_goal")
    if given == mine[0][1]:
        return result(0, "reverse")
    near_top = 0.3 if given in [goal for _, goal in mine[-4:]] else 0
    if given == gaps(members, strategy)[-1][1]:
        return result(near_top, "everybody")
    if near_top:
        return result(near_top, "close")
    return result(0, "smaller")
