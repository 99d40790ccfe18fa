"""Feedback on its way back to the learners through a platform, in the file that the platform takes."""

from collections.abc import Iterable, Mapping

from autograder.lms import base
from autograder.lms.people import Listed
from autograder.model import Entry, Outcome
from autograder.notebook.released import Released
from autograder.reports import export, feedback


def write(
    shape: str,
    found: Iterable[tuple[Outcome, Entry | None]],
    assignments: Mapping[str, Released],
    assignment: str | None,
    template: bytes | None,
    roster: Listed = None,
    say: base.Say | None = None,
) -> tuple[bytes, int]:
    """The file as bytes, and how many learners are in it.

    ``shape``: the name of a platform that takes feedback (see ``lms``). ``found``: ``(outcome, entry)`` of
    hand-ins; ``assignments``: ``{name: Released}``; ``assignment``: the one that the ``template`` (bytes of
    the platform's table) belongs to, if there are several. ``roster`` and ``say``: see ``export.write``.
    Raises ``CourseFolderError``.
    """
    entries, outcomes = _of_one(found, assignment)

    def page(outcome: Outcome) -> str:
        return feedback.page_of(outcome, entries[outcome.learner], assignments.get(outcome.assignment))

    platform = base.named(shape)
    return platform.back(outcomes, page, template, roster, say=say or (lambda text: None))


def _of_one(
    found: Iterable[tuple[Outcome, Entry | None]], assignment: str | None
) -> tuple[dict[str, Entry], list[Outcome]]:
    """``({learner: entry}, outcomes)`` of one assignment; who handed in nothing has no feedback."""
    having = [(outcome, entry) for outcome, entry in found if entry is not None]
    outcomes = export.only([outcome for outcome, _ in having], assignment)
    name = outcomes[0].assignment
    return {one.learner: entry for one, entry in having if one.assignment == name}, outcomes
