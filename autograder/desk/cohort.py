"""What the page shows of the class: hand-ins with points, by pages; whom something is missing from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.desk.inbox import Inbox
from autograder.intake.roster import Roster
from autograder.lms import people
from autograder.messages import said
from autograder.model import EXCUSED, Entry, Outcome
from autograder.notebook.wording import title
from autograder.reports import feedback, status
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing

PAGE = 100  # rows that are shown at a time
_MOST_NAMES = 40  # that a sentence names


@dataclass(frozen=True)
class Class:
    """A class as it was read once. ``rows``: sorted; ``texts``: of each what a filter looks into.

    ``rest``: ``{graded, groups: [{title, kind, learners, more}], graders: [text]}``.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    rest: dict[str, Any] = field(default_factory=lambda: {"graded": 0, "groups": [], "graders": []})

    def part(self, wanted: str, at: int) -> dict[str, Any]:
        """``{rows, at, found, count}``: a page of the rows with ``wanted`` in name, module or state."""
        sought = wanted.strip().casefold()
        found = [place for place, text in enumerate(self.texts) if sought in text] if sought else None
        places = range(len(self.rows)) if found is None else found
        shown = [self.rows[place] for place in places[at : at + PAGE]]
        return {"rows": shown, "at": at, "found": len(places), "count": len(self.rows)}


def of(folder: CourseFolder, roster: Roster | None, language: str, states: Mapping[str, str]) -> Class:
    """The ``Class`` of a course folder; ``states``: what the page calls each state."""
    inbox, released = Inbox(folder), folder.assignments()
    names = {one.learner: one.name for one in people.roster_rows(roster)}
    titles = {name: title(one, name, language) for name, one in released.items()}
    made: list[dict[str, Any]] = []

    def meet(outcome: Outcome, entry: Entry | None) -> None:
        why = outcome.excused or outcome.reason
        made.append(
            {
                "learner": outcome.learner,
                "name": names.get(outcome.learner, ""),
                "assignment": outcome.assignment,
                "title": titles.get(outcome.assignment, outcome.assignment),
                "score": outcome.score,
                "most": outcome.max_score,
                "state": EXCUSED if outcome.excused else outcome.status,
                "why": inbox.shorter(said(why, language)) if why else "",
                "has_page": entry is not None,
            }
        )

    found = status.of(folder, roster, meet)
    made.sort(key=lambda one: (one["assignment"], (one["name"] or one["learner"]).casefold()))
    texts = [
        f"{one['learner']}\n{one['name']}\n{one['title']}\n{states[one['state']]}".casefold() for one in made
    ]
    groups = [
        {
            "title": titles.get(name, name),
            "kind": kind,
            "learners": learners[:_MOST_NAMES],
            "more": max(0, len(learners) - _MOST_NAMES),
        }
        for name, kinds in found["learners"].items()
        for kind, learners in kinds.items()
    ]
    graded = sum(counts.get("graded", 0) for counts in found["assignments"].values())
    return Class(made, texts, {"graded": graded, "groups": groups, "graders": found["graders"]})


def page(folder: CourseFolder, learner: str, assignment: str) -> str | None:
    """The feedback page of one hand-in as ``autograder feedback`` writes it; ``None`` if there is none."""
    for outcome, entry in excusing.marked(folder, learner):
        if outcome.assignment == assignment and entry is not None:
            return feedback.page_of(outcome, entry, folder.assignments().get(assignment))
    return None
