"""What a check found, as a notebook shows it: HTML in which every text is escaped, and plain text."""

import html
from collections.abc import Iterable

from localsdg import feedback
from localsdg.records import rounded

MARKS = {"met": "✓", "partly": "◐", "unmet": "○", "advice": "→", "broken": "⚠"}  # as in kinds/outcome.js


def feedback_bundle(outcome: dict, spec: dict, notes: Iterable[str] = ()) -> dict:
    """Feedback of ``notebook.checked`` for an exercise. ``notes``: sentences above the list."""
    ui = spec["words"]["ui"]
    records = outcome["records"]
    head = feedback.fill(ui["score"], {key: outcome[key] for key in ("score", "points")}, {}, ui)
    if outcome["score"] is None:
        head = ui["check_broken"]
    elif not outcome["points"]:
        head = ui["only_advice" if records else "no_advice"]
    elif all(record["state"] in ("met", "advice") for record in records):
        head = f"{head}. {ui['all_met']}"
    rest = rounded(spec["points"] - outcome["points"])
    after = [ui["rest_points"].replace("{rest}", f"{rest:g}")] if rest > 0 else []
    rows = [(record["state"], _points(record, ui), _named(record, spec)) for record in records]
    lines = [f"{MARKS[state]} {ui['state_' + state]}{worth}: {text}" for state, worth, text in rows]
    plain = "\n".join([head, *notes, *lines, *after])
    return {"text/html": _html(head, notes, rows, after, spec), "text/plain": plain}


def _html(head, notes, rows, after, spec):
    ui, turned = spec["words"]["ui"], ' dir="rtl"' if spec.get("direction") == "rtl" else ""
    items = "".join(
        f'<li style="margin:.4em 0"><span aria-hidden="true">{MARKS[state]}</span> '
        f"<strong>{html.escape(ui['state_' + state])}</strong>{html.escape(worth)}: {html.escape(text)}</li>"
        for state, worth, text in rows
    )
    return (
        f'<section aria-label="{html.escape(ui["notebook_feedback"])}" style="max-width:44em"{turned}>'
        f"<p><strong>{html.escape(head)}</strong></p>"
        + "".join(f"<p>{html.escape(note)}</p>" for note in notes)
        + f'<ul style="list-style:none;padding:0">{items}</ul>'
        + "".join(f"<p>{html.escape(note)}</p>" for note in after)
        + "</section>"
    )


def _named(record, spec):
    """The sentence, after the variable that it is about: a code exercise has several."""
    variables = spec["parameters"].get("variables") or []
    about = spec["kind"] == "code" and record["id"] in [one["name"] for one in variables]
    return f"{record['id']}: {record['text']}" if about else record["text"]


def _points(record, ui):
    if not record["points"] or record["state"] == "broken":
        return ""
    worth = feedback.fill(ui["points_short"], {key: record[key] for key in ("earned", "points")}, {}, ui)
    return f" ({worth})"
