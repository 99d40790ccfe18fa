from localsdg.checks import as_list, as_text, check, copied, letters, once, result, tells

POINTS = ["targets", "priorities", "interventions", "practices", "budgets"]
# What an answer must look like so that a report can use it; more than one form serves most points.
FITTING = {
    "targets": ["short_text", "several_options", "long_text"],
    "priorities": ["ranking", "short_text", "several_options", "one_option"],
    "interventions": ["several_options"],
    "practices": ["long_text"],
    "budgets": ["number"],
}
TIMED = ["targets", "interventions", "budgets"]
SHORTEST = 3  # words: fewer are no question; a denser script needs no spaces


@once
def rows_of(answer, params):
    """Rows with a real question, each question once; how many rows repeated one."""
    rows, seen, repeated = [], [], 0
    for row in as_list(answer, "rows"):
        words = as_text(row, "question")
        if not tells(words[:600], SHORTEST) or copied(words[:600], params):
            continue
        if [1 for other, text in seen if text == words or (other != row.get("point") and same(text, words))]:
            repeated += 1
            continue
        seen.append((row.get("point"), words))
        rows.append(row)
    return rows, repeated


def same(one, two):
    """Two points need two questions: a number more or less makes no other one."""
    return letters(one) == letters(two)


def asking(rows, point):
    return [row for row in rows if as_text(row, "point") == point]


def named(points):
    return ["options.point." + point for point in points]


@check("five_points")
def five_points(answer, params):
    rows, repeated = rows_of(answer, params)
    missing = [point for point in POINTS if not asking(rows, point)]
    if not missing:
        return result(1, "met")
    if len(missing) == 5:
        return result(0, "none")
    covered = 5 - len(missing)
    message = "repeated" if repeated else "missing"
    return result(covered / 5, message, covered=covered, missing=named(missing))


@check("answer_types")
def answer_types(answer, params):
    rows, _ = rows_of(answer, params)
    fits, unfit, missing = [], [], []
    for point in POINTS:
        chosen = [as_text(row, "answer_type") for row in asking(rows, point)]
        chosen = [form for form in chosen if form]
        if [form for form in chosen if form in FITTING[point]]:
            fits.append(point)
        elif chosen:
            unfit.append(point)
        else:
            missing.append(point)
    if unfit:
        return result(len(fits) / 5, "not_" + unfit[0])
    if not fits:
        return result(0, "none")
    return result(len(fits) / 5, "waiting" if missing else "met", missing=named(missing))


@check("time_frame")
def time_frame(answer, params):
    rows, _ = rows_of(answer, params)
    missing, any_year = [], False
    for point in TIMED:
        periods = [as_text(row, "period") for row in asking(rows, point)]
        periods = [period for period in periods if period not in ("", "none")]
        if not periods:
            missing.append(point)
        elif point == "budgets" and "budget_year" not in periods:
            any_year = True
    share = (3 - len(missing) - (0.5 if any_year else 0)) / 3
    if len(missing) == 3:
        return result(0, "none")
    if missing:
        return result(share, "missing", missing=named(missing))
    return result(share, "budget_year" if any_year else "met")


@check("who_answers")
def who_answers(answer, params):
    rows, _ = rows_of(answer, params)
    offices = [as_text(row, "who") for row in rows]
    known = [office for office in offices if office not in ("", "anyone")]
    if not known:
        return result(0, "none")
    finance = [row for row in asking(rows, "budgets") if as_text(row, "who") == "finance"]
    # Few questions do not earn what a whole survey earns: five is the least.
    share = len(known) / max(5, len(rows)) / 2 + (0.5 if finance else 0)
    if len(known) < len(rows):
        return result(share, "unnamed", open=len(rows) - len(known))
    if not finance:
        return result(share, "not_finance" if asking(rows, "budgets") else "no_budget")
    return result(share, "met" if len(rows) >= 5 else "waiting")


@check("use_stated")
def use_stated(answer, params):
    rows, _ = rows_of(answer, params)
    uses = [as_text(row, "use") for row in rows]
    uses = [use for use in uses if tells(use[:600], SHORTEST) and not copied(use[:600], params)]
    if not uses:
        return result(0, "none")
    share = len(uses) / max(5, len(rows))
    different = []
    for use in uses:
        if use not in different:
            different.append(use)
    if len(different) * 2 < len(uses):
        return result(share / 2, "same")
    asked = [letters(as_text(row, "question")) for row in rows]
    if len([use for use in uses if letters(use) in asked]) * 2 > len(uses):
        return result(share / 2, "question")
    if len(uses) < len(rows):
        return result(share, "missing", open=len(rows) - len(uses))
    return result(share, "met" if len(rows) >= 5 else "waiting")


@check("short_enough")
def short_enough(answer, params):
    rows, _ = rows_of(answer, params)
    if not rows:
        return result(0, "none")
    if len(rows) < 5:
        return result(0, "few", questions=len(rows))
    if len(rows) > params["most_questions"]:
        return result(0, "long", questions=len(rows))
    return result(1, "met")
