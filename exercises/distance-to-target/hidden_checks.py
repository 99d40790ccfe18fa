"""What only the grader checks: the numbers of one answer must fit each other."""

from localsdg.checks import as_dict, as_number, as_text, check, result


@check("furthest")
def furthest(answer, params):
    """The indicator with the longest way left, worked out from the tables."""
    chosen = as_text(as_dict(answer, "variables"), "furthest").lower()
    if not chosen:
        return result(0, "none")
    progress = []
    for target in params["tables"]["targets"]:
        if target["indicator_id"] not in params["others"]:
            continue
        values = []
        for row in params["tables"]["city"]:
            if row["indicator_id"] == target["indicator_id"] and row["group"] == "all":
                values.append((row["year"], row["value"]))
        values.sort()
        start = dict(values)[target["baseline_year"]]
        done = (values[-1][1] - start) / (target["target_value"] - start)
        progress.append((max(0, done), target["indicator_id"]))
    lowest = min([done for done, _ in progress])
    if chosen in [indicator for done, indicator in progress if done == lowest]:
        return result(1, "met")
    return result(0, "wrong" if chosen in params["others"] else "unknown")


@check("agree")
def agree(answer, params):
    """Half for the score, half for the change: each must follow from the learner's own two values."""
    own = as_dict(answer, "variables")
    start, end = as_number(own, "baseline"), as_number(own, "latest")
    if start is None or end is None or start == end:
        return result(0, "none")
    points = [row for row in params["tables"]["city"] if row["indicator_id"] == params["indicator"]]
    for value in (start, end):
        if not [row for row in points if abs(row["value"] - value) <= params["tolerance"]["value"]]:
            return result(0, "invented")
    target = [row for row in params["tables"]["targets"] if row["indicator_id"] == params["indicator"]][0]
    years = [row["year"] for row in points]
    share = 0
    score, change = as_number(own, "score"), as_number(own, "change_per_year")
    way = target["target_value"] - start
    if score is not None and way:
        expected = max(0, min(100, 100 * (end - start) / way))
        share += 0.5 if abs(score - expected) <= 1 else 0
    if change is not None:
        # a line fitted through all years is as good as the two ends, so it need not match exactly
        moved = change * (max(years) - target["baseline_year"])
        share += 0.5 if abs(moved - (end - start)) <= 0.3 * abs(end - start) else 0
    if share == 1:
        return result(1, "met")
    return result(share, "partly" if share else "apart")
