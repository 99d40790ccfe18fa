"""The dashboard's parts about learners: whose hand-ins are alike, and who may need help."""

from collections import Counter
from typing import Any

from autograder.lms import people
from autograder.lms.people import Listed
from autograder.notebook.wording import fill
from autograder.reports.cohort import Cohort
from autograder.reports.sums import Person
from autograder.reports.words import Words

_ROWS = 50  # of a list; the rest is in the CSV
_NAMES = 8  # of learners with the same words
_LOW = 0.5
_SHARE = 0.25  # of those who handed in anything


def similar(words: Words, added: Cohort) -> dict[str, Any]:
    """Answers that are alike, the most alike first."""
    found = added.alike.found()
    compared = added.alike.compared
    titles = {
        slug: exercise.name for one in added.assignments.values() for slug, exercise in one.exercises.items()
    }
    if not compared:
        return {"text": words["similar_nothing"], "rows": [], "more": 0}
    text = fill(words["similar_n"], count=compared.total(), exercises=len(compared))
    if not found:
        text += f" {words['similar_none']}"
    rows = []
    for one in found[:_ROWS]:
        how = (
            words["similar_same"]
            if one.share == 1
            else fill(words["similar_near"], share=words.percent(one.share))
        )
        rows.append([_names(words, one.learners), titles.get(one.exercise, one.exercise), how])
    return {"text": text, "rows": rows, "more": len(found) - len(rows)}


def _names(words, learners):
    shown = " · ".join(learners[:_NAMES])
    rest = len(learners) - _NAMES
    return f"{shown} {fill(words['and_others'], count=rest)}" if rest > 0 else shown


def need_help(words: Words, added: Cohort, roster: Listed) -> dict[str, Any]:
    """Learners with few points, ungraded work, empty exercises or (with a roster) nothing handed in."""
    expected = {one.learner: one.name for one in people.roster_rows(roster)} if roster else {}
    everybody = dict.fromkeys([*expected, *added.people])
    usual = _usual(added)
    found = []
    for learner in everybody:
        person = added.people.get(learner)
        due = [n for n in usual if (learner, n) not in added.excused] if expected else []
        missing = [n for n in due if person is None or n not in person.handed_in]
        if worry := _worry(words, added, person, missing):
            far = _far(person, missing, len(usual))
            found.append((far, learner, [_called(learner, expected), _so_far(words, person), worry]))
    found.sort(key=lambda one: (-one[0], one[1]))
    text = words["help_none"]
    if found:
        text = fill(words["help_count"], count=len(found), learners=len(everybody))
    return {"text": text, "rows": [row for *_, row in found[:_ROWS]], "more": max(0, len(found) - _ROWS)}


def proposed(added: Cohort) -> list[list[str]]:
    """Rows ``[learner, name, e-mail]`` of what hand-ins propose for their writers: nobody has checked it."""
    found = [(who, one) for who, said in sorted(added.proposed.items()) for one in said]
    return [[who, one.get("name", "–"), one.get("email", "–")] for who, one in found]


def _usual(added):
    """The assignments that the group is at: one that hardly anybody handed in is nobody's duty yet."""
    handed = Counter(name for person in added.people.values() for name in person.handed_in)
    return [name for name in sorted(added.assignments) if handed[name] >= _SHARE * len(added.people)]


def _worry(words: Words, added: Cohort, person: Person | None, missing: list[str]) -> str:
    """What to look at, in one line; ``""`` for somebody who is doing well."""

    def titles(names):
        return ", ".join(added.assignments[name].title for name in names)

    said = []
    if missing:
        said.append(fill(words["help_missing"], names=titles(missing)))
    if person and person.ungraded:
        said.append(fill(words["help_ungraded"], names=titles(person.ungraded)))
    if person and person.possible and person.earned / person.possible < _LOW:
        said.append(words["help_low"])
    if person and person.unanswered:
        said.append(fill(words["help_unanswered"], count=person.unanswered))
    return "; ".join(said)


def _far(person: Person | None, missing: list[str], assignments: int) -> float:
    """How far somebody is from the course: assignments without a grade, and the share of lost points."""
    if person is None:
        return assignments + 1
    lost = 1 - person.earned / person.possible if person.possible else 0
    return len(missing) + len(person.ungraded) + lost


def _so_far(words: Words, person: Person | None) -> str:
    if person is None or not person.possible:
        return words["not_shown"]
    return words.percent(person.earned / person.possible)


def _called(learner, expected):
    name = expected.get(learner)
    return f"{name} ({learner})" if name and name != learner else learner
