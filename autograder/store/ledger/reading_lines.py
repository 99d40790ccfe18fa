"""What the history tells of readings at the desk, in sentences; does the ledger still say the same?"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from autograder.locales import number
from autograder.store.ledger import readings
from autograder.store.ledger.line import Line
from autograder.store.ledger.readings import DECISION
from autograder.values import Json

_NO = "no such reading"


def problems(connection: Connection, told: Mapping[tuple, list[Json]]) -> Iterator[str]:
    """Where readings are not those of which the history told last; ``told``: by place."""
    now = readings.whole_of_all(connection)
    for place in sorted({*now, *told}):
        ours, its = _by_reader(now.get(place, [])), _by_reader(told.get(place, []))
        for key in sorted({*ours, *its}):
            if ours.get(key) != its.get(key):
                says = [_said(one) if one else _NO for one in (ours.get(key), its.get(key))]
                where = ", ".join((*place, f"{_what(key[0])} by {key[1]}"))
                same = "; levels, comment or answer differ" if says[0] == says[1] else ""
                yield f"{where}: the ledger says {says[0]}, the history {says[1]}{same}."


def sentences(entry: Line) -> Iterator[str]:
    """Who else has read an exercise, and how; the reading that counts is told with the points it gave."""
    for slug, told in (entry.read or {}).items():
        others = [one for one in told if not one["counts"]]
        if others or not told:
            read = "; ".join(f"{_what(one['kind'])} by {one['reader']}: {_said(one)}" for one in others)
            yield f"{slug}, {read or 'no reading is left'}"


def _by_reader(told):
    return {(one["kind"], one["reader"]): one for one in told}


def _what(kind):
    return "decision" if kind == DECISION else "reading"


def _said(one):
    levels = ", ".join(f"{row} {level}" for row, level in sorted(one["levels"].items()))
    counts = ", counts" if one["counts"] else ""
    return f"{number(one['points'])} ({levels}){counts}"
