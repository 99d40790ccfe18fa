"""What the page shows of the class: hand-ins with points, by pages; whom something is missing from."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.desk.inbox import Inbox
from autograder.intake.roster import Roster
from autograder.lms import people
from autograder.messages import said
from autograder.model import EXCUSED, GRADED, NEEDS_HUMAN, UNGRADED, Entry, Outcome
from autograder.notebook.wording import title
from autograder.reports import feedback, status
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing, jobs
from autograder.store.ledger.opening import readable
from autograder.values import Points

Row = dict[str, Any]
PAGE = 100  # rows that are shown at a time
_AT_A_TIME, _BREATH = 8, 0.001  # hand-ins, and seconds after them in which another request has its turn
LARGE = 1000  # hand-ins that are read whole before anything is shown
_MOST_NAMES = 40  # that a sentence names


@dataclass(frozen=True)
class Class:
    """A class as it was read once. ``rows``: sorted; ``texts``: of each what a filter looks into.

    ``rest``: ``{graded, groups: [{title, kind, learners, more}], graders: [text]}``. ``is_whole``: reasons,
    points by people and late work are in it, see ``brief``.
    """

    rows: list[Row] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    rest: dict[str, Any] = field(default_factory=lambda: {"graded": 0, "groups": [], "graders": []})
    is_whole: bool = True

    def part(self, wanted: str, at: int) -> dict[str, Any]:
        """``{rows, at, found, count}``: a page of the rows with ``wanted`` in name, module or state."""
        sought = wanted.strip().casefold()
        found = [place for place, text in enumerate(self.texts) if sought in text] if sought else None
        places = range(len(self.rows)) if found is None else found
        shown = [self.rows[place] for place in places[at : at + PAGE]]
        return {
            "rows": shown,
            "at": at,
            "found": len(places),
            "count": len(self.rows),
            "is_whole": self.is_whole,
        }


class Reading:
    """Reads a course folder's class. ``states``: what the page calls each state."""

    def __init__(
        self, folder: CourseFolder, roster: Roster | None, language: str, states: Mapping[str, str]
    ) -> None:
        self._folder, self._roster, self._language, self._states = folder, roster, language, states
        self._inbox, self._released = Inbox(folder), folder.assignments()
        self._names = {one.learner: one.name for one in people.roster_rows(roster)}
        self._titles = {name: title(one, name, language) for name, one in self._released.items()}

    def whole(self, is_beside: bool = False) -> Class:
        """All of it; ten thousand hand-ins take a while. ``is_beside``: of other requests."""
        made: list[Row] = []

        def meet(outcome: Outcome, entry: Entry | None) -> None:
            why = outcome.excused or outcome.reason
            state = EXCUSED if outcome.excused else outcome.status
            row = self._row(outcome.learner, outcome.assignment, state, outcome.score, outcome.max_score)
            shown = self._inbox.shorter(said(why, self._language)) if why else ""
            made.append({**row, "why": shown, "has_page": entry is not None})
            if is_beside and not len(made) % _AT_A_TIME:
                time.sleep(_BREATH)

        found = status.of(self._folder, self._roster, meet)
        graded = sum(counts.get("graded", 0) for counts in found["assignments"].values())
        return self._sorted(made, graded, found["learners"], found["graders"], True)

    def brief(self) -> Class:
        """At once, what each result was when it was recorded: to look at while the whole is read."""
        excused = excusing.of(self._folder)
        made: list[Row] = []
        learners: dict[str, dict[str, list[str]]] = {}
        with readable(self._folder) as database, database.reading() as connection:
            for learner, name, state, score in jobs.briefs(connection):
                state = EXCUSED if (learner, name) in excused else state
                most = self._released[name].max_score if name in self._released else None
                made.append({**self._row(learner, name, state, score, most), "why": "", "has_page": True})
                if state in (NEEDS_HUMAN, UNGRADED):
                    learners.setdefault(name, {}).setdefault(state, []).append(learner)
        graded = sum(row["state"] == GRADED for row in made)
        return self._sorted(made, graded, learners, [], False)

    def _row(
        self, learner: str, assignment: str, state: str, score: Points | None, most: Points | None
    ) -> Row:
        return {
            "learner": learner,
            "name": self._names.get(learner, ""),
            "assignment": assignment,
            "title": self._titles.get(assignment, assignment),
            "score": score,
            "most": most,
            "state": state,
        }

    def _sorted(
        self,
        made: list[Row],
        graded: int,
        learners: Mapping[str, Mapping[str, list[str]]],
        graders: list[str],
        is_whole: bool,
    ) -> Class:
        made.sort(key=lambda one: (one["assignment"], (one["name"] or one["learner"]).casefold()))
        parts = ("learner", "name", "title")
        texts = [
            "\n".join([*(one[part] for part in parts), self._states[one["state"]]]).casefold() for one in made
        ]
        groups = [
            {
                "title": self._titles.get(name, name),
                "kind": kind,
                "learners": those[:_MOST_NAMES],
                "more": max(0, len(those) - _MOST_NAMES),
            }
            for name, kinds in learners.items()
            for kind, those in kinds.items()
        ]
        return Class(made, texts, {"graded": graded, "groups": groups, "graders": graders}, is_whole)


def size(folder: CourseFolder) -> int:
    """How many hand-ins have a result."""
    with readable(folder) as database, database.reading() as connection:
        return len(jobs.briefs(connection))


def page(folder: CourseFolder, learner: str, assignment: str) -> str | None:
    """The feedback page of one hand-in as ``autograder feedback`` writes it; ``None`` if there is none."""
    for outcome, entry in excusing.marked(folder, learner):
        if outcome.assignment == assignment and entry is not None:
            return feedback.page_of(outcome, entry, folder.assignments().get(assignment))
    return None
