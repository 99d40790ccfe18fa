"""What the history tells of readings at the desk, in sentences; does the ledger still say the same?"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from autograder.messages import message
from autograder.store.ledger import readings
from autograder.store.ledger.line import Line
from autograder.store.ledger.readings import DECISION
from autograder.values import Json

_NO = message("reading_none")


def problems(connection: Connection, told: Mapping[tuple, list[Json]]) -> Iterator[str]:
    """Where readings are not those of which the history told last; ``told``: by place."""
    now = readings.whole_of_all(connection)
    for place in sorted({*now, *told}):
        ours, its = _by_reader(now.get(place, [])), _by_reader(told.get(place, []))
        for key in sorted({*ours, *its}):
            if ours.get(key) != its.get(key):
                says = [_said(one) if one else _NO for one in (ours.get(key), its.get(key))]
                is_inside = says[0] == says[1]
                problem = message("reading_differs_inside") if is_inside else message("reading_differs")
                where = ", ".join(place)
                yield problem.format(place=where, what=_what(*key), ours=says[0], its=says[1])


def sentences(entry: Line) -> Iterator[str]:
    """Who else has read an exercise, and how; the reading that counts is told with the points it gave."""
    for slug, told in (entry.read or {}).items():
        others = [one for one in told if not one["counts"]]
        if others or not told:
            read = "; ".join(f"{_what(one['kind'], one['reader'])}: {_said(one)}" for one in others)
            yield f"{slug}, {read or 'no reading is left'}"


def _by_reader(told):
    return {(one["kind"], one["reader"]): one for one in told}


def _what(kind, reader):
    return message("reading_decision" if kind == DECISION else "reading_by", reader=reader)


def _said(one):
    levels = ", ".join(f"{row} {level}" for row, level in sorted(one["levels"].items()))
    said = message("reading_said_counts") if one["counts"] else message("reading_said")
    return said.format(points=one["points"], levels=levels)
