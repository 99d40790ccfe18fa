"""A workshop's server as a process: work arrives and survives, and nobody can do what is not theirs."""

import json
import threading
import time

import httpx
import own_loop
import pytest
import workshop_server
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from localsdg_workshop.checker import Checker

CHECK = "check-why-report"
MARKUP = '<img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def course_folder(tmp_path_factory):
    return workshop_server.course_with_book(tmp_path_factory.mktemp("workshop-course"))


@pytest.fixture(scope="module")
def workshop(course_folder, tmp_path_factory):
    with workshop_server.running(tmp_path_factory.mktemp("workshop-data"), course_folder) as workshop:
        yield workshop


def test_an_answer_reaches_the_board_and_a_new_browser(workshop):
    phone = workshop.join("Amina", team="Table 1").open()
    board, _ = workshop.board()
    board.tell(do="watch", key=f"localsdg:{CHECK}")
    board.hear("watching")
    assert phone.answer(CHECK, {"answers": {"purpose": "steer"}})["type"] == "done"
    card = board.hear("view")["cards"][0]
    assert (card["name"], card["team"]) == ("Amina", "Table 1")
    phone.line.tell(type="at", page="/x.html", exercise=CHECK)
    row = board.hear("people", where=lambda told: told["people"][-1]["exercise"] == CHECK)["people"][-1]
    assert (row["name"], row["here"]) == ("Amina", True)
    phone.line.close()
    phone.open(keys=["localsdg-order"])  # all else was lost
    assert json.loads(phone.welcome["values"][f"localsdg:{CHECK}"]) == {"answers": {"purpose": "steer"}}


def test_the_laptop_checks_as_the_page_does(workshop):
    client = workshop.join("Checked").client()
    asked = {"slug": CHECK, "language": "en", "answer": '{"answers": {}}', "first": "null"}
    found = client.post("/workshop/check", json=asked).json()
    assert found["score"] == 0 and found["points"] > 0 and found["records"][0]["state"] == "unmet"
    assert client.post("/workshop/check", json={**asked, "slug": "../x"}).status_code == 400
    assert workshop.client().post("/workshop/check", json=asked).status_code == 403


def test_papers_are_the_trainer_s(workshop):
    phone = workshop.join("On paper").open()
    _, trainer = workshop.board()
    for name in ("attendance", "certificates"):
        assert "On paper" in trainer.get(f"/workshop/paper/{name}").text
        for other in (phone.client(), workshop.client()):
            assert other.get(f"/workshop/paper/{name}").status_code == 403
    assert trainer.get("/workshop/paper/report").status_code == 403


def test_a_book_that_is_built_anew_is_checked_as_it_is_now(tmp_path):
    book = workshop_server.course_with_book(tmp_path) / "_build" / "html"
    checks = book / "_exercises" / "checks" / f"{CHECK}.json"

    async def points():
        checker, found = Checker(book), []
        for times in (1, 2):
            known = json.loads(checks.read_text(encoding="utf-8"))
            known["points"] = [[name, times * worth] for name, worth in known["points"]]
            checks.write_text(json.dumps(known), encoding="utf-8")
            found.append(json.loads(await checker.check("en", CHECK, '{"answers": {}}', "null"))["points"])
        await checker.stop()
        return found

    before, after = own_loop.run(points())
    assert after == 2 * before > 0


def test_held_answers_are_not_changed_until_they_are_let_go(workshop):
    phone = workshop.join("Held").open()
    board, _ = workshop.board()
    key = "localsdg:check-local-review"
    board.tell(do="hold", key=key, on=True)
    phone.line.hear("stage", where=lambda told: key in told["held"])
    assert phone.keep(**{key: "1"})["why"] == "kept_held"
    board.tell(do="hold", key=key, on=False)
    phone.line.hear("stage", where=lambda told: not told["held"])
    assert phone.keep(**{key: "1"})["type"] == "done"


def test_everybody_hears_what_the_trainer_sets(workshop):
    phone = workshop.join("Sent").open()
    board, _ = workshop.board()
    board.tell(do="poll", line="Ready? | yes | no")
    told = phone.line.hear("stage", where=lambda told: told["asked"])
    assert told["asked"] == {"question": "Ready?", "options": ["yes", "no"]}
    key = f"lsdg-poll:{told['send']['poll']}"
    assert phone.keep(**{key: "1"})["type"] == "done"
    bars = board.hear("view", where=lambda view: view["key"] == key and view.get("parts"))["parts"][0]["rows"]
    assert [row["count"] for row in bars] == [0, 1]
    board.tell(do="timer", seconds=60)
    assert phone.line.hear("stage", where=lambda told: told["timer"])["timer"]["length"] == 60
    board.tell(do="send", type="page", page="//evil.example/", exercise=MARKUP)
    assert phone.line.hear("stage", where=lambda told: told["send"]["type"] == "page")["send"]["page"] == "/"
    phone.line.tell(type="ask", id=1, text=MARKUP, named=False)
    asked = board.hear("stage", where=lambda told: told["questions"])["questions"][-1]
    assert (asked["text"], asked["who"]) == (MARKUP, "")


