"""What stands now: the recorded outcome of each hand-in, with what people gave and what lateness costs."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from autograder import outcome
from autograder.lateness import Policy
from autograder.model import ByHand, Entry, Late, Outcome
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import jobs, looking
from autograder.store.ledger.opening import readable
from localsdg.course import LANGUAGE


def with_people(
    found: Outcome, given: Mapping[str, ByHand], policy: Policy, received: str, language: str = LANGUAGE
) -> Outcome:
    """The outcome with the points that people gave and, if it came late, what that costs.

    ``language``: the learner's, where the hand-in names none.
    """
    found = replace(outcome.with_people(found, given), language=found.language or language)
    return outcome.with_lateness(found, lateness_of(found, policy, received))


def lateness_of(found: Outcome, policy: Policy, received: str) -> Late | None:
    """What ``lateness`` says of an outcome that came in at ``received`` (ISO time)."""
    moment = datetime.fromisoformat(received)
    return policy.late(found.assignment, moment, found.max_score, found.score)


def current(
    folder: CourseFolder, learner: str | None = None, unsettled: bool = False
) -> Iterator[tuple[Outcome, Entry]]:
    """``(outcome, entry)`` of all hand-ins as they are now, with the points that people have given since.

    ``learner``: only of this one. ``unsettled``: see ``jobs.results``.
    """
    policy, language = folder.policy(), folder.language
    with readable(folder) as database:
        given = looking.look(database, folder, learner)
        with database.reading() as connection:
            for row, kept in jobs.results(connection, learner, unsettled):
                points = given.get((row.learner, row.assignment), {})
                found = with_people(kept.outcome, points, policy, row.received, language)
                told = row.digest, row.received, row.finished_at, row.place
                yield found, Entry(kept.answers, *told, kept.firsts, kept.proposed, kept.test)
