"""A ready message to each learner from whom something is missing: what it is, and what to do.

In the learner's words. The facilitator's reasons are not quoted: they may name files or other learners.
"""

import csv
import functools
import io
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, fields
from typing import Any

from autograder import messages
from autograder.exercise_cache import interface
from autograder.exercise_cache import title as exercise_title
from autograder.lateness import Rule
from autograder.lms import people
from autograder.lms.cells import safe
from autograder.locales import moment
from autograder.model import NEEDS_HUMAN, UNGRADED, Outcome
from autograder.notebook.released import Released
from autograder.notebook.wording import OURS, fill, language_of, stop_words, title, why_words
from autograder.reports.status import EMPTY, standing
from autograder.store import files
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing

Words = Mapping[str, Any]  # of the letters; ``reasons`` have keys of their own
Paragraphs = Callable[[Words, str], str]  # about one assignment, of words and their language
FOLDER = "letters"
TABLE = "letters.csv"
FILE = "letters.yml"
# Words for the learner (``reasons`` in letters.yml) -> the reasons for the facilitator that they stand for.
_REASONS = {
    "ours": (
        "grade_fault", "grade_worker_died", "grade_too_long", "grade_again", "run_warm_died",
        "sandbox_not_linux", "sandbox_install", "sandbox_forbidden",
    ),
    "damaged": ("file_damaged", "file_no_cells"),
    "no_data": ("file_empty",),
    "large": ("file_smaller", "file_large", "file_many"),
    "conflict": ("file_conflict",),
    "foreign": ("grade_foreign", "grade_unknown"),
    "several": ("hand_in_different",),
    "name": ("hand_in_one_id", "learner_unknown", "learner_ambiguous"),
    "old_format": ("file_newer", "file_old"),
    "other_file": (
        "file_other", "file_is", "file_web_page", "file_script", "file_link", "file_placeholder",
        "file_no_text", "found_link", "found_nothing",
    ),
    "time": ("run_time", "run_time_check", "run_too_long", "run_cell_too_long"),
    "memory": ("run_memory", "run_memory_check"),
    "stopped": ("run_died", "run_no_answer"),
}  # fmt: skip
_UNOPENED = {
    "is_packed_as",
    "is_unopened",
}  # details of reasons that stand for less: the format is the trouble
_STANDS_FOR = {key: words for words, keys in _REASONS.items() for key in keys}


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
    released, policy = folder.assignments(), folder.policy()
    parts: dict[str, list[tuple[str, Paragraphs]]] = {}
    handed_in: dict[str, set[str]] = {}
    languages: dict[str, str] = {}
    for outcome, entry in excusing.marked(folder):
        learner, name = outcome.learner, outcome.assignment
        handed_in.setdefault(name, set()).add(learner)
        if outcome.excused or entry is None:
            continue
        languages[learner] = language_of(outcome)
        if standing(outcome, entry.answers):
            about = functools.partial(_part, outcome, entry.answers, released.get(name))
            parts.setdefault(learner, []).append((name, about))
    known = {one.learner: one for one in people.roster_rows(roster)}
    for name in sorted(set(handed_in) & set(released)):
        for learner in known:
            if learner not in handed_in[name]:
                missing = functools.partial(_not_handed_in, policy.rule_of(name), released[name], name)
                parts.setdefault(learner, []).append((name, missing))
    made = []
    for learner in sorted(parts):
        person, language = known.get(learner) or people.Person(learner), languages.get(learner)
        made.append(_letter(language or folder.language, person, learner, parts[learner], released))
    return made


def _letter(
    language: str,
    known: people.Person,
    learner: str,
    parts: list[tuple[str, Paragraphs]],
    released: Mapping[str, Released],
) -> Letter:
    """A letter in the language of the learner's last hand-in. ``parts``: about each assignment."""
    words, name = messages.words(language, FILE), known.name or learner
    titles = [title(released.get(assignment), assignment, language) for assignment, _ in parts]
    told = [part(words, language) for _, part in parts]
    text = "\n\n".join([fill(words["greeting"], name=name), *told, words["closing"]]) + "\n"
    return Letter(learner, known.name, known.email, fill(words["subject"], titles=", ".join(titles)), text)


def _not_handed_in(rule: Rule | None, released: Released, name: str, words: Words, language: str) -> str:
    text = fill(words["not_handed_in"], title=title(released, name, language))
    if rule is None:
        return text
    due = fill(words["due"], due=moment(rule.due, language), zone=getattr(rule.due.tzinfo, "key", ""))
    return f"{text} {due}"


def _part(
    outcome: Outcome, answers: Mapping[str, Any], released: Released | None, words: Words, language: str
) -> str:
    """The paragraphs about one hand-in from which something is missing."""
    how, called = standing(outcome, answers), title(released, outcome.assignment, language)
    if how == EMPTY:
        return fill(words["empty"], title=called)
    if how == UNGRADED and not answers:
        reason = words["reasons"][_stands_for(outcome.reason) or "other"]
        return "\n\n".join([fill(words["ungraded"], title=called), reason])
    first = words["ungraded_part" if how == UNGRADED else "needs_human"]
    about, is_ours = _by_exercise(words, language, outcome)
    last = words["nothing_to_do" if is_ours else "hand_in"]
    return "\n\n".join([fill(first, title=called), *about, last])


def _by_exercise(words: Words, language: str, outcome: Outcome) -> tuple[list[str], bool]:
    """Paragraphs about the exercises for which the learner can do something, those alike together.

    And whether all of it is the course's fault, or the grading's, which asks nothing of the learner.
    """
    alike: dict[str, list[str]] = {}
    is_ours = True
    for result in outcome.exercises:
        text, stands_for = why_words(result, language), _stands_for(result.reason)
        if result.status == UNGRADED:
            other = interface(language)["feedback_exercise_ungraded"]
            text = text or words["reasons"].get(stands_for) or other
        elif result.status != NEEDS_HUMAN:
            continue
        if text and result.stopped:
            text = f"{text} {messages.said(stop_words(result.stopped), language)}"
        if text:
            is_ours &= result.why in OURS if result.why else stands_for == "ours"
            alike.setdefault(text, []).append(exercise_title(result.id, language))
    told = [fill(words["about"], titles=", ".join(names), text=text) for text, names in alike.items()]
    return told, is_ours


def _stands_for(reason: str) -> str | None:
    """Which words for the learner (see ``_REASONS``) a reason stands for; ``None`` if there are none."""
    if _UNOPENED & set(messages.keys(reason)):
        return "packed"
    return _STANDS_FOR.get(messages.recognised(reason, _STANDS_FOR) or "")
