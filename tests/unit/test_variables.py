"""A notebook's variables become plain JSON, whatever they hold."""

import datetime
import decimal
import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localsdg.variables import LONGEST, Unusable, collect, plain


def table():
    return pd.DataFrame({"region": ["N", "S", "N"], "share": [1.0, np.nan, 3.0], "n": [1, 2, 3]})


@pytest.mark.parametrize(
    "value, expected",
    [
        (None, None),
        (True, True),
        (np.bool_(False), False),
        (3, 3),
        (np.int64(3), 3),
        (np.float64(2.5), 2.5),
        (np.float32("nan"), None),
        (float("inf"), None),
        (pd.NA, None),
        (pd.NaT, None),
        (np.datetime64("NaT"), None),
        (decimal.Decimal("1.5"), 1.5),
        ("Åse", "Åse"),
        (np.str_("x"), "x"),
        (datetime.date(2026, 1, 2), "2026-01-02"),
        (pd.Timestamp("2026-01-02"), "2026-01-02T00:00:00"),
        (pd.Period("2026-01"), "2026-01"),
        (range(3), [0, 1, 2]),
        pytest.param({"b", "a"}, ["a", "b"], id="a set"),
        ({1: (2, None), "k": [np.nan]}, {"1": [2, None], "k": [None]}),
        (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
        (np.array(5), 5),
        (pd.Index(["a", "b"]), ["a", "b"]),
        (pd.Series([1.5, np.nan], index=["a", "b"]), {"a": 1.5, "b": None}),
        (pd.Series([True, None], dtype="boolean"), {"0": True, "1": None}),
        (pd.Categorical(["x", None]), ["x", None]),
    ],
    ids=repr,
)
def test_values(value, expected):
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


def test_tables():
    assert plain(table())[1] == {"region": "S", "share": None, "n": 2}
    by_region = table().groupby("region")["n"].agg(["sum", "count"])
    assert plain(by_region) == [
        {"region": "N", "sum": 4, "count": 2},
        {"region": "S", "sum": 2, "count": 1},
    ]
    # an index left over from sorting or filtering says nothing
    assert plain(table().sort_values("n", ascending=False))[0] == {"region": "N", "share": 3.0, "n": 3}
    wide = table().groupby("region").agg({"n": ["sum", "max"]})
    assert plain(wide)[0] == {"region, ": "N", "n, sum": 4, "n, max": 3}
    two = table().groupby(["region", "n"])["share"].sum()
    assert plain(two) == {"N, 1": 1.0, "N, 3": 3.0, "S, 2": 0.0}
    assert plain(table().iloc[:0]) == []


def test_a_table_s_numbers_are_python_s():
    json.dumps(plain(table()))
    assert [type(value) for value in plain(table())[0].values()] == [str, float, int]


class Hostile:
    def __getattr__(self, name):
        raise RuntimeError(name)

    def __eq__(self, other):
        raise RuntimeError

    __hash__ = None


class HostileList(list):
    def __iter__(self):
        raise RuntimeError


def test_what_json_cannot_say_is_named():
    for value in [print, object(), 1j, b"x", Hostile(), HostileList([1]), pd, Hostile, ...]:
        with pytest.raises(Unusable) as problem:
            plain(value)
        assert problem.value.reason == "kind"


def circle():
    made = []
    made.append(made)
    return made


@pytest.mark.parametrize(
    "value", [list(range(LONGEST + 1)), "x" * 2_000_000, 10**400, np.zeros((500, 500)), circle()], ids=type
)
def test_what_is_too_big_is_named(value):
    with pytest.raises(Unusable) as problem:
        plain(value)
    assert problem.value.reason == "size"


def test_collect_leaves_out_what_cannot_be_taken():
    wanted = [{"name": name} for name in ("a", "b", "c", "d")]
    names = {"a": np.int64(1), "b": print, "d": ["x" * 600_000] * 2}
    assert collect(wanted, names) == (
        {"variables": {"a": 1}},
        [("b", "kind", "builtin_function_or_method"), ("c", "missing", ""), ("d", "size", "list")],
    )


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.dates()
    | st.decimals()
    | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner) | st.tuples(inner),
    max_leaves=10,
)


@given(VALUES)
def test_any_value_is_json_or_unusable(value):
    try:
        json.dumps(plain(value), allow_nan=False)
    except Unusable as problem:
        assert problem.reason in ("kind", "size")
