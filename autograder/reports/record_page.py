"""A record of work from what was graded: as the page *My work* makes one, and what a person judged besides.

It names nobody: whom it is given to knows whose it is. ``verifying`` compares either with a hand-in.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from autograder import exercise_cache, locales
from autograder.model import NEEDS_HUMAN, Entry, ExerciseResult, Outcome
from autograder.notebook.wording import fill, language_of
from autograder.reports import html_page, verifying
from autograder.store.course_folder import CourseFolder
from autograder.store.results import current
from autograder.values import Json, is_empty
from localsdg import course
from localsdg.open_half import exercise_of
from localsdg.records import rounded
from localsdg_build import order, publisher
from localsdg_build.release import handing_in


def of(folder: CourseFolder, learner: str) -> str | None:
    """The page of all that this learner has handed in; ``None`` if that is nothing that could be graded."""
    graded = [(found, entry) for found, entry in current(folder, learner) if found.exercises]
    if not graded:
        return None
    language = language_of(graded[0][0])
    title, made = course_title(language), datetime.now(UTC)
    done = modules(graded, language)
    data = {
        "record": verifying.FORM,
        "course": title,
        "language": language,
        "made": made.isoformat(timespec="seconds"),
        "modules": [one for one, _ in done],
    }
    return html_page.template("record.html.j2").render(
        w=exercise_cache.interface(language),
        language=language,
        direction=course.direction(language),
        css=html_page.style("record.css"),
        day=locales.day(made.date(), language),
        course=title,
        modules=[_shown(one, known, language) for one, known in done],
        data=Markup(json.dumps(data).replace("<", "\\u003c")),
    )


def modules(graded: Iterable[tuple[Outcome, Entry]], language: str) -> list[tuple[Json, Json]]:
    """``(what the record says of a module, what the course says of it)`` for each that was handed in."""
    works = handing_in.work_data(course_title(language), language=language)["modules"]
    known = {one["assignment"]: one for one in works}
    return [
        (_module(known[found.assignment], found, entry), known[found.assignment])
        for found, entry in graded
        if found.assignment in known
    ]


def course_title(language: str) -> str:
    """The course's title as its pages have it; where this language has no front page, its settings' own."""
    front, settings = course.root() / "book" / language / "index.md", course.root() / "_config.yml"
    if settings.is_file() and (ours := publisher.read(course.root()).course.get(language)):
        return ours
    if language != course.LANGUAGE and front.is_file():
        return order.title(front)
    return str(course.read_yaml(settings).get("title", "")) if settings.is_file() else ""


def _module(known: Json, found: Outcome, entry: Entry) -> Json:
    results = {one.id: one for one in found.exercises}
    exercises = [
        _exercise(one, results[one["slug"]], entry.answers.get(one["slug"]))
        for one in known["exercises"]
        if one["slug"] in results
    ]
    earned: dict[str, float] = {}
    points: dict[str, float] = {}
    by_slug = {one["exercise"]: one for one in exercises}
    for one in known["exercises"]:
        made = by_slug.get(one["slug"], {"checks": {}})  # it is newer than what was graded
        for check, objective, most in one["checks"]:
            earned[objective] = rounded(earned.get(objective, 0) + made["checks"].get(check, 0))
            points[objective] = rounded(points.get(objective, 0) + most)
    objectives = [
        {"objective": name, "earned": earned[name], "points": points[name]}
        for name in (one["id"] for one in known["objectives"])
        if points.get(name)
    ]
    judged = [_judged(one) for one in found.exercises if one.by_person or _waits(one)]
    return {
        "assignment": found.assignment,
        "title": known["title"],
        "exercises": exercises,
        "objectives": objectives,
        "judged": judged,
    }


def _exercise(known: Json, result: ExerciseResult, answer: Any) -> Json:
    """As ``record.js`` tells of an exercise: what the checks that everybody may run have found."""
    checks = {one.id: one.earned for one in result.checks if not one.hidden}
    answered = not is_empty(answer) and bool(checks)
    made = {
        "exercise": known["slug"],
        "title": known["title"],
        "version": known["version"],
        "points": rounded(sum(most for _, _, most in known["checks"])),
        "answered": answered,
        "score": rounded(sum(checks.values())) if answered else None,
        "checks": checks if answered else {},
    }
    return made | ({"answer": verifying.digest(known["slug"], answer)} if answered else {})


def _judged(one: ExerciseResult) -> Json:
    """What a person gave for an exercise or its open half; ``points`` is null while nobody has judged it."""
    given = one.score if one.by_person else None
    return {"exercise": exercise_of(one.id), "points": given, "of": one.max_score}


def _waits(one: ExerciseResult) -> bool:
    return one.status == NEEDS_HUMAN and not one.why


def _shown(module: Json, known: Json, language: str) -> Json:
    """What the template shows of a module, in words."""
    words = exercise_cache.interface(language)
    titles = {one["slug"]: one["title"] for one in known["exercises"]}
    sentences = {one["id"]: one["sentence"] for one in known["objectives"]}

    def points(earned: float | None, most: float) -> str:
        told = {"earned": locales.number(earned, language), "points": locales.number(most, language)}
        return fill(words["work_record_points"], **told)

    done = [one for one in module["exercises"] if one["answered"]]
    return {
        "title": module["title"],
        "objectives": [
            (sentences[one["objective"]], points(one["earned"], one["points"]))
            for one in module["objectives"]
        ],
        "exercises": [
            (
                one["title"],
                points(one["score"], one["points"]) if one["points"] else words["work_record_no_points"],
            )
            for one in done
        ],
        "done": fill(words["work_record_done"], done=len(done), all=len(module["exercises"])),
        "judged": [
            (
                titles.get(one["exercise"], one["exercise"]),  # the course may have it no more
                points(one["points"], one["of"])
                if one["points"] is not None
                else words["work_record_waiting"],
            )
            for one in module["judged"]
        ],
    }
