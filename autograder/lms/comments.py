"""The comment that goes back to a learner through an LMS: what each exercise got, in the course's words."""

import html as markup
import re

from autograder.exercise_cache import interface, languages, title
from autograder.messages import said
from autograder.model import GRADED, UNGRADED, ExerciseResult, Outcome
from autograder.notebook.wording import OURS, language_of, score_words, why_words
from localsdg import course

# What stands around our part of a comment, so that it can be replaced and a marker's words stay.
_BEGIN, _END = '<div class="localsdg-grade">', "</div>"


def merged(old: str, outcome: Outcome) -> str:
    """A comment cell with our part in it, in place of the one that stood there; all else is kept."""
    begin, new = old.find(_BEGIN), html(outcome)
    end = old.find(_END, begin)
    if begin >= 0 and end >= 0:
        return old[:begin] + new + old[end + len(_END) :]
    return new if is_ours(old) else old + new


def is_ours(old: str) -> bool:
    """Whether a comment cell holds nothing but what we wrote (or nothing at all)."""
    old = old.strip()
    if old.startswith(_BEGIN) and old.find(_END) == len(old) - len(_END):
        return True
    every = [interface(language) for language in languages(course.root())]
    words = {ui[f"feedback_{key}"] for ui in every for key in ("score", "score_open", "no_score")}
    first = "|".join(re.sub(r"\\\{\w+\\\}", r"[\\d.,]+", re.escape(markup.escape(word))) for word in words)
    # Before our part was marked, it was these paragraphs and a list.
    return not old or bool(re.fullmatch(rf"<p>({first})</p>(<p>[^<]*</p>)*(<ul>.*</ul>)?", old, re.S))


def html(outcome: Outcome) -> str:
    """HTML in one line, everything escaped: Moodle shows comments as HTML."""
    language = language_of(outcome)
    ui = interface(language)
    lines = [score_words(outcome, language)]
    if outcome.status != GRADED:
        unread = outcome.status == UNGRADED and not any(one.checks or one.faults for one in outcome.exercises)
        lines.append(ui["feedback_unreadable" if unread else f"feedback_{outcome.status}"])
    if outcome.late:
        lines.append(f"{ui['feedback_late']}: {said(outcome.late.text, language)}")
    items = [
        _exercise(ui, exercise, language)
        for exercise in outcome.exercises
        if exercise.counts or exercise.comment
    ]
    paragraphs = "".join(f"<p>{markup.escape(line)}</p>" for line in lines)
    return _BEGIN + paragraphs + (f"<ul>{''.join(items)}</ul>" if items else "") + _END


def _exercise(ui: dict[str, str], exercise: ExerciseResult, language: str) -> str:
    line = markup.escape(f"{title(exercise.id, language)}: {score_words(exercise, language)}")
    if exercise.why in OURS:
        line += f"<br>{markup.escape(why_words(exercise, language))}"
    if comment := exercise.comment:
        told = markup.escape(comment).replace("\n", "<br>").replace("\r", "")
        line += f"<br>{markup.escape(ui['feedback_comment'])}: {told}"
    return f"<li>{line}</li>"


def as_text(outcome: Outcome) -> str:
    """The same for people who read no HTML: lines of text."""
    text = re.sub(r"</p>|<br>|</li>", "\n", html(outcome))
    return markup.unescape(re.sub(r"<[^>]*>", "", text)).strip()
