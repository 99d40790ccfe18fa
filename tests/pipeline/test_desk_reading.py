"""Texts read at the desk: written where formgrader writes, nothing in silence, taken back, read twice."""

import random
import signal
import subprocess
import sys

import pytest
import reading_process
from desk_page import Page
from soak import many
from sqlalchemy import delete, update

from autograder.desk.reading import readers, showing, writing
from autograder.desk.reading.texts import CHANGED, DIFFER, ELSEWHERE, READ, SECOND, UNREAD, Texts
from autograder.reports import export
from autograder.store import nbgrader_book
from autograder.store.ledger import auditing, changing
from autograder.store.ledger.opening import opened
from autograder.store.ledger.tables import reading, schema
from autograder.store.results import current

from .conftest import CHOICE, HALF, NAME, STORY, TEXT, by_hand, grade_all, scores

GOOD, WEAK = {"clear": "good"}, {"clear": "weak"}
PLACE = ("amina", NAME, TEXT)


class Read:
    """A course folder in which texts are read without a page."""

    def __init__(self, folder):
        self.folder, self.texts = folder, Texts(folder)

    def seen(self, reader="Kofi", place=PLACE):
        return showing.text(self.texts, place, reader, "en", "")

    def write(self, levels, comment="", reader="Kofi", seen=None, **more):
        shown = seen or self.seen(reader)
        told = writing.Told(reader, shown["seen"], levels, comment, **more)
        rubric = showing.rubric(self.texts.exercise(PLACE))
        return writing.save(self.folder, PLACE, rubric, told)

    def undo(self, written, reader="Kofi"):
        return writing.undo(self.folder, PLACE, written.standing.mark, reader, written.before)

    def states(self, reader="Kofi"):
        return {item.place[0]: item.state for item in self.texts.all(reader)}

    def gradebook(self):
        """``(points, whether a person is asked, comment)`` as nbgrader itself reads them."""
        with nbgrader_book.opened(self.folder.url) as book:
            grade = book.find_grade(TEXT, NAME, NAME, "amina")
            comment = book.find_comment(TEXT, NAME, NAME, "amina").comment
            return grade.manual_score, grade.needs_manual_grade, comment


@pytest.fixture
def read(maker, hand_in, folder):
    for name, text in (("amina", STORY), ("boris", "Another one."), ("chidi", "")):
        source = hand_in(name, maker.by_page({CHOICE: HALF}, text=text))
    grade_all([source], folder)
    return Read(folder)


def lines(folder):
    return [line for line in auditing.lines(folder, "amina") if TEXT in line.split("  (")[0]]


def test_what_is_read_is_what_nbgrader_and_the_export_show(read):
    assert read.states() == {"amina": UNREAD, "boris": UNREAD}  # of no words there is nothing to read
    read.write(GOOD, "Well done.")
    assert read.gradebook() == (4, False, "Well done.")
    outcome = next(one for one, _ in current(read.folder, "amina"))
    assert scores(outcome)[TEXT] == 4 and outcome.status == "graded"
    assert f"amina,{NAME}" in export.of_course(read.folder, "csv").data.decode()
    (line,) = [one for one in lines(read.folder) if "Kofi" in one]
    assert "→ 4, comment: Well done." in line and "read with the rubric: clear good" in line
    assert read.states() == {"amina": READ, "boris": UNREAD} and read.states("Ama")["amina"] == SECOND
    assert auditing.audit(read.folder).problems == []


def test_a_reading_without_all_levels_gives_no_points_and_is_kept(read):
    read.write({}, "Half a comment")
    assert read.gradebook() == (None, True, None)
    assert read.seen()["mine"] == {"levels": {}, "comment": "Half a comment"}
    read.write({}, "")
    assert read.seen()["mine"] is None and not [one for one in lines(read.folder) if "Kofi" in one]
    for levels in ({"clear": "other"}, {"row": "good"}):
        with pytest.raises(writing.Unusable):
            read.write(levels)


