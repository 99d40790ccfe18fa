"""The desk in a language that nobody speaks: pages, grading and refusals, without one sentence of English."""

import json
import re
import shutil
import sqlite3

import pseudo
import pseudo_course
import pytest
import unspoken
from click.testing import CliRunner
from desk_page import Page

from autograder.cli import main
from autograder.intake import roster
from autograder.store.course_folder import CourseFolder
from localsdg_build.release import notebooks

from .conftest import CHECKOUT, CHOICE, CODE, HALF, NAME, RIGHT, TEXT, Maker
from .test_desk_care import zipped
from .test_other_languages import Texts

LANGUAGE = pseudo.RIGHT_TO_LEFT  # the other one is a kind of English to a browser
WORDS = [path.name for path in (CHECKOUT / "book" / "en").glob("*.yml")]
HEADINGS = (
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\r\n"
)
AMINA = 'Participant 501,Amina Bello,amina@example.org,,7,12,Yes,"Tuesday, 3 November 2026, 10:15 PM",-,\r\n'
# What is no sentence: names and ids of people and exercises, names of files and folders, what stands in
# tables and in course.yml, and what Python says of a file that is no zip.
NAMES = (
    "amina", "ben", "cleo", "nobody", "Canvas", "Moodle", "CSV", "zz-who-report", "essay", "colour",
    "assignments", "badge", "default", "open", "pack", "timezone", "Hidden care", "As amina was", "Otherwise",
)  # fmt: skip
DATA = re.compile(
    r"\S*/\S*|[\w.-]+\.(?:zip|csv|html|yml|xlsx|docx|crdownload|ipynb|db)\b|File is not a zip file"
    r"|'[^']*'|“[^”]*”"
    rf"|{NAME}|{CHOICE}|{CODE}|{TEXT}|Amina Bello|settings_\w+|\b(?:{'|'.join(NAMES)})\b"
)
SENTENCES = ("problem", "told", "why", "notes", "removed", "remarks", "problems", "news", "errors")


def english(text):
    return pseudo.english(DATA.sub(" ", unspoken.plain(text)))


def sentences(told, within=False):
    """All that a reply says in sentences."""
    if isinstance(told, str):
        return [told] if within else []
    if isinstance(told, dict):
        return [one for key, value in told.items() for one in sentences(value, within or key in SENTENCES)]
    return [one for value in told for one in sentences(value, within)] if isinstance(told, list) else []


def left(reply):
    """``(English words, sentence)`` of what a reply says."""
    return [(found, text) for text in sentences(reply.json()) if (found := english(text))]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The fixture course with its words in English and in the language."""
    with pseudo_course.in_use(tmp_path_factory.mktemp("sources"), WORDS, LANGUAGE) as place:
        shutil.copy(CHECKOUT / "book" / "forms.yml", place / "book")
        yield place


@pytest.fixture(scope="module")
def maker(course):
    made = Maker(course)
    made.blank = json.loads(notebooks.notebook_text(NAME, course, LANGUAGE))
    return made


@pytest.fixture
def page(course, prepared_course, tmp_path):
    """A desk's page of a browser that asks for the language."""
    root = shutil.copytree(prepared_course, tmp_path / "course")
    return Page(root, {"accept-language": LANGUAGE}).enter()


def test_pages_and_grading(page, maker):
    right = json.dumps(maker.by_page({CHOICE: RIGHT}))
    files = {
        f"amina/{NAME}.ipynb": right,
        f"ben/{NAME}.ipynb": json.dumps(maker.by_page({CHOICE: HALF})),
        f"cleo/{NAME}.ipynb": '{"cells": [',
        "essay.ipynb": right,
        "amina/.trash/other.ipynb": right,
    }
    page.drop("all.zip", zipped(files))
    page.drop("log-in.zip", b"<!doctype html><html><body>Log in</body></html>", 2)
    page.drop("more.zip.crdownload", b"PK\x03\x04", 3)
    page.drop("class.csv", b"id,name\namina,Amina Bello\namina,Amina Bello\n", 4)
    page.drop("list.csv", b"colour,shape\nred,round\n", 5)
    page.drop("times.csv", b"learner,received\namina,tomorrow\nben,2026-11-03 22:15\n", 6)
    page.drop("essay.docx", b"PK\x03\x04 word/document.xml", 7)
    before = page.client.get("/state")
    assert len(sentences(before.json())) > 8 and left(before) == []
    after = page.grade()
    told = [text for text in sentences(after) if text]
    assert after["run"]["told"] and [one for one in told if english(one)] == []
    asked = f"assignment={NAME}&exercise={CHOICE}"
    for place in (
        "/", "/course", "/care", "/read", "/exercise", f"/exercise?{asked}", "/learner?learner=amina",
        f"/feedback?learner=amina&assignment={NAME}", "/learner?learner=nobody",
    ):  # fmt: skip
        text = page.client.get(place).text
        text = re.sub(
            r'<ul class="history" lang="en">.*?</ul>', "", text, flags=re.S
        )  # it says that it is English
        shown = [(found, one) for one in Texts(text).found if (found := english(one))]
        assert f'lang="{LANGUAGE}"' in text and shown == [], place
    for place in ("/people", "/rows", "/care/held", "/settings", "/learners", "/read/list"):
        assert left(page.client.get(place)) == [], place


