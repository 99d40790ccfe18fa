from localsdg.checks import as_list, as_text, check, result

# <<Write your own checks; each message needs its sentence in en.md.>>


@check("enough_rows")
def enough_rows(answer, params):
    filled = []
    for row in as_list(answer, "rows"):
        what = as_text(row, "what")
        if what in params["columns"][0]["options"] and what not in filled:
            filled.append(what)
    if len(filled) >= 2:
        return result(1, "met")
    return result(len(filled) / 2, "few", rows=len(filled))
