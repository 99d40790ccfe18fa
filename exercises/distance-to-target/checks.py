"""Checks of the distance to target: the expected values are worked out here from the same tables."""

from localsdg.checks import as_dict, as_list, as_number, as_text, check, result


def points_of(indicator, params):
    """``[(year, value)]`` of one indicator for everybody, by year."""
    found = []
    for row in params["tables"]["city"]:
        if row["indicator_id"] == indicator and row["group"] == "all":
            found.append((row["year"], row["value"]))
    return sorted(found)


def series(indicator, params):
    """``(baseline year, baseline, latest year, latest, target row)`` of one indicator."""
    target = [row for row in params["tables"]["targets"] if row["indicator_id"] == indicator][0]
    found = points_of(indicator, params)
    start = [point for point in found if point[0] == target["baseline_year"]][0]
    return start[0], start[1], found[-1][0], found[-1][1], target


def unlimited(baseline, latest, target):
    """How much of the way is done, in percent; below 0 when things got worse."""
    return 100 * (latest - baseline) / (target - baseline)


def limited(score):
    return max(0, min(100, score))


def slope(indicator, params):
    """Change per year of the straight line that fits all years best."""
    points = points_of(indicator, params)
    middle = sum([year for year, _ in points]) / len(points)
    top = sum([(year - middle) * value for year, value in points])
    return top / sum([(year - middle) ** 2 for year, _ in points])


def near(given, value, tolerance):
    return abs(given - value) <= tolerance + 1e-9


def given_number(answer, name):
    return as_number(as_dict(answer, "variables"), name)


@check("baseline")
def baseline(answer, params):
    given = given_number(answer, "baseline")
    if given is None:
        return result(0, "none")
    year, value, _, latest, _ = series(params["indicator"], params)
    if near(given, value, params["tolerance"]["value"]):
        return result(1, "met")
    if given == year:
        return result(0, "year")
    if near(given, latest, params["tolerance"]["value"]):
        return result(0, "swapped")
    return result(0, "other", year=year)


@check("latest")
def latest(answer, params):
    given = given_number(answer, "latest")
    if given is None:
        return result(0, "none")
    _, first, year, value, _ = series(params["indicator"], params)
    if near(given, value, params["tolerance"]["value"]):
        return result(1, "met")
    if given == year:
        return result(0, "year")
    if near(given, first, params["tolerance"]["value"]):
        return result(0, "swapped")
    return result(0, "other", year=year)


@check("change_per_year")
def change_per_year(answer, params):
    given = given_number(answer, "change_per_year")
    if given is None:
        return result(0, "none")
    start, first, end, last, _ = series(params["indicator"], params)
    tolerance = params["tolerance"]["change"]
    change = last - first
    if near(given, change / (end - start), tolerance):
        return result(1, "met")
    if near(given, slope(params["indicator"], params), tolerance):
        return result(1, "line")
    if near(given, -change / (end - start), tolerance):
        return result(0.5, "sign")
    if near(given, change / (end - start + 1), tolerance):
        return result(0.5, "periods")
    if near(given, change, tolerance):
        return result(0, "whole")
    if near(given, 100 * change / first / (end - start), tolerance):
        return result(0, "percent")
    return result(0, "other")


@check("score")
def score(answer, params):
    given = given_number(answer, "score")
    if given is None:
        return result(0, "none")
    _, first, _, last, target = series(params["indicator"], params)
    aim = target["target_value"]
    expected = limited(unlimited(first, last, aim))
    tolerance = params["tolerance"]["score"]
    if near(given, expected, tolerance):
        return result(1, "met")
    if near(given, expected / 100, 0.011):
        return result(0.5, "fraction")
    mistakes = [
        ("remaining", 100 - expected),
        ("sign", -expected),
        ("of_baseline", 100 * (first - last) / first),
        ("of_baseline", 100 * (last - first) / first),
        ("ratio", 100 * aim / last),
        ("ratio", 100 * last / aim),
        ("turned", 100 * (last - aim) / last),
    ]
    for message, value in mistakes:
        if near(given, value, tolerance):
            return result(0, message)
    return result(0, "range" if given < 0 or given > 100 else "other")


@check("on_track")
def on_track(answer, params):
    given = as_dict(answer, "variables").get("on_track")
    if given is None or given == "":
        return result(0, "none")
    if isinstance(given, bool):
        given = "yes" if given else "no"
    given = as_text(given).lower()
    if given not in ("yes", "no"):
        return result(0, "word")
    start, first, end, last, target = series(params["indicator"], params)
    projected = last + (last - first) / (end - start) * (target["target_year"] - end)
    if target["better"] == "lower":
        reached = projected <= target["target_value"]
    else:
        reached = projected >= target["target_value"]
    return result(1, "met") if given == ("yes" if reached else "no") else result(0, "wrong")


@check("scores")
def scores(answer, params):
    """One part for each indicator; the sentence is about the first one that is not right."""
    given = by_indicator(as_dict(answer, "variables").get("scores"))
    if not given:
        return result(0, "none")
    right = 0
    problems = []
    for indicator in params["others"]:
        message = one_score(given.get(indicator), indicator, params)
        if message == "met":
            right += 1
        else:
            problems.append((message, indicator))
    if not problems:
        return result(1, "met")
    message, indicator = problems[0]
    return result(right / len(params["others"]), message, indicator="indicators." + indicator)


def by_indicator(given):
    """Scores as ``{indicator: number}`` from a dict or from rows with ``indicator_id`` and ``score``."""
    if isinstance(given, dict):
        return {name: given[name] for name in given if as_number(given[name]) is not None}
    found = {}
    for row in as_list(given):
        name = as_text(row, "indicator_id")
        if name and as_number(row, "score") is not None:
            found[name] = row["score"]
    return found


def one_score(given, indicator, params):
    if given is None:
        return "missing"
    start, first, _, last, target = series(indicator, params)
    raw = unlimited(first, last, target["target_value"])
    tolerance = params["tolerance"]["score"]
    if near(given, limited(raw), tolerance):
        return "met"
    first_year, earliest = points_of(indicator, params)[0]  # which need not be the baseline year
    if first_year != start and near(given, unlimited(earliest, last, target["target_value"]), tolerance):
        return "first_year"
    if given < 0:
        return "negative" if near(given, raw, 1) or limited(raw) == 0 else "sign"
    if limited(raw) > 1 and near(given, limited(raw) / 100, 0.011):
        return "fraction"
    if near(given, 100 - limited(raw), tolerance):
        return "remaining"
    if given > 100:
        return "range"
    return "first_year" if first_year != start else "wrong"