def asked(page, place, /, **told):
    return place, page.post(place, **told)


def test_what_the_desk_refuses(page, maker, tmp_path):
    page.drop("all.zip", zipped({f"amina/{NAME}.ipynb": json.dumps(maker.by_page({CHOICE: RIGHT}))}))
    page.drop(f"{NAME}.csv", (HEADINGS + AMINA).encode(), 2)
    page.drop("other.csv", (HEADINGS + AMINA.replace("Amina Bello,amina", "Cleo,cleo")).encode(), 3)
    assert page.grade(without_list=True)["run"]["end"] == "ended"
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "photo.jpg").write_text("x")
    why, learner = {"why": "So it is."}, {"learner": "amina"}
    points = {**learner, **why, "assignment": NAME}
    replies = [
        asked(page, "/correct", id="one", place="x"),
        asked(page, "/whose", id="one", learner="amina"),
        asked(page, "/choose", folder=""),
        asked(page, "/choose", folder=str(tmp_path / "nowhere")),
        asked(page, "/choose", folder=str(tmp_path / "foreign")),
        asked(page, "/learner/override", **points, exercise=CHOICE, points="99"),
        asked(page, "/learner/override", **points, exercise="zz-who-report", points="1"),
        asked(page, "/learner/override", **learner, exercise=CHOICE, points="x"),
        asked(page, "/learner/override", **learner, exercise=CHOICE, points="1", why=""),
        asked(page, "/learner/excuse", **learner, **why, assignment="essay"),
        asked(page, "/learner/regrade", learner="nobody"),
        asked(page, "/care/forget", learner="nobody"),
        asked(page, "/care/audit", head="12"),
        ("/care/restore", page.client.post(f"/care/restore?folder={tmp_path}/new", content=b"PK")),
        ("/take", page.drop("x" * 300, b"")),
    ]
    for one in page.client.get("/people").json()["offers"]:
        query = {"table": one["table"], "assignment": one["assignment"]}
        replies.append(("/look", page.client.get("/look", params=query)))
    found = {place: reply.status_code for place, reply in replies}
    assert {place for place, status in found.items() if status == 200} <= {"/look"}
    assert [(place, reply.text) for place, reply in replies if not sentences(reply.json())] == []
    assert [(place, one) for place, reply in replies for one in left(reply)] == []


UNUSABLE = (
    "default: [", "default: 3", "colour: red", "open: everybody", "open: [essay]", "default: {due: soon}",
    "default: {due: 2026-12-01, grace_minutes: -1}", "default: {due: 2026-12-01, at_most_percent: 900}",
    "assignments: {essay: {due: 2026-12-01}}", "timezone: Africa/Nowhere", "default: {}\ndefault: {}",
    "default:\n  due: [2026-12-01]",
)  # fmt: skip


def test_a_course_yml_that_cannot_be_used(page):
    page.drop("class.csv", b"id\namina\n")
    for text in UNUSABLE:
        CourseFolder(page.desk.folder.root).settings.write_text(text)
        replies = page.client.get("/settings"), page.client.get("/state")
        found = replies[0].json()
        assert found["problem"] or found["errors"], text
        assert [one for reply in replies for one in left(reply)] == [], text


