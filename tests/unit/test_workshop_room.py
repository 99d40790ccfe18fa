"""A workshop's room: what is kept, what two set at once, a full disk, a stalled phone; and its folder."""

import asyncio
import sqlite3

import pytest
from workshop_room import in_room

from localsdg_workshop import allowance, export, people, phones, revealed, sockets, start, store
from localsdg_workshop.board import feed, orders
from localsdg_workshop.room import Refused
from localsdg_workshop.wipe import wipe


def test_what_is_kept_is_there_after_the_end(tmp_path):
    async def first(room):
        token = await room.join("Amina", "Table 1", "en")
        await room.keep(room.person(token), {"localsdg:check-why-report": '{"a": 1}', "localsdg-order": "7"})
        await room.keep(room.person(token), {"localsdg-order": None})
        return token

    async def second(room):
        person = room.person(token)
        assert room.answers("localsdg:check-why-report") == {person.id: {"a": 1}}
        assert room.missing(person, []) == {"localsdg:check-why-report": '{"a": 1}'}
        assert room.missing(person, ["localsdg:check-why-report"]) == {}
        return person.name, person.team

    token = in_room(tmp_path, first)
    assert in_room(tmp_path, second) == ("Amina", "Table 1")
    assert (tmp_path / store.FILE).stat().st_mode & 0o077 == 0
    assert token.encode() not in (tmp_path / store.FILE).read_bytes()


def test_two_of_one_name_are_told_apart(tmp_path):
    async def does(room):
        for name in ("Amina", "amina", "Amina"):
            await room.join(name, "", "en")
        with pytest.raises(Refused, match="join_no_name"):
            await room.join(" \u200b ", "", "en")
        return [person.name for person in room.by_id.values()]

    assert in_room(tmp_path, does) == ["Amina", "amina 2", "Amina 3"]


@pytest.mark.parametrize(
    "values, why",
    [
        ({"other": "1"}, "kept_unknown"),
        ({"localsdg:x": 5}, "kept_unknown"),
        ({"lsdg-poll:p9": "1"}, "kept_unknown"),
        ({"localsdg:x": "a" * (allowance.TEXT + 1)}, "kept_large"),
        ({"localsdg:x": "\ud800"}, "kept_large"),
        ({f"localsdg:x{n}": "" for n in range(allowance.KEYS + 1)}, "kept_large"),
        ({f"localsdg:x{n}": "a" * allowance.TEXT for n in range(40)}, "kept_large"),
        ({"localsdg:held": "1"}, "kept_held"),
    ],
)
def test_what_is_too_much_is_refused_as_a_whole(tmp_path, values, why):
    async def does(room):
        person = room.person(await room.join("Amina", "", "en"))
        await room.set(held=["localsdg:held"])
        with pytest.raises(Refused, match=why):
            await room.keep(person, {"localsdg:fine": "1", **values})
        return person.sizes

    assert in_room(tmp_path, does) == {}


def test_a_full_disk_is_told_and_nothing_is_acknowledged(tmp_path, monkeypatch):
    async def does(room):
        person = room.person(await room.join("Amina", "", "en"))

        async def full(statements):
            raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr(room.store, "write", full)
        for values in ({"localsdg:x": "1"}, {"localsdg:x": "22"}):
            with pytest.raises(Refused, match="disk_full"):
                await room.keep(person, values)
        with pytest.raises(Refused, match="disk_full"):
            await room.ask(person, "Is it kept?", False)
        await room.came(person, "a socket")  # phones stay connected, and send again when there is room
        await room.went(person, "a socket")
        return person.sizes, room.characters, person.sockets

    assert in_room(tmp_path, does) == ({}, 0, set())


@pytest.mark.parametrize("value", ["\ud800", 2**70])
def test_what_cannot_be_written_is_one_s_own_fault(tmp_path, value):
    """The writer goes on: it is the only one."""

    async def does(room):
        told = room.store.write([store.to_set("fine", 1)])
        with pytest.raises(sqlite3.Error):
            await asyncio.wait_for(room.store.write([("INSERT INTO settings VALUES ('x', ?)", (value,))]), 5)
        await asyncio.wait_for(told, 5)
        return [row[0] for row in room.store.reader.execute("SELECT name FROM settings")]

    assert in_room(tmp_path, does) == ["fine"]


class Stalled:
    """The socket of a phone that says hello and then reads nothing."""

    async def accept(self):
        pass

    async def send_text(self, text):
        await asyncio.Event().wait()

    async def receive(self):
        await asyncio.Event().wait()

    close = receive


def test_a_stalled_phone_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(sockets, "LEAVE", 0.1)

    async def does(room):
        person = room.person(await room.join("Amina", "", "en"))
        await room.keep(person, {f"localsdg:x{n}": "a" * allowance.TEXT for n in range(30)})
        async with sockets.Socket(Stalled()) as socket:
            for _ in range(2):  # so often as the line may take it, and at least once
                await phones._heard(room, person, socket, {"type": "hello"})
            assert not person.sending.takes(30)  # reading all again and again has its price
            for _ in range(10):
                socket.tell("a" * (1 << 20))
            return await asyncio.wait_for(socket.hear(), 5)

    assert in_room(tmp_path, lambda room: asyncio.wait_for(does(room), 20)) is None


class Silent:
    """A board that nobody looks at."""

    def watch(self, key, together):
        pass


