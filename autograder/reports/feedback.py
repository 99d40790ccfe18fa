"""One feedback page for each hand-in: HTML in one file that explains every check in the exercise's words.

Hidden checks are the exception: a learner reads how many points they gave together, and nothing else.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.exercise_cache import interface, spec
from autograder.exercise_cache import title as exercise_title
from autograder.locales import number
from autograder.messages import said
from autograder.model import GRADED, UNGRADED, CheckResult, Entry, ExerciseResult, Outcome
from autograder.notebook import own_words
from autograder.notebook.graded_copy import hidden_line, summary
from autograder.notebook.released import OPEN, Exercise, Released
from autograder.notebook.wording import (
    asked,
    check_words,
    fill,
    language_of,
    score_words,
    stop_words,
    title,
    why_words,
)
from autograder.reports import html_page
from autograder.store import files
from autograder.store.course_folder import CourseFolder
from autograder.store.results import current
from localsdg import course
from localsdg.notebook_feedback import MARKS


def write_all(folder: CourseFolder) -> Iterator[Path]:
    """Write the page of every hand-in of a course folder; yields the paths."""
    assignments = folder.assignments()
    for outcome, entry in current(folder):
        learner, assignment = outcome.learner, outcome.assignment
        path = folder.feedback(learner, assignment)
        _write(path, page(outcome, entry.answers, assignments.get(assignment)))
        (path.parents[1] / path.name).unlink(missing_ok=True)  # where an earlier version wrote it
        yield path


def _write(path: Path, text: str) -> None:
    """Write a page; a PDF of how it was before does not stay beside it."""
    printed = path.with_suffix(".pdf")
    if printed.exists() and not (path.is_file() and path.read_text(encoding="utf-8") == text):
        printed.unlink()
    files.write(path, text)


def page_of(outcome: Outcome, entry: Entry, released: Released | None) -> str:
    """The page of one hand-in as ``results.current`` gives it."""
    return page(outcome, entry.answers, released)


def page(outcome: Outcome, answers: Mapping[str, Any], released: Released | None) -> str:
    """The page as HTML, in the learner's language.

    ``answers``: ``{exercise id: JSON}``; ``released``: ``None`` if it is not ours.
    """
    language = language_of(outcome)
    ui = interface(language)
    return html_page.template("feedback.html.j2").render(
        ui=ui,
        language=language,
        direction=course.direction(language),
        title=fill(ui["feedback_title"], title=title(released, outcome.assignment, language)),
        learner=outcome.learner,
        score=score_words(outcome, language),
        status=ui["feedback_unreadable" if _is_unread(outcome, answers) else f"feedback_{outcome.status}"],
        late=said(outcome.late.text, language) if outcome.late else "",
        notes=[said(note, language) for note in outcome.notes],
        sections=sections(outcome, answers, released),
        css=html_page.style("feedback.css"),
    )


def sections(outcome: Outcome, answers: Mapping[str, Any], released: Released | None) -> list[dict[str, Any]]:
    """What the page tells of each exercise, in the learner's language."""
    if _is_unread(outcome, answers):
        return []
    known = {exercise.id: exercise for exercise in released.exercises} if released else {}
    shown = [one for one in outcome.exercises if _is_shown(one, answers, known)]
    return [_section(language_of(outcome), one, answers, known) for one in shown]


def _is_unread(outcome: Outcome, answers: Mapping[str, Any]) -> bool:
    return outcome.status == UNGRADED and not answers


def _is_shown(result: ExerciseResult, answers: Mapping[str, Any], known: Mapping[str, Exercise]) -> bool:
    """Of own words that nobody reads, and that were not written, there is nothing to say."""
    exercise = known.get(result.id)
    if exercise is None or exercise.kind != OPEN:
        return exercise is not None
    return result.counts or bool(own_words.lines(answers.get(result.id)))


def _section(
    language: str, result: ExerciseResult, answers: Mapping[str, Any], known: Mapping[str, Exercise]
) -> dict[str, Any]:
    """What the template shows of one exercise."""
    ui = interface(language)
    exercise = known[result.id]
    answer, whole = answers.get(exercise.id), answers.get(exercise.of or exercise.id)
    note = ui.get(f"feedback_exercise_{result.status}", "")
    is_unread = exercise.is_open and not result.counts
    if is_unread:
        note = ui["feedback_open_unread"]
    elif result.status != GRADED:
        note = why_words(result, language) or note
    elif result.by_person:
        note = ui["feedback_person"]
    return {
        "id": exercise.id,
        "title": exercise_title(exercise.id, language),
        "score": "" if is_unread else score_words(result, language),
        "note": note,
        "comment": result.comment or "",
        "stopped": said(stop_words(result.stopped), language) if result.stopped else "",
        "checks": _checks(language, [one for one in result.checks if not one.hidden], exercise.id),
        "hidden": hidden_line(result.checks, language),
        "answer": _answer(language, exercise, answer),
        "rating": own_words.judgement(exercise, whole, language) if exercise.is_open else [],
    }


def _answer(language: str, exercise: Exercise, answer: Any) -> list[str]:
    """The answer as lines; a sentence where there is none."""
    if exercise.kind == OPEN:
        return own_words.lines(answer) or [interface(language)["feedback_open_empty"]]
    return summary(exercise.id, exercise.kind, answer, language) or [
        interface(language)["feedback_no_answer"]
    ]


def _checks(language: str, public: list[CheckResult], slug: str) -> list[dict[str, str]]:
    texts = check_words(public, slug, language)
    return [_check(language, one, text, slug) for one, text in zip(public, texts, strict=True)]


def _check(language: str, record: CheckResult, text: str, slug: str) -> dict[str, str]:
    """A public check's state, points and sentence, and the question that the sentence answers."""
    ui, shown = interface(language), {"earned": record.earned, "points": record.points}
    points = fill(ui["points_short"], **{name: number(value, language) for name, value in shown.items()})
    return {
        "state": record.state,
        "mark": MARKS[record.state],
        "word": ui[f"state_{record.state}"],
        "points": points if record.points else "",
        "question": asked(spec(slug, language)["words"]["labels"], record.id),
        "text": text,
    }
