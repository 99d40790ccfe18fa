"""The course of ``tests/fixtures/course``: a choice with a hidden check, a code exercise, a text."""

import shutil
from pathlib import Path

OWN_PLAN = {
    "exercise.yml": """module: 3-monitoring-reporting
kind: sheet
objectives: [m3-why]
minutes: 10
points: 2
checks:
  - {id: who, points: 2, objective: m3-why}
  - {id: own_words, points: 0, objective: m3-why}
parameters:
  columns:
    - {id: who, type: select, list: people}
    - {id: what, type: text}
    - {id: why, type: text}
  lists: {people: [council, region]}
  row_ids: [first, second]
datasets: []
""",
    "rubric.yml": """rows:
  - {id: clear, objective: m3-why, levels: [{id: weak, points: 0}, {id: good, points: 4}]}
  - {id: near, objective: m3-why, levels: [{id: weak, points: 0}, {id: good, points: 2}]}
""",
    "checks.py": """from localsdg.checks import as_list, check, own_words, result

own_words("own_words", 3)


@check("who")
def who(answer, params):
    rows = [row for row in as_list(answer, "rows") if isinstance(row, dict)]
    return result(1 if [row.get("who") for row in rows] == ["council", "region"] else 0, "met")
""",
    "en.md": """---
title: A plan of your own
summary: A table with words of one's own.
labels:
  columns: {who: Who, what: What, why: Why}
  rows: {first: First, second: Second}
  lists: {people: {council: The council, region: The region}}
rubric:
  clear: {title: Clear, levels: {weak: "Hard to follow.", good: "A reader follows it."}}
  near: {title: Near, levels: {weak: "It could be anywhere.", good: "It is about one place."}}
feedback:
  who: {met: "Who does it."}
---
Plan it.
""",
}
CHECKOUT = Path(__file__).parents[2]


def make(folder, words=("interface.yml",)):
    """Copy it to ``folder``, with these files of the project's own ``book/en``; gives the folder."""
    folder = Path(shutil.copytree(CHECKOUT / "tests" / "fixtures" / "course", folder))
    (folder / "book" / "en").mkdir()
    for name in words:
        shutil.copy(CHECKOUT / "book" / "en" / name, folder / "book" / "en")
    return folder


def add_own_plan(folder, rubric=True):
    """Add ``own-plan`` to a copy: a table with free texts and a rubric, worth 2 points, and 6 by a person."""
    place = folder / "exercises" / "own-plan"
    place.mkdir()
    for name, text in OWN_PLAN.items():
        if rubric or name != "rubric.yml":
            (place / name).write_text(text, encoding="utf-8")
    return folder