def test_what_two_boards_set_at_once_is_all_set(tmp_path):
    async def does(room):
        key, wanted = (
            "localsdg:advocacy-story",
            [{"do": "poll", "line": "One?"}, {"do": "poll", "line": "Two?"}],
        )
        wanted += [{"do": "hold", "key": key, "on": True}, {"do": "reveal", "key": key, "how": "named"}]
        await asyncio.gather(*(orders.obey(room, Silent(), order) for order in wanted))
        return room.stage

    stage = in_room(tmp_path, does)
    assert [poll["question"] for poll in stage["polls"].values()] == ["One?", "Two?"]
    assert stage["held"] == ["localsdg:advocacy-story"]
    assert stage["revealed"] == {"localsdg:advocacy-story": "named"}


def test_a_room_that_asks_at_once_is_shown_one_view(tmp_path, monkeypatch):
    """Made anew for each of 300 phones it would keep the laptop busy for half a minute."""
    now, made, parts_of = [0.0], [], feed.parts_of

    def slow(*given):
        made.append(given)
        now[0] += 0.1
        return parts_of(*given)

    async def does(room):
        shown, key = revealed.Revealed(room, lambda: now[0]), "localsdg:advocacy-story"
        person = room.person(await room.join("Amina", "", "en"))
        await room.keep(person, {key: '{"text": "mine"}'})
        assert shown.reply(key, "en") is None
        await room.set(revealed={key: "named"})
        assert len({shown.reply(key, "en") for _ in range(50)}) == len(made) == 1
        assert b"Amina" in shown.reply(key, "en")
        await room.keep(person, {key: '{"text": "another"}'})
        now[0] += 1.1
        assert b"another" in shown.reply(key, "en") and len(made) == 2
        await room.set(revealed={key: "anonymous"})  # what the trainer sets holds at once
        assert b"Amina" not in shown.reply(key, "en")
        await room.set(walls={key: {"hidden": ["Amina/text"], "groups": {}}})
        assert b"another" not in shown.reply(key, "en")
        await room.set(revealed={})
        assert shown.reply(key, "en") is None

    monkeypatch.setattr(feed, "parts_of", slow)
    in_room(tmp_path, does)


# ---- The folder ----


@pytest.fixture
def started(tmp_path, monkeypatch, capsys):
    """What starting a server in a folder says on standard error. It must not come up."""
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "index.html").touch()
    monkeypatch.setattr(start, "book_folder", lambda: tmp_path / "html")

    def started(data):
        assert start.run(data, 0, False) == 1
        return capsys.readouterr().err

    return started


def test_a_workshop_has_one_server(tmp_path, started):
    """Two would not know each other's people, and the last one's word would be the only one kept."""
    in_use = store.hold(tmp_path)
    assert "open already" in started(tmp_path)
    with pytest.raises(store.InUse):
        wipe(tmp_path, [], everybody=True)
    in_use.close()
    store.hold(tmp_path).close()


@pytest.mark.parametrize("content", ["no database, or half of one" * 99, None])
def test_a_file_that_cannot_be_used_is_said_in_one_line(tmp_path, started, content):
    if content is None:  # of a version that kept something else
        with sqlite3.connect(tmp_path / store.FILE) as older:
            older.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, nickname TEXT)")
        older.close()
    else:
        (tmp_path / store.FILE).write_text(content)
    said = started(tmp_path)
    assert str(tmp_path) in said and said.count("\n") == 1


def test_a_browser_is_another_s_in_another_workshop(tmp_path):
    """Else it would hold for kept here what another laptop, or another folder, has."""

    async def does(room):
        if not room.by_id:
            await room.join("Amina", "", "en")
        told = []
        socket = type("Noting", (), {"tell": lambda self, message: told.append(message)})()
        await phones._heard(room, room.by_id[1], socket, {"type": "hello"})
        return told[0]["me"]["id"]

    first, again, other = (in_room(tmp_path / name, does) for name in ("one", "one", "other"))
    assert first == again != other


def test_no_export_without_a_book_and_none_that_ends_in_a_traceback(tmp_path):
    """Without the released notebooks nobody would have handed in anything, and no word of it."""
    in_room(tmp_path / "data", lambda room: room.join("Amina", "", "en"))
    said = []
    for book in (None, "notebooks"):
        folder = tmp_path / "book" / "_exercises" / "notebooks"
        if book:
            folder.mkdir(parents=True)
            (folder / "1-x.ipynb").write_text('{"metadata": {"localsdg": {}}, "cells": []}')
        (tmp_path / "out").mkdir(exist_ok=True)
        (tmp_path / "out" / "report.html").mkdir(exist_ok=True)  # something stands where a file is to be
        with pytest.raises(export.Failed) as failed:
            export.export(tmp_path / "data", tmp_path / "out", tmp_path / "book")
        said.append(str(failed.value))
    assert "make build" in said[0] and "report.html" in said[1]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\n=1", "＝1+1", "＠x"])
def test_no_cell_is_a_formula(text):
    assert export._plain(text) == f"'{text}"


def test_a_clock_that_is_set_back_takes_nobody_s_time(tmp_path, monkeypatch):
    now = iter(
        [1000.0, 1000.0, 1600.0, 5000.0, 400.0]
    )  # joined; came, went: ten minutes; came, set back, went

    async def does(room):
        monkeypatch.setattr(people, "now", lambda: next(now))
        person = room.person(await room.join("Amina", "", "en"))
        for _ in range(2):
            await room.came(person, "a socket")
            await room.went(person, "a socket")
        return export.attendance(room)[0]["minutes"]

    assert in_room(tmp_path, does) == 10
