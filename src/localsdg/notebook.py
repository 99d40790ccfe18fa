"""What the cells of a course notebook call: ``exercise(slug)``, ``grade(slug)`` and ``overview()``.

``exercise`` shows the widget and keeps its answer in the cell's own output (see ``localsdg.answers``).
``grade`` shows the feedback and ends with the score. Both also run where no widget can be shown (a grader,
a conversion, a Jupyter without anywidget): then the kept answer is shown as text. Nothing is written to
stderr, because nbgrader scores a cell that does at 0; except where a check is broken.
"""

import copy
import functools
import os
import sys
from pathlib import Path
from typing import Any

from IPython import get_ipython
from IPython.display import display, update_display

from localsdg import (
    course,
    kinds,
    notebook_errors,
    notebook_file,
    notebook_overview,
    notebook_widget,
    patience,
    tries,
)
from localsdg.answer_store import Store, fingerprint
from localsdg.answers import bundle
from localsdg.checks import is_broken
from localsdg.course import cases, public
from localsdg.judge import judge, public_points
from localsdg.notebook_feedback import feedback_bundle
from localsdg.score import grade_value
from localsdg.variables import collect, columns, problem_text

_PATIENCE = 10  # seconds that a check may take; real ones take thousandths


class TwoNotebooks(Exception):
    """It cannot be known whose answers to show; the message says what to do."""


class NewerNotebook(Exception):
    """A newer version of the course wrote this notebook's answers; the message says what to do."""


def exercise(slug: str) -> None:
    """Show an exercise; an earlier answer is found again. Raises ``CourseError`` if there is none such."""
    notebook_errors.watch()
    spec = _spec(slug)
    if spec["kind"] in ("code", "text"):
        _say(spec["words"]["ui"][f"notebook_is_{spec['kind']}"])
        return
    _look(store(slug))
    _shown(slug).show()


def grade(slug: str, namespace: dict[str, Any] | None = None) -> Any:
    """Check the answer, show the feedback, and return the score (``localsdg.score.grade_value``).

    Where a check is broken there is no score: the result is ``None``, and the reason is said on stderr.

    ``namespace``: for a code exercise the notebook's ``globals()``; its variables become the answer, which
    is kept in this cell's output. A text exercise is judged by a person: a sentence says so, and the result
    is ``None``.
    """
    watcher = notebook_errors.watch()
    spec = _spec(slug)
    if spec["kind"] == "text":
        _say(spec["words"]["ui"]["notebook_is_text"])
        return None
    notes = []
    if spec["kind"] == "code":
        stop = watcher.before(slug) if watcher else None
        variables = spec["parameters"].get("variables") or []
        answer, problems = collect(variables, _names(namespace))
        problems += columns(variables, answer["variables"])
        notes = [notebook_errors.sentence(stop, spec["words"]["ui"])] if stop else []
        notes += [problem_text(spec["words"]["ui"], *problem) for problem in problems]
        text = summary(spec, answer)
        notebook_widget.show_bundle(slug, lambda: _code_bundle(slug, answer, text, spec["version"]))
    else:
        _look(store(slug))
        answer = store(slug).get(slug)
    outcome = _at_this_try(slug, spec, answer, checked(slug, spec, answer))
    display(feedback_bundle(outcome, spec, notes), raw=True, display_id=_check_id(slug))
    notebook_overview.remember(slug, outcome, answer, stopped=bool(notes) and spec["kind"] == "code")
    if outcome["score"] is None:
        # nbgrader without this course's settings gives full points where a cell ends without a number; for
        # what is on stderr it gives 0 and shows the words.
        print(spec["words"]["ui"]["check_broken"], file=sys.stderr)
        return None
    return notebook_overview.shown_above(_value(outcome["records"], spec))


def _code_bundle(slug, answer, text, version):
    kept = store(slug)
    versions = {**kept.all_versions(), slug: version}
    spoken = notebook_file.language()
    return bundle(slug, answer, text, every=kept.all(), versions=versions, language=spoken)


def _look(kept):
    """Take over what is new in the notebook file. It stops here where this version cannot read that.

    Going on would show an answer of before, and put it into the file in the place of the newer one.
    """
    kept.look()
    if kept.is_newer:
        raise NewerNotebook(course.interface_words(notebook_file.language())["notebook_newer"])


def _value(records, spec):
    """What a check cell ends with: the score.

    nbgrader's *Validate* wants all points of the cell. Hidden checks are not for learners to try, so there
    the public ones are all.
    """
    worth = spec["points"]
    score = grade_value(records, worth)
    if os.environ.get("NBGRADER_EXECUTION") == "validate" and score >= public_points(spec):
        return grade_value([{"earned": worth}], worth)
    return score


