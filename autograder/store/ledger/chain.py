"""Do the rows of the history hang together as they were written?"""

import json
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from autograder.messages import message
from autograder.store.ledger.jobs import sha
from autograder.store.ledger.tables import history
from autograder.values import Json

START = "0" * 64


def link(before: str, seq: int, at: str, content_hash: str) -> str:
    """A row's hash: over its own parts and the hash of the row ``before`` it."""
    return sha(json.dumps(["2", before, seq, at, content_hash]))


def _older_link(before, seq, content_hash):
    """The same as commit 2714e8b and those before made it: the time stood in the content alone."""
    return sha(f"{before} {seq} {content_hash}")


def read(content: str) -> Json | None:
    """A row's content as a dict; ``None`` if somebody wrote something else there."""
    try:
        found = json.loads(content)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


@dataclass
class Checked:
    """What does not hold together, as sentences; how many rows at the beginning have the older form."""

    problems: list = field(default_factory=list)
    older: int = 0


def check(connection: Connection) -> Checked:
    """Read all rows; ``Checked``."""
    checked, before, expected = Checked(), START, 1
    emptied: list[int] = []
    forgotten: set[int] = set()
    for row in connection.execute(select(history).order_by(history.c.seq)):
        if row.seq != expected:
            checked.problems.append(message("chain_missing", first=expected, last=row.seq - 1))
        expected = row.seq + 1
        if row.content is None:
            emptied.append(row.seq)
        checked.problems += _of_content(row, forgotten)
        checked.problems += _of_link(row, before, checked)
        before = row.hash
    checked.problems += [message("chain_emptied", row=seq) for seq in emptied if seq not in forgotten]
    return checked


def _of_content(row, forgotten):
    """Does the row say in its columns what its content says?"""
    if row.content is None:
        if row.learner is not None:
            yield message("chain_emptied_named", row=row.seq)
        return
    content = (read(row.content) if sha(row.content) == row.content_hash else None) or {}
    told = (content.get("seq"), content.get("learner"), content.get("at"))
    if told != (row.seq, row.learner, row.at):
        yield message("chain_changed", row=row.seq)
    forgotten.update(content.get("forgot", []))


def _of_link(row, before, checked):
    if row.hash == link(before, row.seq, row.at, row.content_hash):
        return
    if row.hash != _older_link(before, row.seq, row.content_hash):
        yield message("chain_breaks", row=row.seq)
    elif row.seq != checked.older + 1:
        yield message("chain_older", row=row.seq)
    else:
        checked.older = row.seq
