"""Checks of the sheet "An awareness campaign": corners, means, matters, gender, figures. For both Pythons."""

from localsdg.checks import (
    as_list,
    as_text,
    as_typed_number,
    check,
    copied,
    letters,
    read_code,
    result,
    tells,
    word_count,
)

NEEDED = 5
MOST_ROWS = 60  # an answer with more is no plan; reading on would only cost time
HARD = ["older", "disabled", "newcomers", "outlying"]
INSIDE = ["staff", "council"]
CULTURE = ["theatre", "music", "exhibition"]
EDUCATION = ["school_project", "library", "course"]
CAN_DECIDE = ["council", "government", "firms", "staff"]
# Means that miss a corner more often than they reach it. All other pairs can be good.
POOR = {
    "older": ["web", "hour_at_work", "school_project", "sport"],
    "disabled": ["web", "market", "sport"],
    "newcomers": ["leaflet", "brief", "web"],
    "outlying": ["web", "exhibition", "hour_at_work"],
    "parents": ["hour_at_work", "brief", "breakfast"],
    "pupils": ["leaflet", "brief", "breakfast", "hour_at_work"],
    "youth": ["leaflet", "brief", "breakfast"],
    "firms": ["library", "school_project", "leaflet"],
    "staff": ["leaflet", "market", "radio"],
    "council": ["leaflet", "market", "school_project", "sport"],
    "government": ["leaflet", "market", "sport", "library", "school_project", "visit", "music", "radio"],
}


def says_something(text, words, params):
    """Whether a text can mean anything: words that are not one again, and not those of the task."""
    kept = text[:600]
    if copied(kept, params):
        return False
    return tells(kept, words) or (words <= word_count(kept) <= 6 and len(set(letters(kept))) >= 6)


def rows_of(answer):
    """Rows in which a known corner is chosen."""
    rows = [row for row in as_list(answer, "rows")[:MOST_ROWS] if isinstance(row, dict)]
    return [row for row in rows if as_text(row, "corner") in POOR]


def column(rows, name):
    return [as_text(row, name) for row in rows]


def size(rows):
    """Few rows do not earn what a whole plan earns."""
    return max(NEEDED, len(rows))


def distinct(texts):
    kept = [letters(text[:600]) for text in texts]
    return len(set(kept))


def repeats(rows, params):
    """Whether most rows have no local matter of their own: then only lists were ticked."""
    told = [text for text in column(rows, "topic") if says_something(text, 3, params)]
    return len(rows) > 2 and distinct(told) * 2 <= len(rows)


@check("corners")
def corners(answer, params):
    found = set(column(rows_of(answer), "corner"))
    if not found:
        return result(0, "none")
    hard = [corner for corner in HARD if corner in found]
    inside = [corner for corner in INSIDE if corner in found]
    share = 0.5 * min(1, len(found) / NEEDED) + 0.25 * bool(hard) + 0.25 * bool(inside)
    if repeats(rows_of(answer), params):
        return result(share / 2, "copies")
    if len(found) < NEEDED:
        return result(share, "few", count=len(found))
    if not hard:
        return result(share, "no_hard")
    return result(share, "met" if inside else "no_inside")


@check("means")
def means(answer, params):
    rows = rows_of(answer)
    known = params["columns"][1]["options"]
    chosen = [row for row in rows if as_text(row, "means") in known]
    if not chosen:
        return result(0, "none")
    poor = [row for row in chosen if as_text(row, "means") in POOR[as_text(row, "corner")]]
    share = (len(chosen) - len(poor)) / size(rows)
    names = column(chosen, "means")
    if len(chosen) > 2 and max([names.count(name) for name in names]) * 2 > len(names):
        return result(share / 2, "same")
    if repeats(rows, params):
        return result(share / 2, "copies")
    if poor:
        where, how = as_text(poor[0], "corner"), as_text(poor[0], "means")
        return result(share, "poor", corner="options.corner." + where, means="options.means." + how)
    return result(share, "met" if share == 1 else "waiting")


@check("culture_education")
def culture_education(answer, params):
    chosen = column(rows_of(answer), "means")
    culture = [name for name in chosen if name in CULTURE]
    education = [name for name in chosen if name in EDUCATION]
    if culture and education:
        return result(1, "met")
    if not culture and not education:
        return result(0, "none")
    return result(0.5, "no_education" if culture else "no_culture")


@check("local")
def local(answer, params):
    rows = rows_of(answer)
    codes = [row["target"] for row in params["tables"]["targets"]]
    told = [row for row in rows if says_something(as_text(row, "topic"), 3, params)]
    coded = [row for row in rows if read_code(as_text(row, "target"), codes)]
    if not told and not coded:
        return result(0, "none")
    different = distinct(column(told, "topic"))
    share = (min(different, size(rows)) + len(coded)) / (2 * size(rows))
    wrong = [as_text(row, "target") for row in rows if as_text(row, "target") and row not in coded]
    if wrong:
        return result(share, "code", given=wrong[0][:20])
    if different < len(told) and different * 2 <= len(told):
        return result(share, "same")
    if len(told) < len(rows):
        return result(share, "thin")
    return result(share, "met" if share == 1 else "waiting")


@check("gender")
def gender(answer, params):
    rows = rows_of(answer)
    told = [row for row in rows if says_something(as_text(row, "gender"), 5, params)]
    if not told:
        return result(0, "none")
    different = distinct(column(told, "gender"))
    share = different / size(rows)
    if different < len(told):
        return result(share, "same")
    if len(told) < len(rows):
        return result(share, "missing", count=len(told))
    return result(share, "met" if share == 1 else "waiting")


@check("measure")
def measure(answer, params):
    rows = rows_of(answer)
    chosen = [
        step for step in column(rows, "measured") if step in ("printed", "reached", "understood", "did")
    ]
    aims = [row for row in rows if (as_typed_number(row, "aim", params) or 0) > 0]
    if not chosen:
        return result(0, "none")
    upper = [step for step in chosen if step in ("understood", "did")]
    share = 0.5 * min(1, len(upper) / 3) + 0.5 * len(aims) / size(rows)
    if repeats(rows, params):
        return result(share / 2, "copies")
    if len(upper) < 3 and len(rows) >= 3:
        return result(share, "low")
    if len(aims) < len(rows):
        return result(share, "no_aim", count=len(rows) - len(aims))
    return result(share, "met" if share == 1 else "waiting")


@check("decide")
def decide(answer, params):
    rows = rows_of(answer)
    asked = [row for row in rows if as_text(row, "purpose") == "decide"]
    right = [row for row in asked if as_text(row, "corner") in CAN_DECIDE]
    part = [row for row in rows if as_text(row, "purpose") == "take_part"]
    share = 0.5 * bool(right) + 0.5 * bool(part)
    # To ask everybody to decide is no address at all.
    if len(asked) > len(right):
        return result(share / 2, "wrong_address")
    if right and part:
        return result(1, "met")
    if not right and not part:
        return result(0, "none")
    return result(share, "no_part" if right else "no_decide")
