"""What lateness costs in nbgrader's gradebook, by the rules of today: new dates reach work graded before."""

from datetime import datetime

from sqlalchemy import Connection

from autograder.lateness import LatenessError
from autograder.store import gradebook
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import history, jobs, rules
from autograder.store.ledger.line import Facts, Lateness, Line


def renew(connection: Connection, folder: CourseFolder, at: str) -> None:
    """Write each penalty that the rules make another one, and a line of the history for it.

    ``at``: ISO time. Rules that cannot be read change nothing: whoever grades by them is told.
    """
    try:
        policy = folder.policy()
    except LatenessError:
        return
    there, lines = gradebook.penalties(connection), []
    for row, kept in list(jobs.results(connection)):
        found, place = kept.outcome, (row.learner, row.assignment)
        received = row.graded_received or row.received
        moment = datetime.fromisoformat(received)
        late = policy.late(found.assignment, moment, found.max_score, found.score)
        penalty = (late.penalty if late else 0) or 0
        if place not in there or there[place] == penalty:
            continue
        gradebook.set_penalty(connection, *place, penalty)
        facts = Facts(row.digest, row.result_hash, received, row.received_from, Lateness.of(late))
        lines.append(Line(at, rules.WHO, *place, rules.WHY, hand_in=facts))
    history.append(connection, lines)
