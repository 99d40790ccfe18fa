"""Whose a file inside a zip or folder is, and of which module, as the facilitator says on the page.

It lies beside what was dropped, in ``corrections.json``, and goes with it.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.desk.inbox import Dropped, Inbox
from autograder.errors import CourseFolderError
from autograder.intake import naming
from autograder.intake.corrected import Correction
from autograder.messages import message
from autograder.store import files
from autograder.store.course_folder import CORRECTIONS

_MOST = 10_000  # of one thing that was dropped


def correct(inbox: Inbox, named: str, place: str, learner: str, assignment: str) -> None:
    """Say whose the hand-in at ``place`` of something dropped is; empty texts: as its own names say."""
    found = inbox.get(named)
    if found is None or not place.startswith(naming.shown(str(found.path))):
        raise CourseFolderError(message("desk_gone"))
    told = _told(inbox, named)
    told.pop(place, None)
    learner = naming.learner_id(learner) if learner.strip() else ""
    if learner or assignment:
        told[place] = [learner, assignment]
    if len(told) > _MOST:
        raise CourseFolderError(message("desk_too_many"))
    files.write_json(_path(inbox, named), told)


def of(inbox: Inbox, dropped: Iterable[Dropped]) -> dict[str, Correction]:
    """``{place: Correction}`` of what was dropped."""
    return {place: Correction(*one) for each in dropped for place, one in _told(inbox, each.id).items()}


def as_json(found: dict[str, Correction]) -> dict[str, list[str]]:
    """For the grader's job."""
    return {place: [one.learner, one.assignment] for place, one in found.items()}


def _told(inbox: Inbox, named: str) -> dict[str, Any]:
    try:
        found = json.loads(_path(inbox, named).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _path(inbox: Inbox, named: str) -> Path:
    return inbox.place / named / CORRECTIONS
