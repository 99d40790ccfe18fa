"""At each limit of what is taken in: the last value on this side of it, and the first beyond."""

import io
import json
import re
import tarfile
import zipfile
from dataclasses import replace

import pytest

from autograder.errors import Unreadable
from autograder.intake import archives, choosing, disk, grouping
from autograder.intake.hand_in import HandIn
from autograder.intake.member import Member
from autograder.notebook import reading


def test_a_budget_may_be_used_up():
    budget = archives.Budget(10)
    assert [budget.refuses(size) for size in (4, 6, 0, 1)] == [False, False, False, True]


def entries(tmp_path, files):
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return archives.entries(path, archives.Budget(archives.MOST_UNPACKED))


def test_as_many_entries_as_a_zip_may_hold(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_ENTRIES", 3)
    three = [(f"{number}.ipynb", b"{}") for number in range(3)]
    assert len(entries(tmp_path, three)) == 3
    with pytest.raises(Unreadable, match="more than 3 entries"):
        entries(tmp_path, [*three, ("more", b"")])


def test_as_many_notebooks_as_one_learner_s_zip_may_hold(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_NOTEBOOKS_OF_ONE", 2)

    def inside(count):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as archive:
            for number in range(count):
                archive.writestr(f"{number}.ipynb", b"{}")
        (outer,) = entries(tmp_path, [("amina/work.zip", inner.getvalue())])
        return archives.unpacked(outer, archives.Budget(archives.MOST_UNPACKED))

    assert len(inside(2)) == 2
    (refused,) = inside(3)
    with pytest.raises(Unreadable, match="more than 2 notebooks"):
        refused.read()


def inner_zip(*sizes):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        for number, size in enumerate(sizes):
            archive.writestr(f"{number}.ipynb", b"x" * size)
    return inner.getvalue()


@pytest.mark.parametrize(("left", "most_of_one"), [(50, 90), (90, 50)])
def test_a_learner_s_zip_has_what_is_left_for_all_and_no_more_than_one_may_have(
    tmp_path, monkeypatch, left, most_of_one
):
    monkeypatch.setattr(archives, "MOST_UNPACKED_OF_ONE", most_of_one)
    for sizes, refused in (((49, 1), [False, False]), ((50, 1), [True, False])):
        (outer,) = entries(tmp_path, [("amina/work.zip", inner_zip(*sizes))])
        inside = archives.unpacked(outer, archives.Budget(left))
        assert [one.refused for one in inside] == refused


def test_a_zip_that_lost_its_last_file_meanwhile_is_moving(tmp_path):
    (outer,) = entries(tmp_path, [("amina/work.zip", inner_zip(5, 5))])
    contents = iter([inner_zip(5, 5), inner_zip(5)])
    last = archives.unpacked(replace(outer, read=lambda: next(contents)), archives.Budget(100))[-1]
    with pytest.raises(Unreadable, match=re.escape(disk.MOVING)):
        last.read()


@pytest.mark.parametrize(
    ("most", "most_of_one", "limit"),
    [(20_000, 5_000, 10_240), (20_000, 15_000, 15_000), (8_000, 5_000, 8_000)],
)
def test_how_far_a_tar_is_unpacked(tmp_path, monkeypatch, most, most_of_one, limit):
    """As far as its size allows, or a learner's archive may; in no case further than all of an input may."""
    path, limits = tmp_path / "in.tar", []
    with tarfile.open(path, "w") as archive:
        archive.addfile(tarfile.TarInfo("a.ipynb"))
    assert path.stat().st_size == 10_240
    monkeypatch.setattr(archives, "MOST_UNPACKED", most)
    monkeypatch.setattr(archives, "MOST_UNPACKED_OF_ONE", most_of_one)
    monkeypatch.setattr(archives, "LARGEST_RATIO", 1)
    monkeypatch.setattr(archives.tars, "members", lambda file, most, limit: limits.append(limit) or [])
    archives.entries(path, archives.Budget(most))
    assert limits == [limit]


def refusal(name="a.ipynb", size=10, packed=10):
    return archives._refusal(Member("zip", name, size, packed, None, bytes))


def test_the_largest_and_the_deepest_that_is_read_of_a_zip():
    most = archives.LARGEST
    assert refusal(size=most, packed=most) is None
    assert "50 MB" in refusal(size=most + 1, packed=most)
    assert refusal(size=1_000_000, packed=1) is None and "bomb" in refusal(size=1_000_001, packed=1)
    assert refusal(size=2_000_000, packed=10_000) is None
    assert "bomb" in refusal(size=2_000_001, packed=10_000)
    assert refusal("d/" * 31 + "a.ipynb") is None and "longer" in refusal("d/" * 32 + "a.ipynb")
    assert refusal("a" * 255) is None and "longer" in refusal("a" * 256)
    assert "longer" in refusal("d/" + "a" * 256) and "longer" in refusal("d" * 256 + "/a")


def test_a_bomb_uses_up_its_own_budget_only():
    members = [Member("zip", f"{size}.ipynb", size, size, None, bytes) for size in (9, 3, 4)]
    refused = archives._over_budget(members, archives.Budget(7))
    assert set(refused) == {id(members[0])}
    largest = Member("zip", "a.ipynb", archives.LARGEST, 1, None, bytes)
    assert archives._over_budget([largest], archives.Budget(archives.LARGEST - 1))
    assert not archives._over_budget([largest], archives.Budget(archives.LARGEST))


def nested(levels):
    value = []
    for _ in range(levels - 3):
        value = [value]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [], "x": value}).encode()


