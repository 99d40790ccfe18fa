"""The 17 Goals with targets and indicators, in short, as HTML tables with addresses. Pure."""

from html import escape
from pathlib import Path
from typing import Any

from localsdg.course import data
from localsdg_build.book.dataset_html import scrolling

DATASET = "sdg-framework"


def goals(course: Path | None = None) -> list[dict[str, Any]]:
    """The Goals as dicts ``goal, title, theme, colour``, each with ``targets``; these with ``indicators``."""
    tables = {name: data.rows(f"{DATASET}/{name}", course) for name in ("goals", "targets", "indicators")}
    below: dict[str, list[dict[str, Any]]] = {}
    for row in tables["indicators"]:
        below.setdefault(row["target"], []).append(row)
    targets = [{**row, "indicators": below.get(row["target"], [])} for row in tables["targets"]]
    return [
        {**goal, "targets": [target for target in targets if target["goal"] == goal["goal"]]}
        for goal in tables["goals"]
    ]


def goal_anchor(number: str) -> str:
    """The address of a Goal within the page."""
    return f"goal-{number}"


def target_anchor(code: str) -> str:
    """The address of a target within the page: ``target-11.6``."""
    return f"target-{code}"


def form(words: dict[str, str], count: int) -> str:
    """The box that narrows the tables; without a script it is not shown."""
    return (
        '<form class="lsdg-filter lsdg-needs-script" id="goals-filter">'
        f'<label for="goals-words">{escape(words["goals_filter"])}</label>'
        '<input id="goals-words" type="search" autocomplete="off" spellcheck="false">'
        f'<p role="status" data-all="{escape(words["goals_all"].format(all=count))}" '
        f'data-some="{escape(words["goals_some"])}" data-none="{escape(words["goals_none"])}">'
        f"{escape(words['goals_all'].format(all=count))}</p></form>\n"
    )


def table(goal: dict[str, Any], words: dict[str, str]) -> str:
    """The table of one Goal: a row for each target, with its indicators."""
    label = words["goals_table"].format(goal=goal["goal"])
    heads = "".join(
        f'<th scope="col">{escape(words[key])}</th>'
        for key in ("goals_code", "goals_target", "goals_indicators")
    )
    rows = "".join(_row(target, words) for target in goal["targets"])
    return (
        f'<div class="lsdg-goal" style="--goal: {escape(goal["colour"])}">'
        + scrolling(
            f'<table class="lsdg-targets"><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table>',
            label,
        )
        + "</div>"
    )


def _row(target, words):
    kind = words[f"goals_{target['kind']}"]
    if target["year"]:
        kind = words["goals_by"].format(kind=kind, year=target["year"])
    items = "".join(_indicator(row, words) for row in target["indicators"])
    indicators = f"<ul>{items}</ul>" if items else escape(words["goals_no_indicator"])
    return (
        f'<tr id="{target_anchor(target["target"])}"><th scope="row">{target["target"]}</th>'
        f"<td>{escape(target['title'])} <small>{escape(kind)}</small></td><td>{indicators}</td></tr>\n"
    )


def _indicator(row, words):
    same = words["goals_same"].format(code=row["repeats"]) if row["repeats"] else ""
    note = f" <small>{escape(same)}</small>" if same else ""
    return f"<li><b>{row['indicator']}</b> {escape(row['title'])}{note}</li>"
