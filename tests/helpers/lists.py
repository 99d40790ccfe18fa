"""Tables that a facilitator gives, written by a test."""

import pytest

from autograder.intake import roster


@pytest.fixture
def written(tmp_path):
    """``written(text)`` is the path of a file with that text."""

    def write(text, name="table.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def listed(tmp_path):
    """``listed(text, codec)`` is the ``Roster`` of a CSV of that text."""

    def read(text, codec="utf-8"):
        path = tmp_path / "class.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(codec))
        return roster.read(path)

    return read
