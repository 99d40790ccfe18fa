"""The page's side of the planner: JSON texts in, JSON text out. Runs under MicroPython.

A page cannot run the command, and a plan that was changed there must be checked at once. So these modules run
in the page as an exercise's checks do, instead of plans made beforehand for some of all times, audiences and
modules, and a second list of rules in JavaScript.
"""

import json

from localsdg_build.agenda import checking, files, planning, rules, telling

# The modules that the page loads. They import nothing that MicroPython lacks.
MODULES = ("rules", "days", "choosing", "planning", "checking", "telling", "files", "page")


_course: dict = {}


def learn(course: str) -> None:
    """Remember the course: ``{"facts", "words"}`` as JSON."""
    _course.update(json.loads(course))


def answer(asked: str) -> str:
    """What ``asked["do"]`` asks of the planner, as JSON; ``learn`` comes first.

    ``plan`` gives a plan, or ``{"problem"}`` in words; ``check`` the same of changed ``rows``: with new
    starts and what is wrong; ``csv`` and ``ics`` a file's text.
    """
    facts, words, wish = _course["facts"], _course["words"], json.loads(asked)
    do = wish["do"]
    wanted = wish.get("wanted") or {}
    if "total" in wanted:  # minutes, of which a plan makes days
        wanted["lengths"] = rules.shared(wanted["total"])
    if do == "csv":
        return json.dumps({"text": files.csv_text(facts, words, wish["rows"])})
    if do == "ics":
        return json.dumps({"text": files.ics_text(facts, words, wish["rows"], wish["date"])})
    try:
        made = planning.plan(facts, wish["wanted"]) if do == "plan" else _changed(facts, wish)
    except planning.NoPlanError as problem:
        return json.dumps({"problem": telling.filled(words[problem.key], problem.values)})
    total = sum(wish["wanted"]["lengths"])
    found = checking.problems(facts, made["rows"], total)
    reply = {
        "rows": [shown(facts, words, row) for row in made["rows"]],
        "problems": [
            {"row": one["row"], "text": telling.filled(words["check_" + one["key"]], one["values"])}
            for one in found
        ],
        "about": telling.about(words, made),
        "days": telling.timetable(facts, words, made),
        "rest": telling.explained(facts, words, made),
    }
    return json.dumps(reply)


def shown(facts: dict, words: dict, row: dict) -> dict:
    """A row with what it is called and what belongs to it."""
    one = dict(row)
    one["title"] = telling.what(facts, words, row)
    one["told"] = telling.details(facts, words, row)
    lesson = telling.known(facts, row["lesson"])
    one["slides"] = lesson.get("slides", "")
    one["least"] = lesson.get("least", 1)
    return one


def _changed(facts, wish):
    rows = checking.restarted(wish["rows"], wish["wanted"]["start"])
    lessons = planning.offered(facts, wish["wanted"]["modules"])
    return {
        "rows": rows,
        "left": planning.left_out(lessons, rows, wish["wanted"]["audience"]),
        "before": planning.read_before(facts, rows),
        "wanted": wish["wanted"],
    }
