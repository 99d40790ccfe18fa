from localsdg.checks import as_dict, as_number, check, result

NUMBERS = [1, 2, 3]

# <<Write your own checks; each message needs its sentence in en.md.>>


@check("total")
def total(answer, params):
    given = as_number(as_dict(answer, "variables"), "total")
    if given is None:
        return result(0, "none")
    return result(1, "met") if abs(given - sum(NUMBERS)) < 0.01 else result(0, "wrong")
