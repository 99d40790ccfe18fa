"""What servers on this computer share: names, the secret and its cookie, limits, look."""

from http.cookies import SimpleCookie

import jinja2
import pytest

from localsdg_web import hosts, limits, look
from localsdg_web.secret import Secret


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "LocalHost:1", "localhost", "[::1]", "[::1]:80"]
)
def test_our_own_names_are_answered(host):
    assert hosts.is_ours(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        ":8000",
        "evil.example",
        "127.0.0.1.evil.example:8000",
        "[::2]:80",
        "::1",
        "localhost:80:80",
        "localhost:80'",
        "localhost:8_0",
    ],
)
def test_other_names_are_not(host):
    assert not hosts.is_ours(host)


def test_a_server_for_a_room_has_more_names():
    assert hosts.is_ours("192.168.1.5:8000", {"192.168.1.5"})
    assert not hosts.is_ours("localhost", {"192.168.1.5"})


def test_the_advice_names_no_port_that_somebody_made_up():
    assert hosts.advice("evil.example:8000") == "421: open the book by the address http://127.0.0.1:8000\n"
    assert hosts.advice("evil.example:<b>") == "421: open the book by the address http://127.0.0.1:\n"


def cookies(header):
    return {name: morsel.value for name, morsel in SimpleCookie(header).items()}


def test_the_key_is_exchanged_for_a_cookie_that_admits():
    secret = Secret(8000)
    assert secret.path("/desk") == f"/desk?key={secret.key}"
    header = secret.exchange(secret.key)
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(header.split("; "))
    assert secret.admits(cookies(header))
    assert secret.key not in header  # and so what is in the cookie opens no address


@pytest.mark.parametrize("key", [None, "", "wrong", "ü", "\0"])
def test_a_wrong_key_gets_no_cookie(key):
    assert Secret(8000).exchange(key) is None


def test_no_other_cookie_admits():
    secret, other = Secret(8000), Secret(8001)
    assert not secret.admits({})
    assert not secret.admits({secret.cookie_name: ""})
    assert not secret.admits({secret.cookie_name: secret.key})
    assert not secret.admits(cookies(other.exchange(other.key)))
    assert not secret.admits({secret.cookie_name: cookies(other.exchange(other.key))[other.cookie_name]})


def test_a_sender_may_ask_so_often_and_no_more():
    now = [0.0]
    rate = limits.Rate(2, seconds=10, clock=lambda: now[0])
    assert [rate.allows("a"), rate.allows("a"), rate.allows("a"), rate.allows("b")] == [
        True,
        True,
        False,
        True,
    ]
    now[0] = 9.99
    assert not rate.allows("a")
    now[0] = 10.0
    assert rate.allows("a")
    now[0] = 100.0
    assert rate.allows("c")
    assert list(rate._asked) == ["c"]  # who has gone is forgotten


def test_the_look_is_the_book_s_on_light_and_dark_screens():
    css = look.tokens()
    assert css.count("--lsdg-paper:") >= 2 and "prefers-color-scheme: dark" in css


def test_templates_escape_and_leave_no_gap(tmp_path):
    (tmp_path / "page.html.j2").write_text("<p>{{ name }}</p>")
    page = look.templates(tmp_path).get_template("page.html.j2")
    assert page.render(name="<b>") == "<p>&lt;b&gt;</p>"
    with pytest.raises(jinja2.UndefinedError):
        page.render()
