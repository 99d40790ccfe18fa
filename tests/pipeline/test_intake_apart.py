"""Large hand-ins are read in a process of their own, within its time and memory."""

import json

import pytest

from autograder.errors import Unreadable
from autograder.intake import apart
from autograder.notebook import reading


def old_format(cells):
    """A notebook of format 3 with so many cells; to convert it takes time."""
    cell = {"cell_type": "code", "input": "x = 1", "outputs": [], "language": "python", "collapsed": False}
    sheet = {"cells": [cell] * cells, "metadata": {}}
    return json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [sheet]}).encode()


def without_ids(read):
    """An old format has no identifiers; nbformat makes up new ones each time."""
    notebook, notes = read
    return [{**cell, "id": None} for cell in notebook["cells"]], notes


@pytest.fixture
def always(monkeypatch):
    monkeypatch.setattr(apart, "SMALL", 0)


@pytest.mark.parametrize(
    "data",
    [
        old_format(20),
        b"\xef\xbb\xbf" + json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": []}).encode(),
        b'{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "\\ud83d \xc3\xa9"}]}',
    ],
)
def test_it_is_read_as_here(always, data):
    assert without_ids(apart.read(data)) == without_ids(reading.read(data))


@pytest.mark.parametrize("data", [b"{", b"%PDF-1.7 ...", b'{"nbformat": 9, "cells": []}', b" \n "])
def test_the_reason_is_the_same(always, data):
    with pytest.raises(Unreadable) as here:
        reading.read(data)
    with pytest.raises(Unreadable) as there:
        apart.read(data)
    assert str(there.value) == str(here.value)


def test_a_small_one_costs_no_process(monkeypatch):
    monkeypatch.setattr(apart.subprocess, "run", None)
    assert without_ids(apart.read(old_format(2))) == without_ids(reading.read(old_format(2)))


def test_one_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(apart, "LONGEST", 1)
    with pytest.raises(Unreadable, match="longer than 1 seconds"):
        apart.read(old_format(150_000))


def test_one_that_takes_too_much_memory_is_refused(always, monkeypatch):
    monkeypatch.setattr(apart, "MEMORY", 160_000_000)
    with pytest.raises(Unreadable, match="more memory"):
        apart.read(b'{"nbformat": 4, "cells": [' + b"[]," * 1_900_000 + b"[]]}")
