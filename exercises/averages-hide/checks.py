"""Checks of "averages hide": the expected values are worked out here from the same tables."""

from localsdg.checks import as_dict, as_list, as_number, as_text, check, result


def of_country(code, year, service, params):
    """The row of a country (its code, or its name in capitals), year and service, or ``None``."""
    for row in params["tables"]["services"]:
        if (row["year"], row["service"]) == (year, service) and code in (row["iso3"], row["country"].upper()):
            return row
    return None


def of_group(indicator, group, params):
    """The value of a group in the year that the exercise asks about."""
    for row in params["tables"]["groups"]:
        if row["indicator_id"] == indicator and row["group"] == group and row["year"] == params["group_year"]:
            return row["value"]
    return None


def difference(row):
    return row["urban"] - row["rural"]


def near(given, value, tolerance):
    return abs(given - value) <= tolerance + 1e-9


def given_number(answer, name):
    return as_number(as_dict(answer, "variables"), name)


def names(value):
    """Codes from a list, a set of rows, or a column of a table: as upper-case texts, each once."""
    if isinstance(value, dict):
        value = [value[key] for key in sorted(value)]
    found = []
    for item in as_list(value)[:500]:  # more than there are countries; a longer list is no list of countries
        code = (as_text(item, "iso3") if isinstance(item, dict) else as_text(item)).upper()
        if code and code not in found:
            found.append(code)
    return found


def latest(params):
    """Rows of all countries for the service and the last year."""
    wanted = (params["service"], params["last"])
    return [row for row in params["tables"]["services"] if (row["service"], row["year"]) == wanted]


@check("gap")
def gap(answer, params):
    given = given_number(answer, "gap")
    if given is None:
        return result(0, "none")
    expected = difference(of_country(params["country"], params["last"], params["service"], params))
    tolerance = params["tolerance"]["points"]
    if near(given, expected, tolerance):
        return result(1, "met")
    if near(given, -expected, tolerance):
        return result(0.5, "sign")
    before = difference(of_country(params["country"], params["first"], params["service"], params))
    return result(0, "year" if near(given, before, tolerance) else "other")


@check("gap_change")
def gap_change(answer, params):
    given = given_number(answer, "gap_change")
    if given is None:
        return result(0, "none")
    now = of_country(params["country"], params["last"], params["service"], params)
    before = of_country(params["country"], params["first"], params["service"], params)
    tolerance = 2 * params["tolerance"]["points"]
    if near(given, difference(now) - difference(before), tolerance):
        return result(1, "met")
    if near(given, difference(before) - difference(now), tolerance):
        return result(0.5, "sign")
    if near(given, now["all"] - before["all"], tolerance):
        return result(0, "average")
    if near(given, 100 * (difference(now) / difference(before) - 1), tolerance):
        return result(0.5, "percent")
    return result(0, "other")


@check("rural_share")
def rural_share(answer, params):
    given = given_number(answer, "rural_share")
    if given is None:
        return result(0, "none")
    row = of_country(params["country"], params["last"], params["service"], params)
    expected = 100 * (row["urban"] - row["all"]) / difference(row)
    tolerance = params["tolerance"]["share"]
    if near(given, expected, tolerance):
        return result(1, "met")
    if near(given, expected / 100, tolerance / 100):
        return result(0.5, "fraction")
    if near(given, 100 - expected, tolerance):
        return result(0.5, "urban")
    return result(0, "half" if near(given, 50, tolerance) else "other")


@check("hidden")
def hidden(answer, params):
    given = names(as_dict(answer, "variables").get("hidden"))
    if not given:
        return result(0, "none")
    rows = latest(params)
    wanted = [
        row["iso3"]
        for row in rows
        if row["all"] >= params["all_at_least"] and row["rural"] < params["rural_below"]
    ]
    known = [row["iso3"] for row in rows]
    if not [code for code in given if code in known]:
        return result(0, "codes")
    right = [code for code in given if code in wanted]
    wrong = len(given) - len(right)
    share = max(0, len(right) - wrong) / len(wanted)
    if wrong:
        return result(share, "extra", right=len(right), wrong=wrong)
    if len(right) == len(wanted):
        return result(1, "met")
    return result(share, "missing", right=len(right), all=len(wanted))


@check("widest")
def widest(answer, params):
    given = as_text(as_dict(answer, "variables"), "widest").upper()
    if not given:
        return result(0, "none")
    rows = latest(params)
    largest = max([difference(row) for row in rows])
    for row in rows:
        if given in (row["iso3"], row["country"].upper()):
            right = near(difference(row), largest, 0.05)
            return result(1, "met") if right else result(0, "smaller", country=row["country"])
    return result(0, "unknown")


@check("times")
def times(answer, params):
    given = given_number(answer, "times")
    if given is None:
        return result(0, "none")
    everyone = of_group("unemployment", "all", params)
    disabled = of_group("unemployment", "people with a disability", params)
    tolerance = params["tolerance"]["times"]
    if near(given, disabled / everyone, tolerance):
        return result(1, "met")
    if near(given, everyone / disabled, tolerance):
        return result(0.5, "turned")
    if near(given, disabled - everyone, tolerance):
        return result(0, "points")
    return result(0, "other")


@check("too_high")
def too_high(answer, params):
    given = given_number(answer, "too_high")
    if given is None:
        return result(0, "none")
    ages = [of_group("poverty", group, params) for group in ("under 18", "18 to 64", "65 and over")]
    plain = sum(ages) / len(ages)
    real = of_group("poverty", "all", params)
    tolerance = params["tolerance"]["points"]
    if near(given, plain - real, tolerance):
        return result(1, "met")
    if near(given, real - plain, tolerance):
        return result(0.5, "sign")
    if near(given, plain, tolerance):
        return result(0.5, "mean")
    return result(0, "other")


@check("my_gap")
def my_gap(answer, params):
    code = as_text(as_dict(answer, "variables"), "my_country").upper()
    given = given_number(answer, "my_gap")
    if not code:
        return result(0, "no_country")
    row = of_country(code, params["last"], params["my_service"], params)
    if row is None:
        return result(0, "unknown")
    if given is None:
        return result(0, "none", country=row["country"])
    tolerance = params["tolerance"]["points"]
    if near(given, difference(row), tolerance):
        message = "met" if difference(row) > 0 else "rural_ahead"
        return result(1, message, country=row["country"])
    if near(given, -difference(row), tolerance):
        return result(0.5, "sign")
    return result(0, "other", country=row["country"])
