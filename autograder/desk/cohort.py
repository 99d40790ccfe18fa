"""What the page shows of the class: hand-ins with points, by pages; whom something is missing from."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.desk.inbox import Inbox
from autograder.desk.parts import Parts, Row, sought
from autograder.intake.roster import Roster
from autograder.lms import people
from autograder.messages import said
from autograder.model import EXCUSED, GRADED
from autograder.notebook.wording import title
from autograder.outcome import in_titles
from autograder.reports import feedback, status
from autograder.store import listing
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing
from autograder.store.listing import Listed

_SOUGHT = ("learner", "name", "title")  # what a filter looks into, beside the state
_MOST_NAMES = 40  # that a sentence names


@dataclass(frozen=True)
class Class(Parts):
    """A class, sorted; a filter looks into names, modules and states.

    ``rest``: ``{graded, groups: [{title, kind, learners, more}], graders: [text]}``.
    """

    rest: dict[str, Any] = field(default_factory=lambda: {"graded": 0, "groups": [], "graders": []})


def read(
    folder: CourseFolder,
    roster: Roster | None,
    language: str,
    states: Mapping[str, str],
    found: Sequence[Listed] | None = None,
) -> Class:
    """The class of a course folder. ``states``: what the page calls each state.

    ``found``: what ``listing.listed`` told of it, if that is known.
    """
    names = {one.learner: one.name for one in people.roster_rows(roster)}
    called = _Called(names)
    titles = {name: title(one, name, language) for name, one in folder.assignments().items()}
    why = _Reasons(Inbox(folder), language)
    found = list(listing.listed(folder)) if found is None else found
    rows = [_row(one, names, titles, why) for one in found]
    learners, graders = status.of_listed(folder, roster, found)
    rows.sort(key=lambda one: (one["assignment"], (one["name"] or one["learner"]).casefold()))
    texts = [sought([*(one[part] for part in _SOUGHT), states[one["state"]]]) for one in rows]
    graded = sum(one["state"] == GRADED for one in rows)
    groups = [
        {
            "title": titles.get(name, name),
            "kind": kind,
            "learners": [called[one] for one in those[:_MOST_NAMES]],
            "more": max(0, len(those) - _MOST_NAMES),
        }
        for name, kinds in learners.items()
        for kind, those in kinds.items()
    ]
    return Class(
        rows, texts, {"graded": graded, "groups": groups, "graders": [said(one, language) for one in graders]}
    )


class _Called(dict[str, str]):
    """How a sentence calls each learner: by name, namesakes with their ids, who has no name by the id."""

    def __init__(self, names: Mapping[str, str]) -> None:
        count = Counter(names.values())
        super().__init__({
            one: name if count[name] == 1 or name == one else f"{name} ({one})"
            for one, name in names.items() if name
        })  # fmt: skip

    def __missing__(self, learner: str) -> str:
        return learner


def _row(one: Listed, names: Mapping[str, str], titles: Mapping[str, str], why: "_Reasons") -> Row:
    outcome = one.outcome
    return {
        "learner": outcome.learner,
        "name": names.get(outcome.learner, ""),
        "assignment": outcome.assignment,
        "title": titles.get(outcome.assignment, outcome.assignment),
        "score": outcome.score,
        "most": outcome.max_score,
        "state": outcome.status if outcome.excused is None else EXCUSED,
        "why": why.of(outcome.excused or outcome.reason),
        "has_page": one.has_file,
    }


class _Reasons:
    """Reasons in a language, each put into words once: most of a class have the same few."""

    def __init__(self, inbox: Inbox, language: str) -> None:
        self._inbox, self._language = inbox, language
        self._known: dict[str, str] = {}

    def of(self, reason: str) -> str:
        if reason not in self._known:
            self._known[reason] = self._inbox.shorter(said(in_titles(reason), self._language))
        return self._known[reason]


def page(folder: CourseFolder, learner: str, assignment: str) -> str | None:
    """The feedback page of one hand-in as ``autograder feedback`` writes it; ``None`` if there is none."""
    for outcome, entry in excusing.marked(folder, learner):
        if outcome.assignment == assignment and entry is not None:
            return feedback.page_of(outcome, entry, folder.assignments().get(assignment))
    return None
