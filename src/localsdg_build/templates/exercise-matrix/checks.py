from localsdg.checks import as_dict, as_number, check, result


def value(answer, row, column):
    return as_number(as_dict(as_dict(answer, "cells"), row), column)


# <<Write your own checks; each message needs its sentence in en.md.>>


@check("all_filled")
def all_filled(answer, params):
    cells = [(row, column) for row in params["rows"] for column in params["columns"]]
    filled = len([1 for row, column in cells if value(answer, row, column) in params["scale"]])
    message = "met" if filled == len(cells) else "some" if filled else "none"
    return result(filled / len(cells), message, filled=filled, cells=len(cells))


@check("first_row")
def first_row(answer, params):
    x, y = value(answer, "a", "x"), value(answer, "a", "y")
    if x is None or y is None:
        return result(0, "none", row="rows.a")
    right = x > y
    return result(1 if right else 0, "met" if right else "wrong", row="rows.a")
