"""Who changed which grade, when, from what, to what and why: rows that are only ever added.

Each row's ``hash`` covers its content, its time and the hash of the row before it (see chain.py), so that a
row that was changed, taken out or put in breaks the chain from there on. The content of a learner who was
forgotten is removed and its hash stays; a later row says that it was done on purpose.

Whoever can write the database can write all rows anew. Only a hash that was noted elsewhere shows that.
"""

import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, insert, select, update

from autograder.store.ledger import chain
from autograder.store.ledger.jobs import sha
from autograder.store.ledger.line import Line
from autograder.store.ledger.tables import history

SHORT = 16  # characters of a hash that are enough to note


def append(connection: Connection, entries: Sequence[Line]) -> None:
    """Add rows in one go, inside the caller's transaction (``Database.writing``: one at a time)."""
    if not entries:
        return
    last = connection.execute(_LAST).first()
    seq, link = (last.seq, last.hash) if last else (0, chain.START)
    rows = []
    for entry in entries:
        seq += 1
        # The salt keeps a forgotten learner's content from being guessed out of the hash that stays.
        content = json.dumps({**entry.as_json(), "seq": seq, "salt": secrets.token_hex(8)}, sort_keys=True)
        content_hash = sha(content)
        link = chain.link(link, seq, entry.at, content_hash)
        rows.append(
            {
                "seq": seq,
                "at": entry.at,
                "learner": entry.learner,
                "content": content,
                "content_hash": content_hash,
                "hash": link,
            }
        )
    connection.execute(_ADD, rows)


_LAST = select(history.c.seq, history.c.hash).order_by(history.c.seq.desc()).limit(1)
_ADD = insert(history)


def entries(connection: Connection, learner: str | None = None) -> Iterator[Line]:
    """The contents, oldest first; those of forgotten learners are left out."""
    wanted = select(history.c.content).where(history.c.content.is_not(None)).order_by(history.c.seq)
    if learner is not None:
        wanted = wanted.where(history.c.learner == learner)
    for row in connection.execute(wanted):
        if line := _line(row.content):  # else it was tampered with, and ``chain.check`` says so
            yield line


def _line(content: str) -> Line | None:
    try:
        return Line.of_json(chain.read(content) or {})
    except (KeyError, TypeError, AttributeError):
        return None


def head(connection: Connection) -> tuple[int, str]:
    """``(number of rows, hash of the last)``: written down elsewhere, it shows that the end was cut off."""
    last = connection.execute(_LAST).first()
    rows = connection.execute(select(func.count()).select_from(history)).scalar_one()
    return rows, last.hash if last else chain.START


def place(connection: Connection, start: str) -> int | None:
    """The number of the row whose hash begins with ``start``, or ``None``."""
    begins = history.c.hash.startswith(start.strip().lower(), autoescape=True)
    return connection.execute(select(history.c.seq).where(begins).order_by(history.c.seq)).scalar()


def received(connection: Connection, learner: str, assignment: str, digest: str) -> tuple[str, str] | None:
    """``(when, how that is known)`` of a hand-in with these very bytes, as it was recorded last, or ``None``.

    ``digest``: of the file. Nothing is known of learners who were forgotten.
    """
    found = None
    for entry in entries(connection, learner):
        facts = entry.hand_in
        if entry.assignment == assignment and facts and facts.digest == digest and facts.received:
            found = facts.received, facts.received_from or ""
    return found


def holds(connection: Connection, learner: str) -> bool:
    """Whether there are rows of a learner."""
    return connection.execute(select(history.c.seq).where(history.c.learner == learner)).first() is not None


def forget(connection: Connection, learner: str, entry: Line) -> None:
    """Remove the contents of one learner's rows and add ``entry`` (without a name), which lists them."""
    of_learner = history.c.learner == learner
    numbers = list(connection.execute(select(history.c.seq).where(of_learner)).scalars())
    connection.execute(update(history).where(of_learner).values(content=None, learner=None))
    append(connection, [replace(entry, learner=None, forgot=tuple(numbers))])