def test_what_formgrader_gave_meanwhile_is_told_and_not_overwritten(read):
    shown = read.seen()
    by_hand(read.folder, "amina", 3, "By hand.")
    with pytest.raises(writing.Changed):
        read.write(GOOD, seen=shown)
    assert read.gradebook() == (3, False, "By hand.")
    now = read.seen()
    assert (now["state"], now["given"]["points"], now["given"]["comment"]) == (ELSEWHERE, 3, "By hand.")
    read.write(GOOD, seen=now)  # on purpose
    by_hand(read.folder, "amina", 1)  # and formgrader's later change counts
    assert read.gradebook()[0] == 1 and read.states()["amina"] == ELSEWHERE
    told = [line.split("  (")[1].partition(":")[0] for line in lines(read.folder)]
    assert told[-3:-1] == ["a person, in formgrader", told[-2]] and "Kofi" in told[-2]
    assert "formgrader" in told[-1] and auditing.audit(read.folder).problems == []


def test_an_override_and_the_text_of_later_are_told_too(read, maker, hand_in):
    read.write(GOOD)
    shown = read.seen()
    changing.override(read.folder, "amina", TEXT, 2, "ops", "Seen on paper")
    with pytest.raises(writing.Changed):
        read.write(WEAK, seen=shown)
    read.write(GOOD)
    grade_all([hand_in("amina", maker.by_page({CHOICE: HALF}, text="Written anew."))], read.folder)
    assert read.seen()["state"] == CHANGED and read.seen()["mine"] is None
    read.write(WEAK)
    assert read.gradebook()[:2] == (0, False)
    grade_all([hand_in("amina", maker.by_page({CHOICE: HALF}, text=STORY))], read.folder)
    assert read.gradebook()[:2] == (4, False)  # the points of the text that came back
    assert auditing.audit(read.folder).problems == []


def test_undo_goes_back_step_by_step_to_where_it_began(read):
    by_hand(read.folder, "amina", 3, "By hand.")
    first = read.write(GOOD, "Mine.")
    second = read.write(WEAK, "Mine too.")
    assert read.gradebook() == (0, False, "Mine too.")
    read.undo(second)
    assert read.gradebook() == (4, False, "Mine.") and read.seen()["mine"]["levels"] == GOOD
    with pytest.raises(writing.Changed):
        read.undo(second)
    read.undo(writing.Written(_standing(read), first.before))
    assert read.gradebook() == (3, False, "By hand.") and read.seen()["mine"] is None
    assert auditing.audit(read.folder).problems == []


def _standing(read):
    class Now:
        mark = read.seen()["seen"]

    return Now


def test_points_that_are_taken_back_ask_for_a_reader_again(read):
    read.undo(read.write(GOOD, "Mine."))
    assert read.gradebook() == (None, True, None) and read.states()["amina"] == UNREAD
    outcome = next(one for one, _ in current(read.folder, "amina"))
    assert outcome.status == "needs_human" and auditing.audit(read.folder).problems == []


def test_a_second_reader_reads_for_themselves_and_a_decision_counts(read):
    read.write(GOOD, "Well done.")
    blind = read.seen("Ama")
    assert (blind["state"], blind["readings"], blind["given"], blind["others"]) == (
        SECOND,
        [],
        None,
        ["Kofi"],
    )
    read.write(WEAK, "Hard to follow.", "Ama")
    assert read.gradebook() == (4, False, "Well done.")  # what counts has not changed
    both = read.seen("Ama")
    assert both["state"] == DIFFER and {one["reader"] for one in both["readings"]} == {"Kofi", "Ama"}
    assert read.states()["amina"] == DIFFER
    read.write(WEAK, "Agreed.", "Ama", kind="decision")
    assert read.gradebook() == (0, False, "Agreed.") and read.states()["amina"] == READ
    assert "decided between readings" in lines(read.folder)[-1] and "Ama" in lines(read.folder)[-1]
    read.write(GOOD, "Still.", "Kofi")  # a reading after the decision changes nothing
    assert read.gradebook() == (0, False, "Agreed.")
    changing.forget(read.folder, "amina", "ops")
    assert "amina" not in read.states() and auditing.audit(read.folder).problems == []


# ---- By the page ------------------------------------------------------------------------------


def test_the_history_covers_readings_that_do_not_count(read):
    """A second reading is a judgement as well: whoever changes it behind the desk's back is found out."""
    read.write(GOOD)
    read.write(WEAK, "I see it otherwise.", reader="Ama")
    assert auditing.audit(read.folder).problems == []
    assert any("reading by Ama: 0 (clear weak)" in line for line in lines(read.folder))
    with opened(read.folder) as database, database.writing() as connection:
        ama = reading.c.reader == "Ama"
        connection.execute(update(reading).where(ama).values(levels='{"clear": "good"}', points=4))
    (problem,) = auditing.audit(read.folder).problems
    assert "reading by Ama: the ledger says 4 (clear good), the history 0 (clear weak)" in problem
    with opened(read.folder) as database, database.writing() as connection:
        connection.execute(delete(reading).where(ama))
    (problem,) = auditing.audit(read.folder).problems
    assert "the ledger says no such reading" in problem


