"""Whose files came in before the learner was forgotten: known again by the file itself, and by nothing else.

The history's line that somebody was forgotten holds a hash for each file, made of it and of the learner's id.
Whoever has not the very file can find no name by it.
"""

import json

from sqlalchemy import Connection, select

from autograder.store.ledger import chain
from autograder.store.ledger.jobs import sha
from autograder.store.ledger.line import FILES, FORGOT
from autograder.store.ledger.tables import history as rows
from autograder.store.ledger.tables import job
from autograder.written import Kept


def mark(learner: str, digest: str) -> str:
    """What stays of one file. ``digest``: of the ledger's job."""
    return sha(json.dumps(["forgotten", learner, digest]))


def marks_of(connection: Connection, learner: str) -> list[str]:
    """Those of all files that a learner handed in; none of what was refused without any content."""
    wanted = select(job.c.digest, job.c.result).where(job.c.learner == learner)
    found = set()
    for row in connection.execute(wanted):
        reason = Kept.of_text(row.result).outcome.reason if row.result else ""
        if row.digest not in ("", sha(reason)):
            found.add(mark(learner, row.digest))
    return sorted(found)


def marks(connection: Connection) -> frozenset[str]:
    """Those of all learners who were forgotten."""
    wanted = select(rows.c.content).where(rows.c.learner.is_(None), rows.c.content.contains(FORGOT))
    found: set[str] = set()
    for content in connection.execute(wanted).scalars():
        told = (chain.read(content) or {}).get(FILES, ())
        found.update(one for one in told if isinstance(one, str))
    return frozenset(found)
