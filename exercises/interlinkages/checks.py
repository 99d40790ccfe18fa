"""Checks of the matrix "Interlinkages": signs, strengths, directions, lever, conflict. For both Pythons."""

from localsdg.checks import above_chance, as_dict, as_number, check, own_words, picked, result


def score(answer, row, column, params):
    """A cell's value, or None where it is empty, no value of the scale, or on the diagonal."""
    value = as_number(as_dict(as_dict(answer, "cells"), row), column)
    return value if row != column and value in params["scale"] else None


def places(params):
    return [(row, column) for row in params["rows"] for column in params["columns"] if row != column]


def given(answer, params):
    """The values of all cells that are filled."""
    values = [score(answer, row, column, params) for row, column in places(params)]
    return [value for value in values if value is not None]


def all_same(answer, params):
    values = given(answer, params)
    return len(values) > 5 and len(set(values)) == 1


def sign(value):
    return (value > 0) - (value < 0)


def judged(answer, params, turned=False):
    """``(right, wrong)`` by their sign: the cells that a fact decides, as [(row, column, value, low, high)].

    turned: read the table with columns that act on rows.
    """
    right, wrong = [], []
    for row, column, low, high in params["rules"]["decided"]:
        value = score(answer, column, row, params) if turned else score(answer, row, column, params)
        if value is not None:
            (right if sign(value) == sign(low) else wrong).append((row, column, value, low, high))
    return right, wrong


def named(row, column):
    return {"row": "rows." + row, "column": "columns." + column}


@check("filled")
def filled(answer, params):
    cells, count = len(places(params)), len(given(answer, params))
    message = "met" if count == cells else "some" if count else "none"
    return result(count / cells, message, filled=count, cells=cells)


@check("signs")
def signs(answer, params):
    right, wrong = judged(answer, params)
    all_cells = len(params["rules"]["decided"])
    if not right and not wrong:
        return result(0, "none")
    if all_same(answer, params):
        return result(0, "all_same")
    share = max(0, len(right) - len(wrong)) / all_cells
    if wrong:
        if len(judged(answer, params, turned=True)[0]) > len(right) + 2:
            return result(share, "turned")
        row, column, _, low, _ = wrong[0]
        message = "minus" if low < 0 else "plus" if low > 0 else "zero"
        return result(share, message, count=len(wrong), **named(row, column))
    missing = all_cells - len(right)
    return result(share, "incomplete" if missing else "met", open=missing)


@check("strength")
def strength(answer, params):
    right, wrong = judged(answer, params)
    if not right or all_same(answer, params):
        return result(0, "none")
    # A 0 has a sign and no strength; it is counted under the signs.
    of = [one for one in right if one[3] != 0]
    asked = len([1 for _, _, low, _ in params["rules"]["decided"] if low != 0])
    off = [one for one in of if not one[3] <= one[2] <= one[4]]
    share = max(0, len(of) - len(off) - len(wrong)) / asked
    if off:
        row, column, value, low, high = off[0]
        strong = abs(value) > max(abs(low), abs(high))
        return result(share, "too_strong" if strong else "too_weak", **named(row, column))
    if not of:
        return result(0, "none")
    return result(share, "met" if share == 1 else "incomplete")


@check("direction")
def direction(answer, params):
    both, right, mirror, first = 0, 0, True, None
    for lower, higher in params["rules"]["turned"]:
        one = score(answer, lower[0], lower[1], params)
        other = score(answer, higher[0], higher[1], params)
        if one is None or other is None:
            continue
        both += 1
        mirror = mirror and one == other
        if one < other:
            right += 1
        elif first is None:
            first = lower
    pairs = len(params["rules"]["turned"])
    share = above_chance(right / pairs, 3 / 7)  # of two cells of seven values one is lower that often
    if not both:
        return result(0, "none")
    if mirror:
        return result(0, "mirror")
    if first:
        return result(share, "some", **named(first[0], first[1]))
    return result(share, "met" if right == pairs else "incomplete")


def carried(answer, params):
    """Whether the facts carry clearly more cells than they contradict."""
    right, wrong = judged(answer, params)
    return len(right) >= 2 * len(wrong) and not all_same(answer, params)


def row_sum(answer, row, params):
    return sum([score(answer, row, column, params) for column in params["columns"] if column != row])


def written(number):
    return "+" + str(number) if number > 0 else str(number).replace("-", "−")


@check("lever")
def lever(answer, params):
    row = picked(answer, params, "lever")
    if not row:
        return result(0, "none")
    if len(given(answer, params)) < len(places(params)):
        return result(0, "first_fill")
    sums = {name: row_sum(answer, name, params) for name in params["rows"]}
    if len(set(sums.values())) < 3:
        return result(0, "flat")
    if sums[row] < max(sums.values()):
        return result(0, "lower", row="rows." + row)
    if not carried(answer, params):
        return result(0.25, "shaky", row="rows." + row)
    return result(1, "met", row="rows." + row, sum=written(int(sums[row])))


@check("conflict")
def conflict(answer, params):
    row, column = picked(answer, params, "harms"), picked(answer, params, "harmed")
    if not row or not column or row == column:
        return result(0, "none")
    if len(given(answer, params)) < len(places(params)):
        return result(0, "first_fill")
    lowest = min(given(answer, params))
    if lowest >= 0:
        return result(0, "no_minus")
    if score(answer, row, column, params) > lowest:
        if score(answer, column, row, params) == lowest:
            return result(0.5, "turned")
        return result(0, "other", **named(row, column))
    if not carried(answer, params):
        return result(0.25, "shaky")
    return result(1, "met", **named(row, column))


own_words("own_words", 4)
