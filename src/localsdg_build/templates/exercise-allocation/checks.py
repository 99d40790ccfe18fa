from localsdg.checks import as_dict, as_number, check, result


def amounts(answer, params):
    given = as_dict(answer, "amounts")
    return {one["id"]: max(0, as_number(given, one["id"]) or 0) for one in params["measures"]}


def effect(answer, params, name):
    spent, value = amounts(answer, params), 0
    for one in params["measures"]:
        useful = min(spent[one["id"]], one.get("upto", params["budget"]), one.get("max", params["budget"]))
        value += one["effects"].get(name, 0) * useful
    return value


# <<Write your own checks; each message needs its sentence in en.md.>>


@check("within_budget")
def within_budget(answer, params):
    spent = sum(amounts(answer, params).values())
    if not spent:
        return result(0, "none")
    over = spent - params["budget"]
    return result(0, "over", over=over) if over > 0 else result(1, "met")


@check("aim_reached")
def aim_reached(answer, params):
    value, aim = effect(answer, params, "people"), params["effects"][0]["threshold"]
    if not value:
        return result(0, "none")
    return result(min(1, value / aim), "met" if value >= aim else "short", value=value, aim=aim)