def overview() -> None:
    """Show what stands where in this notebook's exercises, and whether it is ready to be handed in."""
    kept = _stores[0] if _stores else store("")
    _look(kept)
    slugs = (
        notebook_file.exercises(kept.notebook)
        if kept.notebook
        else notebook_overview.met(notebook_widget.bundles)
    )
    specs = {slug: _spec(slug) for slug in slugs if slug in course.exercise_ids()}
    outcomes = {
        slug: checked(slug, spec, answer)
        for slug, spec in specs.items()
        if spec["kind"] not in ("code", "text") and (answer := kept.get(slug)) is not None
    }
    display(
        notebook_overview.table(
            specs, outcomes, kept.notebook, course.interface_words(notebook_file.language())
        ),
        raw=True,
    )


def checked(slug: str, spec: dict[str, Any], answer: Any) -> dict[str, Any]:
    """The message that answers a check: ``{type, records, score, points}`` (``points``: of public checks).

    ``score`` is ``None`` where a check is broken; there are no records where one did not end.
    """
    try:
        with patience.time_limit(_PATIENCE):
            records = judge(slug, answer, notebook_file.language(), case=spec.get("assigned"))
    except patience.TooLong:
        records = None
    points = public_points(spec)
    score = None if records is None or is_broken(records) else grade_value(records, points)
    return {"type": "checked", "records": records or [], "score": score, "points": points}


def _at_this_try(slug, spec, answer, outcome):
    """The outcome of a check as it is said at this try, which is noted (``tries``); a grader is told all."""
    if os.environ.get("NBGRADER_EXECUTION"):
        return outcome
    kept, version = store(slug), spec["version"]
    before = kept.first(slug, version)
    now = tries.extended(before, answer)
    if now is not None and now != before:
        kept.keep_first(slug, now, version)
        notebook_widget.renew(slug)
    records = tries.withheld(outcome["records"], before, answer, spec["words"]["ui"])
    if spec["kind"] in kinds.widgets() and answer is not None and outcome["score"] is not None:
        kept.keep_check(slug, _as_kept(spec, answer, {**outcome, "records": records}))
        notebook_widget.renew(slug)
    return {**outcome, "records": records}


def _as_kept(spec, answer, outcome):
    """What a check found as it is kept (``beside``), so that the widget can show it again."""
    found = {key: outcome[key] for key in ("score", "points", "records")}
    return {"answer": answer, **found, "version": spec["version"], "language": spec["language"]}


def summary(spec: dict[str, Any], answer: Any) -> str:
    """An answer as text, for people who see the notebook without the widget; or the questions."""
    words, kind = spec["words"], kinds.kind(spec["kind"])
    if answer is None:
        head = words["ui"]["notebook_no_answer"].replace("{title}", words["title"])
        answer = kind.empty(spec) if spec["kind"] == "choice" else None
    else:
        head = words["ui"]["notebook_answer"].replace("{title}", words["title"])
    lines = [] if answer is None else kind.summary(answer, spec)
    lines = lines.splitlines() if isinstance(lines, str) else lines
    return "\n".join([head, *lines])


_stores: list[Store] = []


def store(slug: str) -> Store:
    """The answers of the notebook that this kernel runs for: what is found with the first exercise stays."""
    if not _stores:
        folder = Path.cwd()
        notebook, is_sure = notebook_file.find(folder, slug)
        if not is_sure:
            raise TwoNotebooks(course.interface_words(notebook_file.language())["notebook_which"])
        _stores.append(Store(folder, notebook, is_alone=len(notebook_file.of_course(folder)) <= 1))
    return _stores[0]


@functools.lru_cache(maxsize=256)
def _public(slug, language, place):
    """An exercise as read once, from the course at ``place``: a check opens no file a second time."""
    return public.exercise(slug, language, place)


def _spec(slug):
    spec = copy.deepcopy(_public(slug, notebook_file.language(), course.root()))
    spec["place"] = "notebook"
    if "cases" in spec and (learner := cases.learner()):
        spec["assigned"] = cases.case_of(learner, spec["cases"])
    return spec


def _names(namespace):
    if namespace is not None:
        return namespace
    shell = get_ipython()
    return shell.user_ns if shell else {}


def _say(text):
    display({"text/plain": text, "text/markdown": text}, raw=True)


@functools.cache
def _shown(slug):
    spec = _spec(slug)
    spec["slug"] = slug
    # By this mark a page that could not hand over its last change finds it again after a restart.
    spec["notebook"] = fingerprint(str(store(slug).side_car.resolve()))

    def check(answer):
        outcome = _at_this_try(slug, spec, answer, checked(slug, spec, answer))
        # One score for an exercise: the check cell, where it was run, says what the button says.
        update_display(feedback_bundle(outcome, spec), raw=True, display_id=_check_id(slug))
        notebook_overview.remember(slug, outcome, answer)
        return outcome

    return notebook_widget.Shown(slug, spec, store(slug), functools.partial(summary, spec), check)


def _check_id(slug):
    return f"localsdg-{slug}-check"
