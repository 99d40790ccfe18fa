"""The dashboard's parts about exercises: facility, discrimination, and what most often kept points away."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from autograder.notebook.wording import fill
from autograder.reports import drawing, items
from autograder.reports.dashboard_work import shortened
from autograder.reports.sums import Assignment, Check, Exercise
from autograder.reports.words import Words

_MISTAKES = 5  # of one exercise
_SEEN_OFTEN = 0.02  # share of the answers from which a mistake is common


def items_of(words: Words, one: Assignment) -> dict[str, Any]:
    """One assignment's exercises, each with its checks; texts are among the own words."""
    exercises = [exercise for exercise in one.exercises.values() if exercise.kind != "text"]
    judged = [exercise for exercise in exercises if exercise.shares]
    return {
        "title": one.title,
        "text": _summary(words, judged),
        "rows": [_row(words, exercise) for exercise in exercises],
        "exercises": [
            {"title": exercise.name, "rows": _checks(words, exercise)}
            for exercise in exercises
            if exercise.checks
        ],
    }


def _summary(words: Words, judged: Iterable[Exercise]) -> str:
    ordered = sorted(judged, key=lambda exercise: exercise.facility)
    told = [f"{exercise.name} ({words.percent(exercise.facility)})" for exercise in ordered]
    if len(told) < 2:
        return "".join(
            fill(words["items_one"], title=one.name, facility=words.percent(one.facility)) for one in ordered
        )
    return fill(words["items_hardest"], hardest=told[0], easiest=told[-1])


def _checks(words: Words, exercise: Exercise) -> list[list[object]]:
    rows, hidden = [], 0
    for check in exercise.checks.values():
        name = check.name
        if name is None:
            hidden += 1
            name = fill(words["hidden_check"], number=hidden, id=check.id)
        rows.append([*_measures(words, check, name), words.number(check.points)])
    return rows


def _row(words, exercise):
    return [*_measures(words, exercise, exercise.name), exercise.unanswered, words.number(exercise.points)]


def _measures(words: Words, item: Check, name: str) -> list[object]:
    if not item.shares:
        return [name, words["not_judged"], words["not_shown"], words["not_shown"], 0]
    shown = Markup("{}{}").format(drawing.bar(item.facility), words.percent(item.facility))
    first = _first_try(words, item.firsts)
    return [name, shown, first, _discrimination(words, item.discrimination), len(item.shares)]


def _first_try(words, shares):
    if not shares:
        return words["not_shown"]
    share = words.percent(items.facility(shares))
    return fill(words["first_try_share"], share=share, count=len(shares))


def _discrimination(words, value):
    if value is None:
        return words["not_shown"]
    text = words.decimals(value)
    return Markup('{}<span class="weak">{}</span>').format(text, words["weak"]) if value < 0 else text


def mistakes(words: Words, some: Iterable[Assignment]) -> list[dict[str, Any]]:
    """What learners with a missing point were told most often: of each assignment, and of each exercise."""
    return [found for one in some if (found := _of_assignment(words, one))["rows"]]


def _of_assignment(words: Words, one: Assignment) -> dict[str, Any]:
    shares, exercises = [], []
    for exercise in one.exercises.values():
        rows = []
        for (check, _), (count, texts) in _often(exercise):
            share = count / exercise.answered if exercise.answered else 0
            told, name = _sentence(words, texts), exercise.checks[check].name
            shown = Markup("{}{}").format(drawing.bar(share, "ungraded"), words.percent(share))
            rows.append([told, name, count, shown])
            shares.append((count, share, [told, exercise.name, name, count, shown]))
        if rows:
            exercises.append({"title": exercise.name, "answered": exercise.answered, "rows": rows})
    shares.sort(key=lambda row: (-row[0], -row[1]))
    return {"title": one.title, "rows": [row for *_, row in shares[:_MISTAKES]], "exercises": exercises}


def _often(exercise):
    ordered = sorted(exercise.mistakes.items(), key=lambda item: (-item[1][0], item[0]))
    return [item for item in ordered if item[1][0] >= _SEEN_OFTEN * exercise.answered][:_MISTAKES]


def _sentence(words, texts):
    """The commonest wording; that there are others is said (gaps are filled with what a learner wrote)."""
    text = shortened(texts.most_common(1)[0][0])
    if len(texts) == 1:
        return text
    return Markup('{} <span class="variants">{}</span>').format(text, words["variants"])
