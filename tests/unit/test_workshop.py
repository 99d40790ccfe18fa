"""The workshop's small parts: what is let in, what is kept, who is who, polls from a line."""

import asyncio
import json
import sqlite3

import pytest

from localsdg_workshop import allowance, book, guard, people, phones, sockets, start, store, words
from localsdg_workshop.board import catalog, orders
from localsdg_workshop.join.code import is_code, new_code
from localsdg_workshop.room import Refused, Room, parsed
from localsdg_workshop.wipe import wipe


def scope(kind="http", method="GET", server="192.168.1.5", **headers):
    found = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": kind, "method": method, "server": (server, 8500), "headers": found}


@pytest.mark.parametrize(
    "asked, status",
    [
        (scope(host="192.168.1.5:8500"), None),
        (scope(server="127.0.0.1", host="localhost:8500"), None),
        (scope(host="evil.example:8500"), 421),
        (scope(host="localhost:8500"), 421),
        (scope(host="192.168.1.6:8500"), 421),
        (scope(), 421),
        (scope("websocket", host="192.168.1.5:8500", origin="http://192.168.1.5:8500"), None),
        (scope("websocket", host="192.168.1.5:8500", origin="http://evil.example"), 403),
        (scope("websocket", host="192.168.1.5:8500"), 403),
        (scope(method="POST", host="192.168.1.5:8500"), 403),
        (scope(method="POST", host="192.168.1.5:8500", origin="null"), 403),
        (scope(method="POST", host="192.168.1.5", origin="http://192.168.1.5", content_length="9"), None),
        (scope(method="POST", host="192.168.1.5", origin="http://192.168.1.5", content_length="999999"), 413),
        (
            scope(
                method="POST", host="192.168.1.5", origin="http://192.168.1.5", transfer_encoding="chunked"
            ),
            413,
        ),
    ],
)
def test_only_our_own_pages_are_heard(asked, status):
    assert guard.refusal(asked) == status


@pytest.mark.parametrize(
    "key", ["localsdg:reporting-roadmap", "localsdg-order", "localsdg-notes:3-m/local-review", "lsdg-poll:p1"]
)
def test_what_the_pages_keep_is_kept(key):
    assert allowance.is_key(key)


@pytest.mark.parametrize(
    "key", ["", "other", "localsdg:../x", "localsdg:" + "a" * 200, "lsdg-workshop", 3, None]
)
def test_nothing_else_is(key):
    assert not allowance.is_key(key)


def test_a_bucket_fills_again():
    now = [0.0]
    bucket = allowance.Bucket(2, 1, lambda: now[0])
    assert [bucket.takes(), bucket.takes(), bucket.takes()] == [True, True, False]
    now[0] = 1.0
    assert [bucket.takes(), bucket.takes()] == [True, False]


def test_a_name_is_one_line_that_can_be_seen():
    assert people.clean(" A\nmi\u202ena\u200b  Bello ") == "A mina Bello".replace("A mi", "Ami")
    assert people.clean(3) == "" and len(people.clean("x" * 500)) == allowance.NAME


def test_a_code_is_six_digits_however_it_is_typed():
    code = new_code()
    assert len(code) == 6 and code.isdigit()
    assert is_code(f" {code[:3]} {code[3:]}", code)
    assert not any(is_code(typed, code) for typed in ("", None, 5, code[:5], "ü", "\ud800"))


@pytest.mark.parametrize(
    "line, found",
    [
        ("Ready?", {"question": "Ready?", "options": []}),
        (" Ready? | yes |no| ", {"question": "Ready?", "options": ["yes", "no"]}),
        ("| yes", None),
        ("", None),
        (5, None),
    ],
)
def test_a_poll_is_one_line(line, found):
    assert orders.poll_of(line) == found


def test_lessons_bring_their_opening_questions():
    text = "# T\n\n```{recall}\nWhat is *it*?\n: This.\n\nAnd {term}`that`?\n: No.\n```\n"
    assert catalog.opening_questions(text) == ["What is it?", "And that?"]
    lessons = [lesson for module in catalog.catalog() for lesson in module["lessons"]]
    assert len(lessons) > 30 and sum(len(lesson["questions"]) >= 2 for lesson in lessons) > 30
    assert {"/modules/3-monitoring-reporting/reporting-roadmap/en.html"} <= {one["page"] for one in lessons}


def test_the_language_is_the_browser_s():
    assert [words.spoken(asked) for asked in ("zh-CN,zh;q=0.9", "de,fr", "", "en-GB", "x" * 9999)] == [
        "zh-Hans",
        "en",
        "en",
        "en",
        "en",
    ]


def test_a_page_gets_the_room_s_script_and_no_service_worker():
    page = b"<head><meta content=\"default-src 'self'; x\">"
    page += b'<script type="module" src="../_offline/start.js" fetchpriority="low"></script></head>'
    made = book.with_script(page, "192.168.1.5:8500").decode()
    assert "connect-src 'self' ws://192.168.1.5:8500;" in made and "/workshop/static/phone.js" in made
    assert "_offline/start.js" not in made


@pytest.mark.parametrize("path", ["/../secret", "/..%2f", "/sw.js", "/zh/sw.js", "/a\0b", "/" + "a" * 5000])
def test_only_the_book_s_files_are_found(path, tmp_path):
    (tmp_path / "secret").write_text("x")
    (tmp_path / "book").mkdir()
    assert book.Book(tmp_path / "book").find(path) is None


@pytest.mark.parametrize(
    "text, found",
    [
        ('{"a": "\\ud800b"}', {"a": "?b"}),
        ('"\\uDE00"', "?"),
        ('"\\ud83d\\ude00"', "\U0001f600"),
        ('"\\\\ud800"', "\\ud800"),
        ("[NaN]", [None]),
        ("{", None),
        ("[" * 60000, None),
    ],
)
def test_what_is_read_can_be_written_again(text, found):
    assert parsed(text) == found
    json.dumps(parsed(text), ensure_ascii=False).encode()


# ---- The room ----


def in_room(folder, does):
    """Run ``does(room)`` (a coroutine function) in the workshop of a folder."""

    async def run():
        kept = store.Store(folder)
        try:
            return await does(Room(kept))
        finally:
            kept.close()

    return asyncio.run(run())


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

    close = accept

    async def send_text(self, text):
        await asyncio.Event().wait()

    receive = asyncio.Event().wait


def test_a_stalled_phone_does_not_fill_the_memory(tmp_path):
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

    assert in_room(tmp_path, does) is None


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


def test_wiping_leaves_no_trace_of_one_and_all_of_the_other(tmp_path):
    async def does(room):
        for name in ("Amina", "Boris"):
            person = room.person(await room.join(name, "", "en"))
            await room.keep(person, {"localsdg:x": json.dumps(f"written by {name}")})
            await room.ask(person, f"{name} asks", True)
        await room.set(walls={"localsdg:x": {"hidden": ["Amina/text"], "groups": {"Amina/text": "g"}}})

    in_room(tmp_path, does)
    assert wipe(tmp_path, ["amina", "Nobody"]) == (1, ["Nobody"])
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Amina" not in left and b"written by Boris" in left
    assert wipe(tmp_path, [], everybody=True) == (1, [])
    assert b"Boris" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


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
