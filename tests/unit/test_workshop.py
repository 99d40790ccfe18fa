"""The workshop's small parts: what is let in, what is read, who is who, polls from a line."""

import json

import pytest

from localsdg_web import guard
from localsdg_workshop import allowance, book, people, words
from localsdg_workshop.board import catalog, orders
from localsdg_workshop.join.code import is_code, new_code
from localsdg_workshop.room import parsed


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
    assert guard.refusal(asked, allowance.MESSAGE) == status


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
        ("[" * 40 + "]" * 40 + " ", json.loads("[" * 40 + "]" * 40)),
        (
            '{"a":' * 900 + "1" + "}" * 900,
            None,
        ),  # it could be read here, and not be written inside a notebook
    ],
)
def test_what_is_read_can_be_written_again(text, found):
    assert parsed(text) == found
    json.dumps(parsed(text), ensure_ascii=False).encode()
