"""Checks of the matrix "Align a plan": direct links, claims, missed links, the gap. For both Pythons."""

from localsdg.checks import as_dict, as_number, check, own_words, picked, result


def cell(answer, row, column, params):
    """A cell's value, or None where it is empty or no value of the scale."""
    value = as_number(as_dict(as_dict(answer, "cells"), row), column)
    return value if value in params["scale"] else None


def cells(answer, params):
    """All cells as [(row, column, value, low, high)]; value is None where the cell is empty."""
    found = []
    for row in params["rows"]:
        for place, column in enumerate(params["columns"]):
            low, high = params["rules"]["supported"][row][place]
            found.append((row, column, cell(answer, row, column, params), low, high))
    return found


def given(answer, params):
    return [value for _, _, value, _, _ in cells(answer, params) if value is not None]


def all_same(answer, params):
    values = given(answer, params)
    return len(values) > 7 and len(set(values)) == 1


def claimed(row, column, params):
    return [row, column] in params["rules"]["overclaimed"]


def direct_cells(answer, params):
    """``(right, low, high)``: direct links found, overlooked, and made up beyond the claims."""
    right, low, high = [], [], []
    for one in cells(answer, params):
        row, column, value, least, most = one
        if value is None:
            continue
        if least == 2:
            (right if value == 2 else low).append(one)
        elif value == 2 and most < 2 and not claimed(row, column, params):
            high.append(one)
    return right, low, high


def named(one):
    return {"row": "rows." + one[0], "column": "columns." + one[1]}


@check("filled")
def filled(answer, params):
    count, everything = len(given(answer, params)), len(params["rows"]) * len(params["columns"])
    message = "met" if count == everything else "some" if count else "none"
    return result(count / everything, message, filled=count, cells=everything)


@check("direct")
def direct(answer, params):
    if not given(answer, params):
        return result(0, "none")
    if all_same(answer, params):
        return result(0, "all_same")
    right, low, high = direct_cells(answer, params)
    asked = len([1 for _, _, _, least, _ in cells(answer, params) if least == 2])
    share = max(0, len(right) - len(high)) / asked
    if low:
        return result(share, "low", **named(low[0]))
    if high:
        return result(share, "high", count=len(high), **named(high[0]))
    return result(share, "met" if len(right) == asked else "incomplete")


def claim_cells(answer, params):
    """``(struck, left, invented)``: claims struck out, claims kept, and links that nobody claims."""
    struck, left, invented = [], [], []
    for one in cells(answer, params):
        row, column, value, _, most = one
        if value is None:
            continue
        if claimed(row, column, params):
            (struck if value <= most else left).append(one)
        elif most == 0 and value > 0:
            invented.append(one)
    return struck, left, invented


@check("claims")
def claims(answer, params):
    if not given(answer, params):
        return result(0, "none")
    if all_same(answer, params):
        return result(0, "all_same")
    struck, left, invented = claim_cells(answer, params)
    share = max(0, len(struck) - len(invented)) / len(params["rules"]["overclaimed"])
    if len(direct_cells(answer, params)[0]) < 2:
        return result(share * 0.2, "first_direct")
    if left:
        return result(share, "claimed", count=len(left), **named(left[0]))
    if invented:
        return result(share, "invented", count=len(invented), **named(invented[0]))
    return result(share, "met" if share == 1 else "incomplete")


@check("links")
def links(answer, params):
    asked = [one for one in cells(answer, params) if one[3] == 1]
    filled_in = [one for one in asked if one[2] is not None]
    if not filled_in or all_same(answer, params):
        return result(0, "none")
    struck, left, invented = claim_cells(answer, params)
    if len(left) + len(invented) > len(struck) + 2:
        return result(0, "first_claims")
    wrong = [one for one in filled_in if not one[3] <= one[2] <= one[4]]
    share = (len(filled_in) - len(wrong)) / len(asked)
    if wrong:
        return result(share, "low" if wrong[0][2] < wrong[0][3] else "high", **named(wrong[0]))
    return result(share, "met" if share == 1 else "incomplete")


@check("gap")
def gap(answer, params):
    column = picked(answer, params, "gap")
    if not column:
        return result(0, "none")
    label = "columns." + column
    if column != params["rules"]["gap"]:
        return result(0, "other", column=label)
    empty = [cell(answer, row, column, params) == 0 for row in params["rows"]]
    if False in empty:
        return result(0.5, "table", column=label)
    bare = len(direct_cells(answer, params)[0]) < 2
    return result(0.25, "bare", column=label) if bare else result(1, "met", column=label)


@check("idle")
def idle(answer, params):
    row = picked(answer, params, "idle")
    if not row:
        return result(0, "none")
    label = "rows." + row
    if row != params["rules"]["idle"]:
        return result(0, "other", row=label)
    empty = [cell(answer, row, column, params) == 0 for column in params["columns"]]
    if False in empty:
        return result(0.5, "table", row=label)
    bare = len(direct_cells(answer, params)[0]) < 2
    return result(0.25, "bare", row=label) if bare else result(1, "met", row=label)


own_words("own_words", 4)
