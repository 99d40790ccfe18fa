"""A closer look at the desk: one learner with what can be done for them, one exercise with its answers."""

import pytest
from desk_page import Page

from autograder.desk.look import exercise
from autograder.store.ledger import auditing
from autograder.store.results import current

from .conftest import CHOICE, HALF, NAME, RIGHT, STORY, TEXT, grade_all, scores

EVIL = "<img src=x onerror=alert(1)>"
HERE = {"learner": "amina", "assignment": NAME}


@pytest.fixture
def page(maker, hand_in, folder):
    for name, answer, text in (("amina", HALF, STORY), ("boris", RIGHT, EVIL), ("chidi", HALF, "")):
        source = hand_in(name, maker.by_page({CHOICE: answer}, text=text))
    grade_all([source], folder)
    return Page(folder.root).enter()


def outcome(page, learner="amina"):
    return next(one for one, _ in current(page.desk.folder, learner))


def history(page):
    return "\n".join(auditing.lines(page.desk.folder, "amina"))


def test_one_learner_with_all_answers_and_the_history(page):
    shown = page.client.get("/learner", params={"learner": "amina"}).text
    assert "Our town counted its wells." in shown and "A short story" in shown and "a new hand-in" in shown
    hostile = page.client.get("/learner", params={"learner": "boris"}).text
    assert EVIL not in hostile and "&lt;img src=x onerror=alert(1)&gt;" in hostile
    assert EVIL not in page.client.get("/learner", params={"learner": EVIL}).text


def test_points_with_a_reason_are_those_of_the_command(page):
    told = {**HERE, "exercise": CHOICE, "points": "2,5", "why": "Seen on paper"}
    page.client.post("/read/reader", json={"name": "Kofi"})
    assert page.client.post("/learner/override", json=told).json() == {}
    assert scores(outcome(page))[CHOICE] == 2.5
    assert "Kofi (" in history(page) and "by the desk): Seen on paper" in history(page)
    for wrong in ({"points": "many"}, {"why": " "}, {"points": "99"}, {"exercise": "none"}):
        refused = page.client.post("/learner/override", json={**told, **wrong})
        assert refused.status_code in (400, 409) and refused.json()["problem"], wrong
    assert page.client.post("/learner/override", json={**told, "learner": "dalia"}).json() == {}
    assert scores(outcome(page, "dalia"))[CHOICE] == 2.5  # work on paper, as by the command
    assert auditing.audit(page.desk.folder).problems == []


def test_an_exercise_is_read_once_for_as_long_as_nothing_changes(page, monkeypatch):
    read, shown = [], exercise.shown
    monkeypatch.setattr(exercise, "shown", lambda *asked: read.append(asked[3]) or shown(*asked))
    asked = {"assignment": NAME, "exercise": CHOICE}
    pages = [page.client.get("/exercise", params=asked).text for _ in range(4)]
    assert len(read) <= 2 and len(set(pages)) == 1  # the first look at the gradebook may note what is new
    told = {**HERE, "exercise": CHOICE, "points": "0", "why": "Seen on paper"}
    assert page.client.post("/learner/override", json=told).json() == {}
    before = len(read)
    assert page.client.get("/exercise", params=asked).text != pages[0] and len(read) == before + 1


def test_who_is_excused_and_has_to_hand_in_after_all(page):
    assert page.client.post("/learner/excuse", json={**HERE, "why": "Was ill"}).json() == {}
    assert "Was ill" in page.client.get("/learner", params={"learner": "amina"}).text
    assert page.client.post("/learner/excuse", json=HERE).status_code == 400
    back = {**HERE, "why": "Is well", "take_back": "1"}
    assert page.client.post("/learner/excuse", json=back).json() == {}
    assert "Is well" in history(page) and auditing.audit(page.desk.folder).problems == []


def test_one_learner_is_graded_again(page):
    finished = page.desk.folder.submitted("amina", NAME)
    before = finished.read_bytes()
    assert page.client.post("/learner/regrade", json={"learner": "../amina"}).status_code == 409
    assert page.client.post("/learner/regrade", json={"learner": "amina"}).json() == {}
    run = page.wait()["run"]
    assert (run["end"], run["done"], run["problem"]) == ("ended", 1, "")
    assert finished.read_bytes() == before and scores(outcome(page))[TEXT] is None


def test_one_exercise_over_the_class(page):
    asked = {"assignment": NAME, "exercise": CHOICE}
    shown = page.client.get("/exercise", params=asked).text
    assert "graded: 3" in shown and shown.count('<a href="/learner?learner=') == 2  # behind the one mistake
    assert "chidi" in shown and "boris" not in shown
    assert CHOICE in page.client.get("/exercise").text
    text = page.client.get("/exercise", params={**asked, "exercise": TEXT}).text
    assert "waits for a reader: 2" in text and "/read" in text and EVIL not in text
    assert page.client.get("/exercise", params={**asked, "exercise": EVIL}).status_code == 200


def test_nobody_else_looks(page):
    stranger = Page(page.desk.folder.root)
    for place in ("/learner", "/exercise", "/read"):
        assert stranger.client.get(place, params=HERE).status_code == 403
    for place in ("override", "excuse", "regrade"):
        assert stranger.client.post(f"/learner/{place}", json=HERE).status_code == 403
        evil = {"origin": "http://evil.example"}
        assert page.client.post(f"/learner/{place}", headers=evil, json=HERE).status_code == 403
