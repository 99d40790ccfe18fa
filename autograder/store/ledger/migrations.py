"""From an older form of the ledger's tables to the newest, step by step.

A course folder's ledger carries the number of steps that it has seen. A new step is a function at the end of
``STEPS``; a step that was once published is not changed. Each runs in a transaction of its own, after a
backup (see upgrading.py), and finds nothing to do where it was done. It begins with ``complete``: a step that
only adds tables or columns (which may be null) does nothing else.
"""

from sqlalchemy import Connection, bindparam, inspect, select, update

from autograder import times
from autograder.store import by_hand, gradebook_tables
from autograder.store.ledger import history, jobs, people, short, tables
from autograder.store.ledger import readings as reading
from autograder.store.ledger.line import Facts, Line
from autograder.written import Short

WHO, WHY = "autograder", "the ledger was brought to a newer form; what it held then"


def complete(connection: Connection) -> None:
    """Make the tables, columns and indexes of tables.py, and those of the gradebook, that are not there."""
    tables.metadata.create_all(connection)
    for table in tables.metadata.sorted_tables:
        there = {column["name"] for column in inspect(connection).get_columns(table.name)}
        for column in table.columns:
            if column.name not in there:
                kind = column.type.compile(connection.dialect)
                connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {kind}")
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection, checkfirst=True)
    for index in gradebook_tables.indexes():
        index.create(connection, checkfirst=True)


def first(connection: Connection) -> None:
    """Commit 2714e8b and before, without a number.

    The history told of scores alone, so that it says now what it will be compared with later: times of
    receipt, results, and all that people gave. What they gave had no answer that it belonged to.
    """
    complete(connection)
    hand_in, job = tables.hand_in, tables.job
    counts = hand_in.c.graded_key == hand_in.c.key
    connection.execute(update(hand_in).where(counts).values(graded_received=hand_in.c.received))
    rows = connection.execute(
        select(hand_in, job.c.digest, job.c.result_hash).join(job, job.c.key == hand_in.c.graded_key)
    )
    history.append(connection, [_hand_in_now(row) for row in rows] + _given_now(connection))


def _hand_in_now(row):
    received = (row.received, row.received_from) if row.graded_received else ()
    facts = Facts(row.digest, row.result_hash, *received)
    return Line(times.now(), WHO, row.learner, row.assignment, WHY, hand_in=facts)


def _given_now(connection):
    """Entries on what people had given when the ledger was last looked at."""
    rows = connection.execute(select(tables.given))
    seen = {(row.learner, row.assignment, row.exercise): (row.manual, row.extra) for row in rows}
    origins = dict(_origins(connection))
    entries = []
    for place, exercises in by_hand.by_people(connection).items():
        for slug, found in exercises.items():
            one, where = people.as_given(found), (*place, slug)
            if seen.get(where, (None, None)) != (one.manual, one.extra):
                continue  # given since: that is seen, and told, as usual
            origin = people.keep(connection, where, one, origins.get(where, people.IMPORTED))
            given = {slug: people.as_entry(one, origin)}
            entries.append(Line(times.now(), WHO, *place, WHY, by_hand=True, given=given))
    return entries


def _origins(connection):
    """How points came there, as far as the history told it then."""
    for entry in history.entries(connection):
        if entry.by_hand:
            by_formgrader = entry.who == people.IN_FORMGRADER
            for slug in entry.now:
                place = entry.learner, entry.assignment, slug
                yield place, people.FORMGRADER if by_formgrader else people.OVERRIDE


def excused(connection: Connection) -> None:
    """Form 1: nobody could be excused."""
    complete(connection)


def readings(connection: Connection) -> None:
    """Form 2: nobody read texts at the desk."""
    complete(connection)


def told_readings(connection: Connection) -> None:
    """Form 3: the history told of a reading only where its points counted."""
    complete(connection)
    lines = [
        Line(times.now(), WHO, *place[:2], WHY, read={place[2]: told})
        for place, told in sorted(reading.whole_of_all(connection).items())
    ]
    history.append(connection, lines)


def shorts(connection: Connection) -> None:
    """Form 4: what a result is in short stood nowhere, and a list of the class read all results."""
    complete(connection)
    hand_in = tables.hand_in
    mine = update(hand_in).where(
        hand_in.c.learner == bindparam("who"), hand_in.c.assignment == bindparam("what")
    )
    anew = mine.values(short.columns())
    found = [
        {"who": row.learner, "what": row.assignment, **short.values(Short.of(kept))}
        for row, kept in jobs.results(connection)
    ]
    if found:
        connection.execute(anew, found)


STEPS = (first, excused, readings, told_readings, shorts)
