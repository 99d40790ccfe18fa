"""Checks of the matrix "Set priorities": scores, weights, and a choice that holds. For both Pythons."""

from localsdg.checks import as_dict, as_number, check, own_words, picked, result, rounded


def score(answer, row, column, params):
    """A cell's score, or None where it is empty or no value of the scale."""
    value = as_number(as_dict(as_dict(answer, "cells"), row), column)
    return value if value in params["scale"] else None


def table(answer, params):
    """{row: [scores in the order of the columns]}, only the rows that are complete."""
    found = {}
    for row in params["rows"]:
        values = [score(answer, row, column, params) for column in params["columns"]]
        if None not in values:
            found[row] = values
    return found


def given_weights(answer, params):
    """The weights in the order of the columns; a weight that is missing or no number is 0."""
    weights = as_dict(answer, "weights")
    return [as_number(weights, column) or 0 for column in params["columns"]]


@check("filled")
def filled(answer, params):
    cells = [(row, column) for row in params["rows"] for column in params["columns"]]
    count = len([1 for row, column in cells if score(answer, row, column, params) is not None])
    message = "met" if count == len(cells) else "some" if count else "none"
    return result(count / len(cells), message, filled=count, cells=len(cells))


def judged(answer, params):
    """``(good, wrong)``: how many cells a card carries, and [(row, column, message)] of the others."""
    good, wrong = 0, []
    for row in params["rows"]:
        for place, column in enumerate(params["columns"]):
            value = score(answer, row, column, params)
            low, high = params["rules"]["supported"][row][place]
            if value is None:
                continue
            if low <= value <= high:
                good += 1
            else:
                wrong.append((row, column, "high" if value > high else "low"))
    return good, wrong


def carried(answer, params):
    """Whether the cards carry clearly more scores than they contradict."""
    good, wrong = judged(answer, params)
    return good >= 2 * len(wrong)


def all_same(answer, params):
    cells = [score(answer, row, column, params) for row in params["rows"] for column in params["columns"]]
    values = [value for value in cells if value is not None]
    return len(values) > 5 and len(set(values)) == 1


@check("evidence")
def evidence(answer, params):
    good, wrong = judged(answer, params)
    cells = len(params["rows"]) * len(params["columns"])
    if not good and not wrong:
        return result(0, "none")
    if all_same(answer, params):
        return result(0, "all_same")
    share = max(0, good - len(wrong)) / cells
    if wrong:
        row, column, message = wrong[0]
        return result(share, message, row="rows." + row, column="columns." + column, count=len(wrong))
    return result(share, "met" if good == cells else "incomplete")


@check("weights")
def weights(answer, params):
    given = given_weights(answer, params)
    if not [weight for weight in given if weight]:
        return result(0, "none")
    if [weight for weight in given if weight < 0 or weight > 100]:
        return result(0, "odd")
    total = rounded(sum(given))
    if abs(total - params["weights"]["total"]) > 0.01:
        return result(0, "sum", total=int(total) if total == int(total) else total)
    used = len([weight for weight in given if weight > 0])
    if used < params["rules"]["criteria_at_least"]:
        return result(0.5, "few", count=used)
    good, wrong = judged(answer, params)
    if not good or len(wrong) > good or all_same(answer, params):
        return result(0.5, "first_scores")
    return result(1, "equal" if len(set(given)) == 1 else "met")


def place(row, rows, given):
    """The place of a row under some weights; rows with the same total share the better place."""
    totals = {name: sum([given[here] * value for here, value in enumerate(rows[name])]) for name in rows}
    scale = sum(given)
    return 1 + len([1 for name in rows if totals[name] > totals[row] + 1e-9 * scale])


def trials(given, params):
    """[(message, column, weights)]: the learner's own weights, equal ones, and each criterion doubled."""
    count = len(params["columns"])
    found = [("not_yours", "", given), ("equal_weights", "", [1] * count)]
    for number in range(count):
        doubled = [weight * 2 if here == number else weight for here, weight in enumerate(given)]
        found.append(("falls", params["columns"][number], doubled))
    return found


@check("choice")
def choice(answer, params):
    row = picked(answer, params, "first")
    if not row:
        return result(0, "none")
    rows, label = table(answer, params), "rows." + row
    if len(rows) < len(params["rows"]):
        return result(0, "first_fill", row=label)
    if all_same(answer, params) or len(set([tuple(rows[name]) for name in rows])) < 3:
        return result(0, "all_same", row=label)
    given = [max(0, weight) for weight in given_weights(answer, params)]
    tests = trials(given if sum(given) > 0 else [1] * len(given), params)
    held = {name: len([1 for _, _, each in tests if place(name, rows, each) <= 2]) for name in rows}
    best = max([held[name] for name in rows])
    if held[row] < best or place(row, rows, tests[0][2]) > 2:
        for message, column, each in tests:
            now = place(row, rows, each)
            if now > 2:
                share = 0 if message == "not_yours" else 0.5 if carried(answer, params) else 0.1
                return result(share, message, row=label, column="columns." + column, place=now)
    if not carried(answer, params):
        return result(0.25, "shaky", row=label)
    return result(1, "met" if held[row] == len(tests) else "best", row=label, held=held[row])


own_words("own_words", 4)
