"""Jobs: what has to be graded, who works on it, what came of it."""

import hashlib
import importlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, and_, bindparam, case, func, or_, select, update

from autograder.store.ledger import short
from autograder.store.ledger.tables import grader, hand_in, job
from autograder.written import Kept, Short

QUEUED, DONE = "queued", "done"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What the ledger is told of a hand-in that has to be judged. Times are ISO texts.

    ``key``: of its job; ``digest``: of its bytes; ``version``: of what judges it; ``received_from``: how its
    time of receipt is known; ``size``: bytes that are kept of it; ``redo``: judge it although there is a
    result. The rest is as in the table ``hand_in``.
    """

    learner: str
    assignment: str
    key: str
    digest: str
    version: str
    place: str
    signature: str | None
    received: str
    received_from: str
    size: int
    at: str
    redo: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a job stands: its ``owner`` and ``state``, and of its hand-in as it is now the rest.

    ``wanted``: the key of the job that its newest file asks for; ``graded_key``: of the one whose result
    counts.
    """

    owner: str | None
    state: str
    wanted: str | None
    graded_key: str | None
    received: str
    received_from: str


GONE = Standing(None, "", None, None, "", "")  # of a learner who was forgotten meanwhile


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of a job. ``text``: what is ``Kept``; ``mark``: its hash.

    ``counts``: no newer file was handed in meanwhile.

    ``short`` tells the outcome; ``copy_size``: bytes of the autograded copy, if there is one.
    """

    key: str
    text: str
    mark: str
    counts: bool
    short: Short
    copy_size: int | None


def key(learner: str, assignment: str, digest: str, version: str) -> str:
    """A job's name: the same content, judged by the same version, is the same job."""
    return sha(json.dumps([learner, assignment, digest, version]))


def sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def known(connection: Connection) -> dict[tuple[str, str], Row]:
    """``{(learner, assignment): row}`` of all hand-ins; a row has ``digest`` and ``state`` of its job too."""
    wanted = select(hand_in, job.c.digest, job.c.state).join(job, job.c.key == hand_in.c.key)
    return {(row.learner, row.assignment): row for row in connection.execute(wanted)}


def learners(connection: Connection) -> set[str]:
    """The ids of all who handed something in."""
    return set(connection.execute(select(hand_in.c.learner).distinct()).scalars())


def counts(connection: Connection) -> dict[str, int]:
    """``{assignment: how many results count}``."""
    wanted = select(hand_in.c.assignment, func.count()).where(hand_in.c.graded_key.is_not(None))
    return {name: count for name, count in connection.execute(wanted.group_by(hand_in.c.assignment))}


def queue(connection: Connection, rows: Sequence[HandedIn], owner: str) -> set[str]:
    """Write hand-ins and their jobs down and take the jobs that nobody works on; the keys that we took."""
    if not rows:
        return set()
    # The dialect that is in use is loaded already; the other one would take a tenth of the grader's start.
    insert = importlib.import_module(f"sqlalchemy.dialects.{connection.dialect.name}").insert
    told = [{name: getattr(row, name) for name in _TOLD} for row in rows]
    put = insert(hand_in)
    renewed = {name: put.excluded[name] for name in _TOLD[2:]}
    renewed["received"] = _first_seen(put.excluded)
    connection.execute(
        put.on_conflict_do_update(index_elements=["learner", "assignment"], set_=renewed), told
    )
    jobs = [
        {
            **{name: getattr(row, name) for name in ("key", "learner", "assignment", "digest", "version")},
            "state": QUEUED,
            "queued_at": row.at,
            "attempts": 0,
        }
        for row in rows
    ]
    connection.execute(insert(job).on_conflict_do_nothing(index_elements=["key"]), jobs)
    _redo(connection, rows)
    return take(connection, [row.key for row in rows], owner)


_TOLD = ("learner", "assignment", "key", "place", "signature", "received", "received_from", "size")
_SEEN = "first seen"


def _first_seen(new):
    """When content came in that another grader has seen meanwhile: when it saw it."""
    same = and_(hand_in.c.key == new.key, hand_in.c.received_from == _SEEN, new.received_from == _SEEN)
    return case((same, hand_in.c.received), else_=new.received)


def _redo(connection, rows):
    """A job that was done waits anew if a regrade asks for it, or older content came back.

    One whose result counts was done a moment ago, by another grader: that is left.
    """
    shown = select(hand_in.c.key).where(hand_in.c.graded_key == job.c.key).exists()
    for redo in (True, False):
        keys = [{"wanted": row.key, "now": row.at} for row in rows if row.redo is redo]
        anew = update(job).where(job.c.key == bindparam("wanted"), job.c.state == DONE)
        anew = anew.values(state=QUEUED, owner=None, queued_at=bindparam("now"))
        if keys:
            connection.execute(anew if redo else anew.where(~shown), keys)


