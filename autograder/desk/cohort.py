"""What the page shows of the class: hand-ins with points, whom something is missing from, one page."""

from typing import Any

from autograder.desk.inbox import Inbox
from autograder.intake.roster import Roster
from autograder.lms import people
from autograder.messages import said
from autograder.model import EXCUSED
from autograder.notebook.wording import title
from autograder.reports import feedback, status
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing


def rows(folder: CourseFolder, roster: Roster | None, language: str) -> list[dict[str, Any]]:
    """``[{learner, name, assignment, title, score, most, state, why, has_page}, ...]``, sorted."""
    inbox, released = Inbox(folder), folder.assignments()
    names = {one.learner: one.name for one in people.roster_rows(roster)}
    made = []
    for outcome, entry in excusing.marked(folder):
        why = outcome.excused or outcome.reason
        made.append(
            {
                "learner": outcome.learner,
                "name": names.get(outcome.learner, ""),
                "assignment": outcome.assignment,
                "title": title(released.get(outcome.assignment), outcome.assignment, language),
                "score": outcome.score,
                "most": outcome.max_score,
                "state": EXCUSED if outcome.excused else outcome.status,
                "why": inbox.shorter(said(why, language)) if why else "",
                "has_page": entry is not None,
            }
        )
    return sorted(made, key=lambda one: (one["assignment"], (one["name"] or one["learner"]).casefold()))


def missing(folder: CourseFolder, roster: Roster | None, language: str) -> dict[str, Any]:
    """Who waits for what: ``{graded, groups: [{title, kind, learners}], graders: [text]}``."""
    found, released = status.of(folder, roster), folder.assignments()
    groups = [
        {"title": title(released.get(name), name, language), "kind": kind, "learners": learners}
        for name, kinds in found["learners"].items()
        for kind, learners in kinds.items()
    ]
    graded = sum(counts.get("graded", 0) for counts in found["assignments"].values())
    return {"graded": graded, "groups": groups, "graders": found["graders"]}


def page(folder: CourseFolder, learner: str, assignment: str) -> str | None:
    """The feedback page of one hand-in as ``autograder feedback`` writes it; ``None`` if there is none."""
    for outcome, entry in excusing.marked(folder, learner):
        if outcome.assignment == assignment and entry is not None:
            return feedback.page_of(outcome, entry, folder.assignments().get(assignment))
    return None
