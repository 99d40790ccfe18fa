"""One feedback page for each hand-in: HTML in one file that explains every check in the exercise's words."""

import re
from pathlib import Path

import jinja2

from autograder import files
from autograder.autograded import summary
from autograder.grade import current
from autograder.released import cells, source
from autograder.scoring import GRADED, UNGRADED
from autograder.table import number
from localsdg import course, kinds

_TEMPLATES = Path(__file__).parent / "templates"
_MARKS = {"met": "✓", "partly": "◐", "unmet": "○"}


def write_all(folder):
    """Write the page of every hand-in of a course folder; yields the paths."""
    assignments, ui = folder.assignments(), course.interface_words()
    for outcome, entry in current(folder):
        path = folder.feedback(outcome["learner"], outcome["assignment"])
        files.write(path, page(outcome, entry["answers"], assignments.get(outcome["assignment"]), ui))
        yield path


def page(outcome, answers, released, ui):
    """The page as HTML. ``answers``: ``{exercise id: JSON}``; ``released``: ``None`` if it is not ours."""
    known = {exercise.id: exercise for exercise in released.exercises} if released else {}
    unread = outcome["status"] == UNGRADED and not answers
    exercises = [] if unread else outcome["exercises"]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("feedback.html.j2").render(
        ui=ui,
        language=course.LANGUAGE,
        title=fill(ui["feedback_title"], title=_title(released, outcome["assignment"])),
        learner=outcome["learner"],
        score=_score(ui, outcome),
        status=ui["feedback_unreadable" if unread else f"feedback_{outcome['status']}"],
        sections=[_section(ui, result, answers, known) for result in exercises if result["id"] in known],
        css=style(),
    )


def _section(ui, result, answers, known):
    """What the template shows of one exercise."""
    exercise = known[result["id"]]
    answer = answers.get(exercise.id)
    person = result["status"] == GRADED and exercise.kind == "text"
    note = ui["feedback_person"] if person else ui.get(f"feedback_exercise_{result['status']}", "")
    return {
        "id": exercise.id,
        "title": exercise.title,
        "score": _score(ui, result),
        "note": note,
        "comment": result.get("comment", ""),
        "checks": [_check(ui, record, exercise.id) for record in result["checks"]],
        "answer": summary(exercise.id, exercise.kind, answer) or [ui["feedback_no_answer"]],
    }


def _check(ui, record, slug):
    """A check's state, points and sentence. A hidden one has a sentence only if en.md gives it one."""
    text, words = record["text"], course.exercise(slug)["words"]
    if record.get("hidden") and record["id"] not in words["feedback"]:
        text = ui["feedback_hidden"]
    question = (words["labels"].get("questions") or {}).get(record["id"], "")
    points = fill(ui["points_short"], earned=number(record["earned"]), points=number(record["points"]))
    return {
        "state": record["state"],
        "mark": _MARKS[record["state"]],
        "word": ui[f"state_{record['state']}"],
        "points": points if record["points"] else "",
        "question": question if isinstance(question, str) else question.get("title", ""),
        "text": text,
    }


def _score(ui, result):
    points = number(result["max_score"] or 0)
    if result["score"] is None:
        return fill(ui["feedback_no_score"], points=points)
    words = ui["feedback_score" if result["status"] == GRADED else "feedback_score_open"]
    return fill(words, score=number(result["score"]), points=points)


def _title(released, name):
    """The assignment's title: the first heading of its notebook."""
    for cell in cells(released.notebook) if released else []:
        if found := re.match(r"#\s+(.+)", source(cell)):
            return found.group(1).strip()
    return name


def style():
    """The course's tokens (their dark values on a dark screen), then this page's own rules."""
    tokens = (Path(kinds.__file__).parent / "tokens.css").read_text(encoding="utf-8")
    dark = re.search(r'html\[data-theme="dark"\][^{]*\{([^}]*)\}', tokens)
    rules = (_TEMPLATES / "feedback.css").read_text(encoding="utf-8")
    return (
        f"{tokens}\n@media screen and (prefers-color-scheme: dark) {{\n:root {{{dark.group(1)}}}\n}}\n{rules}"
    )


def fill(sentence, **values):
    for name, value in values.items():
        sentence = sentence.replace("{" + name + "}", str(value))
    return sentence