def renew(connection: Connection, rows: Sequence[HandedIn]) -> None:
    """Write down other places and signatures of hand-ins that did not change."""
    if rows:
        same = and_(hand_in.c.learner == bindparam("who"), hand_in.c.assignment == bindparam("what"))
        renewed = update(hand_in).where(same)
        renewed = renewed.values(place=bindparam("where"), signature=bindparam("mark"))
        told = [
            {"who": row.learner, "what": row.assignment, "where": row.place, "mark": row.signature}
            for row in rows
        ]
        connection.execute(renewed, told)


def take(connection: Connection, keys: Collection[str], owner: str) -> set[str]:
    """Take those of the queued jobs that nobody signed in works on; the keys that are ours now."""
    free = or_(job.c.owner.is_(None), job.c.owner.not_in(select(grader.c.owner)))
    mine = update(job).where(job.c.key == bindparam("wanted"), job.c.state == QUEUED, free)
    mine = mine.values(owner=owner, attempts=job.c.attempts + 1)
    if keys:
        connection.execute(mine, [{"wanted": name} for name in keys])
    taken = select(job.c.key).where(job.c.owner == owner, job.c.state == QUEUED)
    return set(connection.execute(taken).scalars()) & set(keys)


def standing(connection: Connection, keys: Iterable[str]) -> dict[str, Standing]:
    """``{key: Standing}`` of jobs."""
    return {row.key: Standing(*row[1:]) for row in connection.execute(_STANDING, {"keys": list(keys)})}


def finish(connection: Connection, results: Sequence[Finished], owner: str, at: str) -> None:
    """Record results of jobs that are ours (see ``standing``)."""
    done = [
        {"wanted": one.key, "me": owner, "now": at, "text": one.text, "mark": one.mark} for one in results
    ]
    if done:
        connection.execute(_DONE, done)
    counting = [one for one in results if one.counts]
    shown = [{"wanted": one.key, "bytes": one.copy_size, **short.values(one.short)} for one in counting]
    if shown:
        connection.execute(_SHOWN, shown)


# Statements that are run all the time are made once: to make them costs more than to run them.
_STANDING = (
    select(
        job.c.key, job.c.owner, job.c.state, hand_in.c.key.label("wanted"), hand_in.c.graded_key,
        hand_in.c.received, hand_in.c.received_from,
    )
    .outerjoin(
        hand_in, and_(hand_in.c.learner == job.c.learner, hand_in.c.assignment == job.c.assignment)
    )
    .where(job.c.key.in_(bindparam("keys", expanding=True)))
)  # fmt: skip
_DONE = (
    update(job)
    .where(job.c.key == bindparam("wanted"), job.c.owner == bindparam("me"), job.c.state == QUEUED)
    .values(
        state=DONE, finished_at=bindparam("now"), result=bindparam("text"), result_hash=bindparam("mark"),
        owner=None,
    )
)  # fmt: skip
_SHOWN = (
    update(hand_in)
    .where(hand_in.c.key == bindparam("wanted"))
    .values(
        graded_key=hand_in.c.key, copy_size=bindparam("bytes"), graded_received=hand_in.c.received,
        **short.columns(),
    )
)  # fmt: skip
_RESULT = (
    select(job.c.result, job.c.result_hash, job.c.digest, hand_in.c.graded_received)
    .join(hand_in, hand_in.c.graded_key == job.c.key)
    .where(hand_in.c.learner == bindparam("who"), hand_in.c.assignment == bindparam("what"))
)


def counted(connection: Connection, learner: str, assignment: str) -> Row | None:
    """The row of the result of a hand-in that counts or ``None``.

    It has ``result`` (JSON), ``result_hash``, ``digest`` of the file and ``graded_received``.
    """
    return connection.execute(_RESULT, {"who": learner, "what": assignment}).first()


def results(
    connection: Connection, learner: str | None = None, unsettled: bool = False
) -> Iterator[tuple[Row, Kept]]:
    """``(hand-in row, Kept)`` of all recorded results, by learner and assignment; read in portions.

    ``unsettled``: only of those that were not graded in full when they were recorded.
    """
    wanted = select(hand_in, job.c.result, job.c.result_hash, job.c.digest, job.c.finished_at, job.c.state)
    wanted = wanted.join(job, hand_in.c.graded_key == job.c.key)
    if learner is not None:
        wanted = wanted.where(hand_in.c.learner == learner)
    if unsettled:
        wanted = wanted.where(hand_in.c.status != "graded")
    wanted = wanted.order_by(hand_in.c.learner, hand_in.c.assignment)
    for row in connection.execute(wanted.execution_options(yield_per=500)):
        yield row, Kept.of_text(row.result)


def waiting(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Those of ``keys`` that are not done yet."""
    found = set()
    keys = list(keys)
    for start in range(0, len(keys), 500):
        part = select(job.c.key).where(job.c.key.in_(keys[start : start + 500]), job.c.state == QUEUED)
        found |= set(connection.execute(part).scalars())
    return found