def test_readings_of_an_older_ledger_are_told_when_it_is_brought_up(read):
    read.write(GOOD)
    read.write(WEAK, reader="Ama")
    with opened(read.folder) as database, database.writing() as connection:
        connection.execute(update(schema).values(version=3))
        connection.execute(update(reading).where(reading.c.reader == "Ama").values(comment="Older."))
    assert auditing.audit(read.folder).problems == []
    assert any("reading by Ama" in line and "newer form" in line for line in lines(read.folder))


def test_the_page_reads_writes_and_says_what_changed(read):
    page = Page(read.folder.root)
    assert page.client.get("/read").status_code == 403
    assert {page.client.get(f"/read/{one}").status_code for one in ("list", "text", "alike", "bank")} == {403}
    page.enter()
    found = page.client.get("/read/list", params={"anonymous": "1"}).json()
    assert found["reader"] == "" and len(found["items"]) == 2 and "amina" not in str(found)
    items = page.client.get("/read/list", params={"order": "learner"}).json()["items"]
    asked = {"id": items[0]["id"]}
    hidden = page.client.get("/read/text", params={**asked, "anonymous": "1"}).text
    assert "amina" not in hidden and "wells" in hidden
    shown = page.client.get("/read/text", params=asked).json()
    told = {**asked, "seen": shown["seen"], "levels": GOOD, "comment": "{name}: {points} of {most}."}
    assert page.client.post("/read/save", json=told).status_code == 409  # nobody said who reads
    assert page.client.post("/read/reader", json={"name": " Kofi\n Mensah "}).json() == {
        "reader": "Kofi Mensah"
    }
    assert readers.name(read.folder) == "Kofi Mensah"
    written = page.client.post("/read/save", json=told).json()
    assert written["state"] == READ and read.gradebook() == (4, False, "amina: 4 of 4.")
    by_hand(read.folder, "amina", 1)
    refused = page.client.post("/read/save", json={**told, "seen": written["seen"]})
    assert refused.status_code == 409 and refused.json()["now"]["given"]["points"] == 1
    assert page.client.post("/read/save", json={**told, "levels": {"clear": 3}}).status_code == 400
    assert page.client.post("/read/save", json={**told, "id": "../amina"}).status_code == 409
    undone = page.client.post("/read/undo", json={**asked, "seen": written["seen"], "before": {"given": 1}})
    assert undone.status_code in (400, 409) and read.gradebook()[0] == 1
    for place in ("save", "undo", "reader", "bank"):
        evil = {"origin": "http://evil.example"}
        assert page.client.post(f"/read/{place}", headers=evil, json={}).status_code == 403
    chinese = {"accept-language": "zh-Hans"}
    assert "阅读文章" in page.client.get("/read", headers=chinese).text
    assert "阅读" in page.client.get("/read/words/zh-Hans.json").json()["read_title"]
    assert page.client.get("/words/zh-Hans.json").json()["remove"] == "移除"


# ---- Killed -----------------------------------------------------------------------------------

KILLS, TEXTS = many((3, 15), (20, 200))


@pytest.mark.soak
def test_no_point_is_lost_or_doubled_when_the_desk_is_killed(maker, hand_in, folder, small_course):
    for number in range(TEXTS):
        text = f"Story number {number} of the wells."
        source = hand_in(f"learner-{number:03}", maker.by_page({CHOICE: HALF}, text=text))
    grade_all([source], folder)
    chance, kills = random.Random(4), 0
    while True:
        command = [sys.executable, reading_process.__file__, str(folder.root)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline() == "ready\n"
        if kills < KILLS:
            try:
                process.wait(chance.uniform(0, 0.4))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                kills += 1
        code = process.wait(300)
        process.stdout.close()
        if code == 0:
            break
        assert code == -signal.SIGKILL
    for outcome, _ in current(folder):
        number = int(outcome.learner[-3:])
        assert scores(outcome)[TEXT] == (4 if number % 2 else 0)
        told = [line for line in auditing.lines(folder, outcome.learner) if reading_process.READER in line]
        assert len(told) == 1, told
    assert kills and auditing.audit(folder).problems == []
