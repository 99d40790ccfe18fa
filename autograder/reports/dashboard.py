"""The cohort's dashboard: one HTML file for facilitators, with nothing to fetch and no script in it."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from autograder.lms.people import Listed
from autograder.model import Entry, Outcome
from autograder.notebook.released import Released
from autograder.notebook.wording import fill
from autograder.reports import (
    cohort,
    dashboard_gains,
    dashboard_items,
    dashboard_own,
    dashboard_people,
    dashboard_work,
    html_page,
    items,
)
from autograder.reports.words import Words
from autograder.store import files
from localsdg import course, figures
from localsdg.course import LANGUAGE

FILE = "dashboard.yml"


def write(
    entries: Iterable[tuple[Outcome, Entry | None]],
    path: Path,
    released: Mapping[str, Released],
    roster: Listed = None,
    code: cohort.Code | None = None,
    name: str = "",
    language: str = LANGUAGE,
) -> cohort.Cohort:
    """Write the dashboard of ``entries``, an iterable of ``(outcome, entry)`` as ``current`` gives.

    ``released``: ``{assignment: Released}``. ``roster``: who should have handed in, see
    ``people.roster_rows``. ``code``: see ``similar.code_reader``; without it code is not compared. ``name``:
    of the course folder. ``language``: the reader's. Each hand-in is read once and not kept.
    Returns what was added up.
    """
    added = cohort.Cohort(released, code, language)
    for outcome, entry in entries:
        added.add(outcome, entry)
    files.write(path, page(added, roster, name))
    return added


def page(added: cohort.Cohort, roster: Listed = None, name: str = "") -> str:
    """The HTML of a ``Cohort``, in its language."""
    words = Words(added.language, FILE)
    some = [added.assignments[key] for key in sorted(added.assignments)]
    shown = {}
    if some:
        shown = {
            "scores": [dashboard_work.scores(words, one) for one in some],
            "times": dashboard_work.times(words, some),
            "items": [dashboard_items.items_of(words, one) for one in some if one.exercises],
            "items_few": fill(words["items_few"], least=items.LEAST),
            "own": [dashboard_own.of(words, one) for one in some if one.halves],
            "own_columns": dashboard_own.columns(words),
            "gains": [
                dashboard_gains.of(words, one, module)
                for one in some
                if (module := added.gains.modules.get(one.name)) and module.items
            ],
            "gains_columns": dashboard_gains.columns(words),
            "mistakes": dashboard_items.mistakes(words, some),
            "similar": dashboard_people.similar(words, added),
            "help": dashboard_people.need_help(words, added, roster),
            "proposed": [] if roster else dashboard_people.proposed(added),
        }
    return html_page.template("dashboard.html.j2").render(
        w=words,
        language=words.language,
        direction=course.direction(words.language),
        css=f"{_colours()}\n{html_page.style('dashboard.css')}",
        made=fill(words["made"], day=words.day(date.today()), course=name or "–"),
        overview=dashboard_work.overview(words, some, len(added.people), len(added.excused))
        if some
        else None,
        **shown,
    )


def _colours():
    """The first three colours of the course's figures, told apart with colour blindness, light and dark."""
    rules = [f"--chart-{place}: {colour};" for place, colour in enumerate(figures.COLOURS[:3], 1)]
    return f":root {{ {' '.join(rules)} }}"
