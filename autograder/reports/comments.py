"""The comment that goes back to a learner through an LMS: what each exercise got, in the course's words."""

import html as markup

from autograder.reports.wording import score_words
from autograder.scoring import GRADED, UNGRADED
from autograder.specs import spec
from localsdg import course
from localsdg.course import CourseError


def html(outcome):
    """HTML in one line, everything escaped: Moodle shows comments as HTML."""
    ui = course.interface_words()
    lines = [score_words(ui, outcome)]
    if outcome["status"] != GRADED:
        unread = outcome["status"] == UNGRADED and not any(one["checks"] for one in outcome["exercises"])
        lines.append(ui["feedback_unreadable" if unread else f"feedback_{outcome['status']}"])
    if late := (outcome.get("late") or {}).get("text"):
        lines.append(f"{ui['feedback_late']}: {late}")
    items = [_exercise(ui, exercise) for exercise in outcome["exercises"]]
    paragraphs = "".join(f"<p>{markup.escape(line)}</p>" for line in lines)
    return paragraphs + (f"<ul>{''.join(items)}</ul>" if items else "")


def _exercise(ui, exercise):
    line = markup.escape(f"{_title(exercise['id'])}: {score_words(ui, exercise)}")
    if comment := exercise.get("comment"):
        said = markup.escape(comment).replace("\n", "<br>").replace("\r", "")
        line += f"<br>{markup.escape(ui['feedback_comment'])}: {said}"
    return f"<li>{line}</li>"


def _title(slug):
    try:
        return spec(slug)["words"].get("title", slug)
    except CourseError:
        return slug