def test_what_the_history_does_not_tell(page, maker, tmp_path):
    """Somebody wrote into the database and exchanged files; then the learner is forgotten."""
    learners = ("amina", "ben", "cleo")
    text = json.dumps(maker.by_page({CHOICE: RIGHT}))
    page.drop("all.zip", zipped({f"{one}/{NAME}.ipynb": text for one in learners}))
    page.grade(without_list=True)
    page.post("/learner/excuse", learner="ben", assignment=NAME, why="As amina was.")
    folder = page.desk.folder
    with sqlite3.connect(folder.root / "gradebook.db") as database:
        for change in (
            "UPDATE grade SET auto_score = 1.5, manual_score = 2, extra_credit = 1 WHERE rowid % 2",
            "DELETE FROM grade WHERE rowid % 5 = 0",
            "UPDATE localsdg_hand_in SET status = 'needs_human', received = '2020-01-01T00:00:00+00:00',"
            " received_from = 'receipts'",
            "UPDATE localsdg_job SET result = replace(result, '12', '13') WHERE learner = 'ben'",
            "UPDATE localsdg_excused SET why = 'Otherwise.'",
            "UPDATE localsdg_history SET at = '2020-01-01' WHERE seq = 2",
            "DELETE FROM localsdg_history WHERE seq = 1",
        ):
            database.execute(change)
    folder.submitted("amina", NAME).unlink()
    folder.submitted("ben", NAME).write_text("{}")
    folder.autograded("cleo", NAME).unlink()
    reply = page.post("/care/audit", head="0" * 16)
    assert len(reply.json()["problems"]) > 12 and left(reply) == []
    reply = page.post("/care/forget", learner="amina")
    assert reply.is_success and len(sentences(reply.json())) > 1 and left(reply) == []


# What stands in the terminal besides: options and commands, names, and what click says of options.
TERMINAL = re.compile(
    r"--\S+|`[^`]*`|autograder \w+|dask \w+|did:key:\w+|(?m:^(?:Usage:|Try) .*$)|(?m:^Error: )"
    r"|(?m:^Aborted!$)|\[y/N\]|\bInvalid value for\b|\bformgrader\b|\bzed\b|\bwhy \d"
)


def terminal(folder, *arguments, code=0):
    """The English words that a command leaves in the terminal, of a course folder in the language."""
    done = CliRunner().invoke(main, [*map(str, arguments), "--course", str(folder.root)])
    assert done.exit_code == code and "⟦" in done.output, done.output
    return english(TERMINAL.sub(" ", done.output))


def test_the_terminal_speaks_the_language_of_the_course_folder(page, maker, tmp_path):
    folder = page.desk.folder
    folder.language = LANGUAGE
    (tmp_path / "in").mkdir()
    for learner, text in {
        "amina": json.dumps(maker.by_page({CHOICE: RIGHT})),
        "ben": '{"cells": [',
        "cleo": json.dumps(maker.blank),
    }.items():
        (tmp_path / "in" / f"{learner}.ipynb").write_text(text)
    (tmp_path / "class.csv").write_text("id,name\namina,Amina\nben,Ben\ncleo,Cleo\nnobody,No\n")
    (tmp_path / "reaction.csv").write_text("useful\n4\n")
    (tmp_path / "record.html").write_text("<p>none</p>")
    (tmp_path / "badge.jwt").write_text("e30.e30.AA")
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04")
    everybody = "--roster", tmp_path / "class.csv"
    (folder.root / "course.yml").write_text("default: {due: 2026-01-02, percent_per_day: 10}\n")
    left = {
        "grade": terminal(folder, "grade", tmp_path / "in", *everybody, "--workers", 0),
        "status": terminal(folder, "status", *everybody),
        "audit": terminal(folder, "audit"),
        "letters": terminal(folder, "letters", *everybody),
        "report": terminal(folder, "report", *everybody, "--gains", tmp_path / "gains.csv"),
        "feedback": terminal(folder, "feedback"),
        "record": terminal(folder, "record", "amina", "--output", tmp_path / "amina.html"),
        "evidence": terminal(folder, "evidence"),
        "no column": terminal(folder, "evidence", "--reaction", tmp_path / "reaction.csv", code=1),
        "verify": terminal(folder, "verify", tmp_path / "amina.html", tmp_path / "in" / "amina.ipynb"),
        "no hand-in": terminal(folder, "verify", tmp_path / "amina.html", code=1),
        "no list": terminal(folder, "verify", tmp_path / "record.html", code=2),
        "no badge": terminal(folder, "verify", tmp_path / "badge.jwt", code=1),
        "on paper": terminal(folder, "override", "nobody", CHOICE, 1, "--because", "x"),
        "nobody": terminal(folder, "override", "zed", CHOICE, 1, "--because", "x", code=1),
        "list again": terminal(folder, "grade", tmp_path / "in", code=2),
        "no place": terminal(folder, "record", "amina", "--output", "/proc/none/a.html", code=2),
        "a stranger": terminal(folder, "regrade", "zed", code=2),
        "not empty": terminal(folder, "anonymize", tmp_path, code=2),
        "forget": terminal(folder, "forget", "amina", code=1),
    }
    assert {command: words for command, words in left.items() if words} == {}


def test_a_list_that_names_nobody_is_told_in_the_reader_s_language(page, tmp_path):
    path = tmp_path / "class.csv"
    path.write_text("id,name\n,Amina\n")
    with pytest.raises(roster.tables.TableError) as caught:
        roster.read(path)
    assert str(caught.value).key == "at_line"
