"""What stands now of every hand-in, in short: as ``results.current``, without what is kept of each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from autograder import outcome
from autograder.model import EXCUSED, Outcome
from autograder.store import results
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing, looking, short
from autograder.store.ledger.opening import readable


@dataclass(frozen=True, slots=True)
class Listed:
    """A hand-in, or somebody who is excused from one. ``outcome``: without exercises and notes.

    ``is_empty``: there is no answer in it, and nobody gave points for it.
    """

    outcome: Outcome
    has_file: bool
    is_empty: bool = False


def listed(folder: CourseFolder) -> Iterator[Listed]:
    """All of a course folder, by learner and assignment, then those who are excused without a hand-in."""
    policy, excused = folder.policy(), excusing.of(folder)
    with readable(folder) as database:
        given = looking.look(database, folder)
        with database.reading() as connection:
            for row, one in short.rows(connection):
                place = row.learner, row.assignment
                by_people = given.get(place, {})
                found = short.as_outcome(*place, one, by_people)
                late = results.lateness_of(found, policy, row.received)
                found = outcome.with_lateness(found, late)
                by_hand = any(exercise.by_person for exercise in found.exercises)
                if found.exercises or place in excused:
                    found = replace(found, exercises=(), excused=excused.pop(place, None))
                yield Listed(found, True, one.is_empty and not by_hand)
    released = folder.assignments()
    for (learner, assignment), why in sorted(excused.items()):
        most = released[assignment].max_score if assignment in released else None
        yield Listed(Outcome(learner, assignment, EXCUSED, None, most, why, (), excused=why), False)
