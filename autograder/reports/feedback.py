"""One feedback page for each hand-in: HTML in one file that explains every check in the exercise's words.

Hidden checks are the exception: a learner reads how many points they gave together, and nothing else.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.exercise_cache import spec
from autograder.model import GRADED, UNGRADED, CheckResult, Entry, ExerciseResult, Outcome, number
from autograder.notebook.graded_copy import hidden_line, summary
from autograder.notebook.released import Exercise, Released
from autograder.notebook.wording import asked, fill, score_words, stop_words, title, why_words
from autograder.reports import html_page
from autograder.store import files
from autograder.store.course_folder import CourseFolder
from autograder.store.results import current
from localsdg import course

_MARKS = {"met": "✓", "partly": "◐", "unmet": "○"}


def write_all(folder: CourseFolder) -> Iterator[Path]:
    """Write the page of every hand-in of a course folder; yields the paths."""
    assignments, ui = folder.assignments(), course.interface_words()
    for outcome, entry in current(folder):
        learner, assignment = outcome.learner, outcome.assignment
        path = folder.feedback(learner, assignment)
        files.write(path, page(outcome, entry.answers, assignments.get(assignment), ui))
        (path.parents[1] / path.name).unlink(missing_ok=True)  # where an earlier version wrote it
        yield path


def page_of(outcome: Outcome, entry: Entry, released: Released | None) -> str:
    """The page of one hand-in as ``results.current`` gives it."""
    return page(outcome, entry.answers, released, course.interface_words())


def page(outcome: Outcome, answers: Mapping[str, Any], released: Released | None, ui: dict[str, str]) -> str:
    """The page as HTML. ``answers``: ``{exercise id: JSON}``; ``released``: ``None`` if it is not ours."""
    known = {exercise.id: exercise for exercise in released.exercises} if released else {}
    unread = outcome.status == UNGRADED and not answers
    exercises = () if unread else outcome.exercises
    return html_page.template("feedback.html.j2").render(
        ui=ui,
        language=course.LANGUAGE,
        title=fill(ui["feedback_title"], title=title(released, outcome.assignment)),
        learner=outcome.learner,
        score=score_words(ui, outcome),
        status=ui["feedback_unreadable" if unread else f"feedback_{outcome.status}"],
        late=outcome.late.text if outcome.late else "",
        notes=outcome.notes,
        sections=[_section(ui, result, answers, known) for result in exercises if result.id in known],
        css=html_page.style("feedback.css"),
    )


def _section(
    ui: dict[str, str], result: ExerciseResult, answers: Mapping[str, Any], known: Mapping[str, Exercise]
) -> dict[str, Any]:
    """What the template shows of one exercise."""
    exercise = known[result.id]
    answer = answers.get(exercise.id)
    note = ui.get(f"feedback_exercise_{result.status}", "")
    if result.status != GRADED:
        note = why_words(ui, result) or note
    elif result.by_person:
        note = ui["feedback_person"]
    return {
        "id": exercise.id,
        "title": exercise.title,
        "score": score_words(ui, result),
        "note": note,
        "comment": result.comment or "",
        "stopped": stop_words(ui, result.stopped) if result.stopped else "",
        "checks": [_check(ui, one, exercise.id) for one in result.checks if not one.hidden],
        "hidden": hidden_line(result.checks, ui),
        "answer": summary(exercise.id, exercise.kind, answer) or [ui["feedback_no_answer"]],
    }


def _check(ui: dict[str, str], record: CheckResult, slug: str) -> dict[str, str]:
    """A public check's state, points and sentence, and the question that the sentence answers."""
    points = fill(ui["points_short"], earned=number(record.earned), points=number(record.points))
    return {
        "state": record.state,
        "mark": _MARKS[record.state],
        "word": ui[f"state_{record.state}"],
        "points": points if record.points else "",
        "question": asked(spec(slug)["words"]["labels"], record.id),
        "text": record.text,
    }