# ---- What nobody can do ----


def test_nobody_reads_others_answers_before_they_are_revealed(workshop):
    writer, reader = workshop.join("Writer").open(), workshop.join("Reader").open()
    writer.answer("advocacy-story", {"text": "a secret of mine"})
    board, trainer = workshop.board()
    client, key = reader.client(), "localsdg:advocacy-story"
    places = ["/workshop/catalog.json", "/workshop/board", "/workshop/screen"]
    assert [client.get(place).status_code for place in places] == [403] * 3
    assert client.get("/workshop/revealed", params={"key": key}).status_code == 403
    assert trainer.get("/workshop/revealed", params={"key": key}).status_code == 403
    board.tell(do="reveal", key=key, how="anonymous")
    told = reader.line.hear("stage", where=lambda told: key in told["revealed"])
    assert "secret" not in json.dumps(told)
    shown = client.get("/workshop/revealed", params={"key": key}).text
    assert "a secret of mine" in shown and "Writer" not in shown
    assert workshop.client().get("/workshop/revealed", params={"key": key}).status_code == 403
    board.tell(do="reveal", key=key, how="")
    reader.line.hear("stage", where=lambda told: key not in told["revealed"])
    assert client.get("/workshop/revealed", params={"key": key}).status_code == 403


def test_nobody_is_another_or_a_trainer(workshop):
    phone = workshop.join("Myself").open()
    phone.line.tell(type="keep", id=1, person=1, values={"localsdg:x": '"mine"'}, name="Amina")
    phone.line.hear("done")
    phone.line.tell(do="reveal", key=f"localsdg:{CHECK}", how="named")  # no order of a participant is heard
    phone.line.tell(do="tested", on=False)
    phone.keep(**{"localsdg-order": "1"})
    phone.line.close()
    phone.open()
    stage = phone.line.hear("stage")
    assert stage["is_tested"] and f"localsdg:{CHECK}" not in stage["revealed"]
    for cookies in (phone.cookies, {}, {f"localsdg-{workshop.port}": "guess"}, {"localsdg-person": "guess"}):
        line = workshop_server.Line(workshop, "/workshop/feed", cookies)
        with pytest.raises(ConnectionClosed):
            line.hear("stage")
    line = workshop_server.Line(workshop, "/workshop/phone", {"localsdg-person": "guess"})
    with pytest.raises(ConnectionClosed) as closed:
        line.hear("welcome")
    assert closed.value.rcvd.code == 4401
    assert workshop.client().get("/workshop/board?key=guess").status_code == 403


def test_a_page_of_another_site_is_not_heard(workshop):
    phone = workshop.join("Visitor")
    with pytest.raises(InvalidStatus):
        workshop_server.Line(workshop, "/workshop/phone", phone.cookies, origin="http://evil.example")
    client = phone.client()
    evil = {"origin": "http://evil.example"}
    assert client.post("/workshop/join", json={}, headers=evil).status_code == 403
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/workshop/board", headers={"host": f"evil.example:{workshop.port}"}).status_code == 421


def test_joining_needs_the_code_and_leaves_no_token_in_addresses(workshop):
    client = workshop.client()
    assert client.get("/").headers["location"] == "/workshop/"
    wrong = {"code": "000000", "name": "x"}
    assert client.post("/workshop/join", json=wrong).status_code == 403
    reply = client.post("/workshop/join", json={"code": workshop.code, "name": "Fine"})
    cookie = reply.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    token = client.cookies["localsdg-person"]
    assert token not in reply.text and token not in client.get(reply.json()["to"]).text
    page = client.get("/")
    assert page.status_code == 200 and "phone.js" in page.text and "start.js" not in page.text
    assert client.get("/sw.js").status_code == 404
    redirected = workshop.client().get(workshop.key.removeprefix(workshop.address))
    assert redirected.headers["location"] == "/workshop/board"
    loaded = [
        "",
        *(f"static/{name}" for name in ("own.css", "base.css", "tokens.css", "draw.css", "join.js")),
    ]
    sizes = [int(client.get(f"/workshop/{name}?again").headers["content-length"]) for name in loaded]
    assert sum(sizes) < 100_000


