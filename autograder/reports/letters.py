"""A ready message to each learner from whom something is missing: what it is, and what to do.

In the learner's words. The facilitator's reasons are not quoted: they may name files or other learners.
"""

import csv
import functools
import io
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from typing import Any

from autograder.lateness import Policy
from autograder.lms import people
from autograder.lms.cells import safe
from autograder.model import NEEDS_HUMAN, UNGRADED, Outcome
from autograder.notebook.released import Released
from autograder.notebook.wording import OURS, fill, stop_words, title, why_words
from autograder.reports import html_page
from autograder.reports.status import EMPTY, standing
from autograder.store import files
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing
from localsdg import course

Words = dict[str, Any]  # of the letters; ``reasons`` have keys of their own
FOLDER = "letters"
TABLE = "letters.csv"
# What a facilitator's reason says -> the learner's words for it. The first that is found counts.
_REASONS = (
    ("The grader itself failed", "ours"),
    ("worker process died", "ours"),
    ("Reading or judging it took longer", "ours"),
    ("Grade this hand-in again", "ours"),
    ("sandbox", "ours"),
    ("cut off or damaged", "damaged"),
    ("list of cells is damaged", "damaged"),
    ("The file is empty", "no_data"),
    (" MB. ", "large"),
    ("more lists and objects", "large"),
    ("git could not merge", "conflict"),
    ("holds no exercise of", "foreign"),
    ("This course has no assignment", "foreign"),
    ("There are different notebooks", "several"),
    ("is not in the list of learners", "name"),
    (" may be ", "name"),
    ("Two names would be one learner", "name"),
    ("which is newer than", "old_format"),
    ("has the old format", "old_format"),
    ("not a Jupyter notebook", "other_file"),
    ("not a notebook", "other_file"),
    ("not the notebook", "other_file"),
    ("link to a notebook", "other_file"),
    ("placeholder", "other_file"),
    ("is not a notebook as Jupyter", "other_file"),
    ("ran longer than", "time"),
    ("of memory", "memory"),
    ("process that ran", "stopped"),
    ("gave no answer", "stopped"),
)


@dataclass(frozen=True)
class Letter:
    """A message to one learner; ``name`` and ``email`` are ``""`` where they are not known."""

    learner: str
    name: str
    email: str
    subject: str
    message: str


def write(folder: CourseFolder, roster: people.Listed = None) -> list[Letter]:
    """Write ``letters/<learner>.txt`` and ``letters/letters.csv`` into a course folder; the letters.

    ``roster``: an ``intake.roster.Roster`` or ``None``; with it there are names, addresses, and letters to
    those who have handed in nothing. Letters of an earlier call are removed. Same results, same letters.
    """
    made = letters(folder, roster)
    place = folder.root / FOLDER
    for old in place.glob("*.txt"):
        old.unlink()
    stream = io.StringIO()
    table = csv.writer(stream)
    table.writerow([column.name for column in fields(Letter)])
    for letter in made:
        files.write(place / f"{letter.learner}.txt", f"{letter.subject}\n\n{letter.message}")
        table.writerow([safe(text) for text in astuple(letter)])
    files.write(place / TABLE, stream.getvalue())
    return made


def letters(folder: CourseFolder, roster: people.Listed = None) -> list[Letter]:
    """``[Letter, ...]`` by learner; see ``write``."""
    words, released = _words(), folder.assignments()
    parts: dict[str, list[tuple[str, str]]] = {}
    handed_in: dict[str, set[str]] = {}
    for outcome, entry in excusing.marked(folder):
        learner, name = outcome.learner, outcome.assignment
        handed_in.setdefault(name, set()).add(learner)
        if outcome.excused or entry is None:
            continue
        text = _part(words, outcome, entry.answers, released.get(name))
        if text:
            parts.setdefault(learner, []).append((title(released.get(name), name), text))
    known = {one.learner: one for one in people.roster_rows(roster)}
    policy = folder.policy()
    for name in sorted(set(handed_in) & set(released)):
        for learner in known:
            if learner not in handed_in[name]:
                called = title(released[name], name)
                parts.setdefault(learner, []).append((called, _not_handed_in(words, called, policy, name)))
    return [
        _letter(words, known.get(learner) or people.Person(learner), learner, parts[learner])
        for learner in sorted(parts)
    ]


@functools.cache
def _words():
    return course.read_yaml(html_page.TEMPLATES / "letters.en.yml")


def _letter(words: Words, known: people.Person, learner: str, parts: list[tuple[str, str]]) -> Letter:
    name = known.name or learner
    subject = fill(words["subject"], titles=", ".join(called for called, _ in parts))
    text = [fill(words["greeting"], name=name), *(text for _, text in parts), words["closing"]]
    message = "\n\n".join(text) + "\n"
    return Letter(learner, known.name, known.email, subject, message)


def _not_handed_in(words: Words, called: str, policy: Policy, name: str) -> str:
    rule = policy.rule_of(name)
    due = f" {fill(words['due'], due=rule.due.strftime('%Y-%m-%d, %H:%M (%Z)'))}" if rule else ""
    return fill(words["not_handed_in"], title=called) + due


def _part(words: Words, outcome: Outcome, answers: Mapping[str, Any], released: Released | None) -> str:
    """The paragraphs about one hand-in; ``""`` where nothing is missing."""
    how, called = standing(outcome, answers), title(released, outcome.assignment)
    if not how:
        return ""
    if how == EMPTY:
        return fill(words["empty"], title=called)
    if how == UNGRADED and not answers:
        reason = _reason(words, outcome.reason, "other")
        return "\n\n".join([fill(words["ungraded"], title=called), reason])
    first = words["ungraded_part" if how == UNGRADED else "needs_human"]
    about = _by_exercise(words, outcome, released)
    last = words["nothing_to_do" if all(map(_is_our_fault, about)) else "hand_in"]
    return "\n\n".join([fill(first, title=called), *about, last])


def _is_our_fault(text):
    """The course's fault, or the grading's, asks nothing of the learner."""
    ui = course.interface_words()
    ours = (*(ui[f"feedback_why_{why}"] for why in OURS), _words()["reasons"]["ours"])
    return any(words in text for words in ours)


def _by_exercise(words: Words, outcome: Outcome, released: Released | None) -> list[str]:
    """Paragraphs about the exercises for which the learner can do something; those alike together."""
    ui = course.interface_words()
    titles = {exercise.id: exercise.title for exercise in released.exercises} if released else {}
    alike: dict[str, list[str]] = {}
    for result in outcome.exercises:
        text = why_words(ui, result)
        if result.status == UNGRADED:
            text = text or _reason(words, result.reason, "") or ui["feedback_exercise_ungraded"]
        elif result.status != NEEDS_HUMAN:
            continue
        if text and result.stopped:
            text = f"{text} {stop_words(ui, result.stopped)}"
        if text:
            alike.setdefault(text, []).append(titles.get(result.id, result.id))
    return [fill(words["about"], titles=", ".join(names), text=text) for text, names in alike.items()]


def _reason(words: Words, reason: str, otherwise: str) -> str:
    key = next((key for phrase, key in _REASONS if phrase in reason), otherwise)
    return words["reasons"].get(key, "")
