"""One learner: all hand-ins as the learner reads of them, what is missing, and the history."""

from typing import Any

from autograder.desk.lists import Lists
from autograder.lms import people
from autograder.messages import said
from autograder.model import EXCUSED, Entry, Outcome
from autograder.notebook.released import Released
from autograder.notebook.wording import score_words, title
from autograder.outcome import in_titles
from autograder.reports import feedback
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import auditing, excusing


def shown(folder: CourseFolder, lists: Lists, learner: str, language: str) -> dict[str, Any]:
    """``{learner, name, modules, history}``; ``language``: the facilitator's.

    A module that was not handed in has no ``sections``.
    """
    released = folder.assignments()
    names = {one.learner: one.name for one in people.roster_rows(lists.roster)}
    found = {outcome.assignment: (outcome, entry) for outcome, entry in excusing.marked(folder, learner)}
    is_known = bool(found) or learner in names
    ordered = sorted(released.items(), key=lambda item: item[0] not in found)  # what came stands first
    modules = [_module(name, one, found.get(name), language) for name, one in ordered]
    return {
        "learner": learner,
        "name": names.get(learner) or learner,
        "modules": modules if is_known else [],
        "history": list(auditing.lines(folder, learner)) if found else [],
    }


def _module(
    name: str, released: Released, found: tuple[Outcome, Entry | None] | None, language: str
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "assignment": name,
        "title": title(released, name, language),
        "state": "not_handed_in",
        "score": "",
        "why": "",
        "notes": [],
        "late": "",
        "sections": [],
        "points": {one.id: one.points for one in released.exercises},
        "has_file": False,
    }
    if found is None:
        return made
    outcome, entry = found
    is_excused = outcome.excused is not None
    why = outcome.excused if is_excused else outcome.reason
    return {
        **made,
        "state": EXCUSED if is_excused else outcome.status,
        "score": score_words(outcome, language) if entry is not None else "",
        "why": said(in_titles(why or ""), language),
        "notes": [said(note, language) for note in outcome.notes],
        "late": said(outcome.late.text, language) if outcome.late else "",
        "sections": feedback.sections(outcome, entry.answers, released) if entry is not None else [],
        "has_file": entry is not None,
    }