def test_nobody_finds_the_code_by_trying(workshop):
    """After some wrong ones all of that address are refused, the right one too; no page tells it."""
    guesser = workshop.client(transport=httpx.HTTPTransport(local_address="127.0.0.2"))
    other = str((int(workshop.code) - 99_999) % 900_000 + 100_000)
    assert all(code in guesser.get(f"/j/{code}").text for code in (workshop.code, other))
    told = [guesser.post("/workshop/join", json={"code": other, "name": "x"}) for _ in range(35)]
    assert told[0].json()["problem"].startswith("This is not")
    assert told[-1].json()["problem"].startswith("Too many")
    right = guesser.post("/workshop/join", json={"code": workshop.code, "name": "x"})
    assert right.status_code == 429 and "set-cookie" not in right.headers
    assert workshop.join("From another address")


def test_the_trainer_reads_the_book_without_joining(workshop):
    _, trainer = workshop.board()
    page = trainer.get("/")
    assert page.status_code == 200 and "phone.js" not in page.text and "start.js" not in page.text
    slides = [
        one["slides"] for module in trainer.get("/workshop/catalog.json").json() for one in module["lessons"]
    ]
    assert "/_slides/3-monitoring-reporting/reporting-roadmap.html" in slides


def test_markup_stays_text(workshop):
    phone = workshop.join(MARKUP, team=MARKUP).open()
    phone.answer("advocacy-story", {"text": MARKUP})
    _, trainer = workshop.board()
    for place in ("/workshop/board", "/workshop/screen", f"/j/{workshop.code}", "/j/<b>"):
        page = trainer.get(place)
        assert MARKUP not in page.text and "<b>" not in page.text
        assert "script-src" not in page.headers.get("content-security-policy", "")
        assert page.headers["content-security-policy"].startswith("default-src 'self';")
        assert page.headers["x-content-type-options"] == "nosniff"


def test_a_flood_of_one_does_not_slow_the_others(workshop):
    flooder, quiet = workshop.join("Flooder").open(), workshop.join("Quiet").open()
    stop = threading.Event()

    def flood():
        number = 0
        try:
            while not stop.is_set():
                number += 1
                flooder.line.tell(type="keep", id=number, values={"localsdg:x": "a" * 60000})
        except (ConnectionClosed, OSError):
            pass

    thread = threading.Thread(target=flood, daemon=True)
    thread.start()
    try:
        took = []
        for number in range(10):
            begun = time.monotonic()
            assert quiet.keep(**{"localsdg:x": str(number)})["type"] == "done"
            took.append(time.monotonic() - begun)
        assert sorted(took)[5] < 1, took
    finally:
        stop.set()
        flooder.line.socket.socket.close()
        thread.join(10)


def test_what_is_too_large_is_not_taken(workshop):
    phone = workshop.join("Large").open()
    assert phone.keep(**{"localsdg:x": "a" * 70000})["why"] == "kept_large"
    phone.line.socket.send("[" * 150000)
    with pytest.raises(ConnectionClosed):
        phone.keep(**{"localsdg:x": "1"})
    phone.open()
    with pytest.raises(ConnectionClosed):
        phone.line.socket.send("a" * 1_000_000)
        phone.line.hear("done")
    body = b"a" * 1_000_000
    assert phone.client().post("/workshop/join", content=body).status_code == 413


# ---- What survives ----


def test_killed_ten_times_nothing_is_lost_and_nobody_joins_again(course_folder, tmp_path):
    """``kill -9`` in the middle of answers: what was acknowledged is there, tokens still count."""
    with workshop_server.running(tmp_path, course_folder) as workshop:
        phones = [workshop.join(f"Person {number}") for number in range(8)]
        board_key, code, acknowledged = workshop.key, workshop.code, {}
        for round_ in range(10):
            threads = [threading.Thread(target=work, args=(phone, round_, acknowledged)) for phone in phones]
            for thread in threads:
                thread.start()
            time.sleep(0.3)
            workshop.kill()
            for thread in threads:
                thread.join(20)
            workshop.start()
            assert (workshop.key, workshop.code) == (board_key, code)
        assert len(acknowledged) > 40
        for phone in phones:
            phone.open()
            kept = phone.welcome["values"]
            mine = {key: text for (token, key), text in acknowledged.items() if token == phone.token}
            assert {key: kept.get(key) for key in mine} == mine


def work(phone, round_, acknowledged):
    """Answer until the line is gone; each answer has a key of its own."""
    try:
        phone.open()
        for number in range(30):
            key = f"localsdg:x{round_}-{number}"
            if phone.keep(**{key: str(number)})["type"] == "done":
                acknowledged[phone.token, key] = str(number)
    except (WebSocketException, OSError):
        pass