def test_the_deepest_and_the_largest_notebook_that_is_read(monkeypatch):
    reading.read(nested(reading.DEEPEST + 1))
    with pytest.raises(Unreadable, match="nested"):
        reading.read(nested(reading.DEEPEST + 2))
    data = nested(4)
    monkeypatch.setattr(reading, "LARGEST", len(data))
    reading.read(data)
    with pytest.raises(Unreadable, match="larger"):
        reading.read(data + b" ")
    monkeypatch.setattr(reading, "MOST_LISTS", data.count(b"[") + data.count(b"{"))
    reading.read(data)
    monkeypatch.setattr(reading, "MOST_LISTS", data.count(b"[") + data.count(b"{") - 1)
    with pytest.raises(Unreadable):
        reading.read(data)


def test_the_newest_format_that_is_read():
    with pytest.raises(Unreadable, match="format 5"):
        reading.read(nested(4).replace(b'"nbformat": 4', b'"nbformat": 5'))


def hand_in(text, place, **fields):
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}
    notebook["cells"] = [{"id": "a", "cell_type": "markdown", "metadata": {}, "source": text}]
    data = json.dumps(notebook).encode()
    return HandIn("amina", "one", place, lambda: data, name="Amina", **fields)


def test_the_later_input_counts():
    (chosen,) = choosing.choose([hand_in("old", "x", number=0), hand_in("new", "y", number=1)], ["one"])
    assert chosen.place == "y" and chosen.reason is None


@pytest.mark.parametrize(("count", "more"), [(8, ""), (9, "1 more"), (10, "2 more")])
def test_eight_places_are_named_and_the_rest_is_counted(count, more):
    group = [hand_in(str(number), f"place-{number}") for number in range(count)]
    (chosen,) = choosing.choose(group, ["one"])
    assert "different notebooks" in chosen.reason
    assert chosen.reason.count("place-") == 8 and ("more" in chosen.reason) == bool(more)
    assert more in chosen.reason


def test_of_two_numbered_files_the_last_counts():
    versions = [hand_in(str(number), f"v{number}", version=("work", number, "")) for number in (0, 1)]
    (chosen,) = choosing.choose(versions, ["one"])
    assert chosen.place == "v1" and chosen.reason is None


def test_the_tenth_version_comes_after_the_second():
    versions = [hand_in(str(number), f"v{number}", version=("work", number, "")) for number in (2, 10, 9)]
    (chosen,) = choosing.choose(versions, ["one"])
    assert chosen.place == "v10" and "v2, v9" in " ".join(chosen.notes)


@pytest.mark.parametrize(
    ("first", "second", "is_clear"), [(3, 1, True), (2, 1, False), (1, 0, True), (0, 0, False)]
)
def test_an_assignment_is_known_by_more_than_twice_the_cells(monkeypatch, first, second, is_clear):
    monkeypatch.setattr(grouping.answers, "held", lambda notebook, count: range(count))
    one = hand_in("", "x")
    found = grouping._assignment_by_content(one, {"a": second, "b": first})
    assert found == ("b" if is_clear else None)


def test_two_names_of_one_id_are_told():
    group = [hand_in("same", "x"), replace(hand_in("same", "y"), name="AMINA")]
    (chosen,) = choosing.choose(group, ["one"])
    assert "Two names would be one learner" in chosen.reason
