"""A code exercise's answer: the values of its variables as plain, bounded JSON.

pandas and numpy values are recognised without importing either: who holds a table has imported pandas.
"""

import datetime
import decimal
import fractions
import json
import math
import sys
from typing import Any

LARGEST_VALUE = 1_000_000  # characters of one variable's JSON
DEEPEST = 12  # lists within lists
LONGEST = 20_000  # rows of a table, entries of a list or dict


class Unusable(Exception):
    """A value that cannot be part of an answer: ``reason`` (``kind`` or ``size``), its type's name."""

    def __init__(self, reason: str, what: str) -> None:
        self.reason, self.what = reason, what
        super().__init__(f"{reason}: {what}")


def collect(
    wanted: list[dict[str, Any]], namespace: dict[str, Any]
) -> tuple[dict[str, Any], list[tuple[str, str, str]]]:
    """The answer ``{"variables": {name: JSON value}}`` and what could not be taken.

    ``wanted`` is the exercise's ``parameters.variables`` (``[{"name": ...}]``), ``namespace`` the notebook's
    ``globals()``. The second result is a list of ``(name, reason, type name)`` with reason ``missing``,
    ``kind`` (no JSON can say it) or ``size`` (too big); those variables are left out of the answer.
    """
    values, problems = {}, []
    for variable in wanted:
        name = variable["name"]
        if name not in namespace:
            problems.append((name, "missing", ""))
            continue
        try:
            value = plain(namespace[name])
            if len(json.dumps(value)) > LARGEST_VALUE:
                raise Unusable("size", type(namespace[name]).__name__)
            values[name] = value
        except Unusable as problem:
            problems.append((name, problem.reason, problem.what))
    return {"variables": values}, problems


def columns(wanted: list[dict[str, Any]], values: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Problems of numbers that are still a column or a list: often the last step was forgotten.

    Two whole numbers are what Python makes of a number that was written with a decimal comma. ``values`` are
    the answer's variables; the form is that of ``collect``'s problems.
    """
    names = [one["name"] for one in wanted if one.get("type") == "number"]
    found = [(name, values.get(name)) for name in names]
    return [
        (
            name,
            "comma" if _is_comma(value) else "column",
            ".".join(map(str, value)) if _is_comma(value) else "",
        )
        for name, value in found
        if isinstance(value, dict | list)
    ]


def _is_comma(value):
    return isinstance(value, list) and len(value) == 2 and all(type(part) is int for part in value)


def problem_text(ui: dict[str, str], name: str, reason: str, what: str, place: str = "") -> str:
    """What a learner reads of a problem; ``place``: the beginning of keys that have words of their own."""
    key = f"{place}variable_{reason}"
    text = ui[key if key in ui else f"variable_{reason}"]
    return text.replace("{name}", name).replace("{type}", what)


def plain(value: Any, depth: int = 0) -> Any:
    """``value`` as JSON: a table as a list of row dicts, a Series as a dict, NaN and infinity as ``None``.

    Raises ``Unusable`` for what has no such form (a function, a figure) and for what is too big.
    """
    if depth > DEEPEST:
        raise Unusable("size", type(value).__name__)
    try:
        for convert in (_scalar, _from_pandas, _from_numpy, _container):
            found = convert(value, depth)
            if found is not _NOT_MINE:
                return found
    except Unusable:
        raise
    except Exception:  # a learner's own class may do anything when it is asked for its values
        raise Unusable("kind", type(value).__name__) from None
    raise Unusable("kind", type(value).__name__)


_NOT_MINE = object()


def _scalar(value, depth):
    if value is None or type(value) in (bool, str):
        return _bounded(value)
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) > 10**300:
            raise Unusable("size", "int")
        return int(value)
    if isinstance(value, float | decimal.Decimal | fractions.Fraction):
        value = float(value)
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        return _bounded(str(value))
    if isinstance(value, datetime.date | datetime.time):
        # NaT calls itself a date but has no ISO form
        return value.isoformat() if value == value else None
    return _NOT_MINE


def _bounded(value):
    if isinstance(value, str) and len(value) > LARGEST_VALUE:
        raise Unusable("size", "str")
    return value


def _from_pandas(value, depth):
    pandas = sys.modules.get("pandas")
    if pandas is None:
        return _NOT_MINE
    if value is pandas.NA or value is pandas.NaT:
        return None
    if isinstance(value, pandas.DataFrame):
        return _table(value, pandas, depth)
    if isinstance(value, pandas.Series):
        _short(value)
        return {_key(key): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, pandas.Index | pandas.api.extensions.ExtensionArray):
        _short(value)
        return [plain(item, depth + 1) for item in value]
    if isinstance(value, pandas.Period | pandas.Interval | pandas.Timedelta):
        return str(value)
    return _NOT_MINE


def _table(frame, pandas, depth):
    """Row dicts. An index that is more than a row number becomes columns, as ``reset_index`` names them."""
    _short(frame)
    if not isinstance(frame.index, pandas.RangeIndex):
        names = [name for name in frame.index.names if name is not None]
        if len(names) == frame.index.nlevels and not any(name in frame.columns for name in names):
            frame = frame.reset_index()
    columns = [_key(column) for column in frame.columns]
    return [
        {column: plain(item, depth + 2) for column, item in zip(columns, row, strict=True)}
        for row in frame.itertuples(index=False, name=None)
    ]


def _from_numpy(value, depth):
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return _NOT_MINE
    if isinstance(value, numpy.bool_ | numpy.integer | numpy.floating):
        return plain(value.item(), depth + 1)
    if isinstance(value, numpy.datetime64 | numpy.timedelta64):
        return None if numpy.isnat(value) else str(value)
    if isinstance(value, numpy.ndarray):
        if value.size > LONGEST:
            raise Unusable("size", "ndarray")
        return [plain(item, depth + 1) for item in value] if value.ndim else plain(value.item(), depth + 1)
    return _NOT_MINE


def _container(value, depth):
    if isinstance(value, dict):
        _short(value)
        return {_key(key): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple | range):
        _short(value)
        return [plain(item, depth + 1) for item in value]
    if isinstance(value, set | frozenset):
        _short(value)
        items = [plain(item, depth + 1) for item in value]
        return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
    return _NOT_MINE


def _short(value):
    if len(value) > LONGEST:
        raise Unusable("size", type(value).__name__)


def _key(key):
    """A JSON object's key: text as it is, a tuple (several levels of a table's index) joined by commas."""
    if isinstance(key, tuple):
        return ", ".join(_key(part) for part in key)
    if isinstance(key, float) and key.is_integer():
        key = int(key)
    return str(key)
