"""Who is removed from a workshop, or whose answer is, leaves no trace, whether or not the workshop runs."""

import json

import pytest
from workshop_room import in_room

from localsdg_workshop.board import feed, orders
from localsdg_workshop.room import Refused
from localsdg_workshop.wipe import wipe


def test_wiping_leaves_no_trace_of_one_and_all_of_the_other(tmp_path):
    async def does(room):
        for name in ("Amina", "Amina/B", "Boris"):
            person = room.person(await room.join(name, "", "en"))
            await room.keep(person, {"localsdg:x": json.dumps(f"written by {name}")})
            await room.ask(person, f"{name} asks", True)
        cards = ["Amina/text", "Amina/B/text"]
        await room.set(walls={"localsdg:x": {"hidden": cards, "groups": dict.fromkeys(cards, "g")}})

    in_room(tmp_path, does)
    assert wipe(tmp_path, ["amina", "Nobody"]) == (1, ["Nobody"])
    assert b'"Amina/text' not in files(tmp_path) and b'"Amina/B/text' in files(tmp_path)
    assert wipe(tmp_path, ["Amina/B"]) == (1, [])
    left = files(tmp_path)
    assert b"Amina" not in left and b"written by Boris" in left
    assert wipe(tmp_path, [], everybody=True) == (1, [])
    assert b"Boris" not in files(tmp_path)


def test_somebody_or_one_answer_is_removed_while_the_workshop_runs(tmp_path):
    """What was there of them is neither in memory nor in the file, and others keep theirs."""
    key, other = "localsdg:advocacy-story", "localsdg:reporting-roadmap"

    async def does(room):
        tokens = [await room.join(name, "", "en") for name in ("Amina", "Boris")]
        amina, boris = map(room.person, tokens)
        for one in (amina, boris):
            await room.keep(one, {key: json.dumps(f"{one.name} writes"), other: json.dumps("more")})
            await room.ask(one, f"{one.name} asks", True)
        cards = ["Amina/text", "Boris/text"]
        await room.set(walls={key: {"hidden": cards, "groups": dict.fromkeys(cards, "g")}})
        told = []
        board = feed.Feed(
            room, type("Page", (), {"tell": lambda self, message: told.append(message)})(), "en"
        )
        room.boards.add(board)
        board.watch(key, False)
        await orders.obey(room, board, {"do": "remove", "person": boris.id, "key": key})
        assert room.answers(key) == {amina.id: "Amina writes"} and list(boris.sizes) == [other]
        assert board._view()["gone"] == [boris.id]
        await orders.obey(room, board, {"do": "remove", "person": amina.id})
        for wrong in (
            {"person": amina.id},
            {"person": "1"},
            {"person": boris.id, "key": "work"},
            {"key": key},
        ):
            await orders.obey(room, board, {"do": "remove", **wrong})
        with pytest.raises(Refused):  # a message that was under way
            await room.keep(amina, {key: '"again"'})
        assert room.person(tokens[0]) is None and set(room.by_id) == {boris.id}
        assert room.characters == len('"more"') and [one["who"] for one in room.questions()] == ["Boris"]
        assert room.stage["walls"][key] == {"hidden": [], "groups": {}}

    in_room(tmp_path, does)
    left = files(tmp_path)
    assert b"Amina" not in left and b"Boris writes" not in left and b"Boris asks" in left


def files(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir())
