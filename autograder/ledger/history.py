"""Who changed which grade, when, from what, to what and why: rows that are only ever added.

Each row's ``hash`` covers its content and the hash of the row before it, so that a row that was changed,
taken out or put in breaks the chain from there on. The content of a learner who was forgotten is removed and
its hash stays; a later row says that it was done on purpose.
"""

import json
import secrets

from sqlalchemy import func, insert, select, update

from autograder.ledger.jobs import sha
from autograder.ledger.tables import history

START = "0" * 64
FORGOT = "forgot"


def append(connection, entries):
    """Add rows in one go, inside the caller's transaction (``Database.writing``: one at a time).

    ``entries``: dicts with ``at`` (ISO time), ``who``, ``learner``, ``assignment``, ``was``, ``now``, ``why``
    (``was`` and ``now``: ``{exercise or "late": score or None}``).
    """
    if not entries:
        return
    last = connection.execute(_LAST).first()
    seq, chain = (last.seq, last.hash) if last else (0, START)
    rows = []
    for entry in entries:
        seq += 1
        # The salt keeps a forgotten learner's content from being guessed out of the hash that stays.
        content = json.dumps({**entry, "seq": seq, "salt": secrets.token_hex(8)}, sort_keys=True)
        content_hash = sha(content)
        chain = sha(f"{chain} {seq} {content_hash}")
        rows.append(
            {
                "seq": seq,
                "at": entry["at"],
                "learner": entry.get("learner"),
                "content": content,
                "content_hash": content_hash,
                "hash": chain,
            }
        )
    connection.execute(_ADD, rows)


_LAST = select(history.c.seq, history.c.hash).order_by(history.c.seq.desc()).limit(1)
_ADD = insert(history)


def entries(connection, learner=None):
    """The contents as dicts, oldest first; those of forgotten learners are left out."""
    wanted = select(history.c.content).where(history.c.content.is_not(None)).order_by(history.c.seq)
    if learner is not None:
        wanted = wanted.where(history.c.learner == learner)
    for row in connection.execute(wanted):
        yield json.loads(row.content)


def head(connection):
    """``(number of rows, hash of the last)``: written down elsewhere, it shows that the end was cut off."""
    last = connection.execute(_LAST).first()
    rows = connection.execute(select(func.count()).select_from(history)).scalar()
    return rows, last.hash if last else START


def has(connection, chain):
    """Whether a row with this hash is there."""
    return connection.execute(select(history.c.seq).where(history.c.hash == chain)).first() is not None


def problems(connection):
    """Sentences on what does not hold together; empty if nothing was tampered with."""
    found, chain, expected, emptied, forgotten = [], START, 1, [], set()
    for row in connection.execute(select(history).order_by(history.c.seq)):
        if row.seq != expected:
            found.append(f"History rows {expected} to {row.seq - 1} are missing.")
        expected = row.seq + 1
        if row.content is None:
            emptied.append(row.seq)
        elif sha(row.content) != row.content_hash or (content := json.loads(row.content))["seq"] != row.seq:
            found.append(f"History row {row.seq} was changed after it was written.")
        else:
            forgotten.update(content.get(FORGOT, []))
        chain = sha(f"{chain} {row.seq} {row.content_hash}")
        if chain != row.hash:
            found.append(f"The chain breaks at history row {row.seq}: it or a row before it was replaced.")
            chain = row.hash
    found += [
        f"History row {seq} was emptied, and no row says that its learner was forgotten."
        for seq in emptied
        if seq not in forgotten
    ]
    return found


def forget(connection, learner, entry):
    """Remove the contents of one learner's rows and add ``entry`` (without a name), which lists them."""
    of_learner = history.c.learner == learner
    numbers = list(connection.execute(select(history.c.seq).where(of_learner)).scalars())
    connection.execute(update(history).where(of_learner).values(content=None, learner=None))
    append(connection, [{**entry, "learner": None, FORGOT: numbers}])
