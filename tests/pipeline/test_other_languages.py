"""A class that works in another language reads not one sentence of English, and nor do its facilitators.

The languages are those of ``pseudo``: what is left in plain Latin letters was not translated.
"""

import csv
import datetime
import html
import io
import json
import re
import shutil
from html.parser import HTMLParser

import nbformat
import pseudo
import pseudo_course
import pytest
import stock_kernel
from jupyter_server_process import nbgrader
from nbgrader.utils import determine_grade

from autograder import messages
from autograder.intake import roster
from autograder.lms import comments
from autograder.notebook import answers, released
from autograder.outcome import outcome
from autograder.reports import dashboard, feedback, letters, returns, similar
from autograder.run import scoring
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing
from autograder.store.results import current
from localsdg import course as sources
from localsdg.answers import MIME, bundle
from localsdg_build.release import notebooks

from .conftest import CHECKOUT, CHOICE, CODE, HALF, NAME, RIGHT, STORY, TEXT, Maker, grade_all
from .test_lost_answers import cleared
from .test_stock_nbgrader import cells_of_gradebook

FILES = ("interface.yml", "grading.yml", "operating.yml", "letters.yml", "dashboard.yml", "notebook.md")
# What stays as it is: names and ids of learners and of exercises, names of variables, of time zones and of
# files, what learners wrote, what Python says of their code, and names of months, which the CLDR gives (a
# language that nobody speaks has none of its own). A check that is about no question is called by its id.
LEARNERS = ("amina", "ben", "cleo", "dora", "emil", "fay", "gus", "hana")
DATA = re.compile(
    rf"\b(?:{'|'.join(LEARNERS)})\b|{NAME}|{CHOICE}|{CODE}|short-story|hidden_care|Mean|ZeroDivisionError: .*"
    r"|\.ipynb|Africa/Accra|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|\b(average|table) \(\1\)"
)


class Texts(HTMLParser):
    """What a reader of a page, or of its pictures, is told: ``found``; and the page's ``html`` element."""

    def __init__(self, text):
        super().__init__()
        self.found, self.open, self.page = [], [], {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.page = dict(attrs) if tag == "html" else self.page
        shown = ("aria-label", "title", "alt", "placeholder")
        self.found += [value for name, value in attrs if name in shown and value]

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if data.strip() and not {"style", "script"} & set(self.open):
            self.found.append(data)


def left(text, more=()):
    """Words in English that are left in a text. ``more``: what learners wrote."""
    for one in more:
        text = text.replace(one, "")
    return pseudo.english(DATA.sub("", text))


def left_in_page(text, more=()):
    return [(found, one) for one in Texts(text).found if (found := left(one, more))]


@pytest.fixture(params=pseudo.LANGUAGES, scope="module")
def language(request):
    return request.param


@pytest.fixture(scope="module")
def translated(language, tmp_path_factory):
    """The fixture course with its words in English and in the language."""
    with pseudo_course.in_use(tmp_path_factory.mktemp("sources"), FILES, language) as place:
        yield place


@pytest.fixture(scope="module")
def a_class(translated, language, prepared_course, tmp_path_factory):
    """A course folder with a class that works in the language; nothing of it is in English but ids."""
    place = tmp_path_factory.mktemp("class")
    folder = CourseFolder(shutil.copytree(prepared_course, place / "course"))
    folder.language = language
    due = "timezone: Africa/Accra\ndefault:\n  due: 2026-01-02 18:00\n  percent_per_day: 10\n"
    (folder.root / "course.yml").write_text(f"{due}  at_most_percent: 20\n")
    (place / "class.csv").write_text("id,name\n" + "".join(f"{one},{one}\n" for one in LEARNERS))
    maker = Maker(translated)
    maker.blank = json.loads(notebooks.notebook_text(NAME, translated, language))
    twice = maker.by_page({CHOICE: RIGHT})
    twice["cells"] += [cell for cell in twice["cells"] if cell["id"] == f"{CHOICE}-answer"]
    found = {
        "amina": b"\xef\xbb\xbf" + json.dumps(maker.by_page({CHOICE: HALF}, text=STORY)).encode(),
        "ben": json.dumps(maker.by_lab({CHOICE: RIGHT}, code="average = 1 / 0")).encode(),
        "cleo": json.dumps(maker.blank).encode()[:900],
        "dora": json.dumps(cleared(maker.by_page({CHOICE: RIGHT}))).encode(),
        "emil": json.dumps(maker.blank).encode(),
        "fay": json.dumps(twice).encode(),
        "hana": b"%PDF-1.7",
    }
    for learner, data in found.items():
        path = place / "in" / learner / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    everybody = roster.read(place / "class.csv")
    long_ago = datetime.datetime(2026, 1, 3, 12, tzinfo=datetime.UTC)
    receipts = {("amina", NAME): long_ago}
    grade_all([place / "in"], folder, roster=everybody, receipts=receipts, unsafe=True)
    return folder, everybody


def test_the_ledger_keeps_keys_and_details(a_class, language):
    folder, _ = a_class
    found = {one.learner: one for one, _ in current(folder)}
    assert {found[learner].language for learner in ("amina", "ben", "emil")} == {language}
    assert [one.text for exercise in found["amina"].exercises for one in exercise.checks] == [None] * 4
    assert found["cleo"].reason.key == "file_damaged" and found["hana"].reason.key == "file_is"
    assert [note.key for note in found["emil"].notes] == ["note_nothing"]
    assert found["amina"].notes[0].key == "read_mark"


def test_feedback_pages(a_class, language):
    folder, _ = a_class
    pages = {path.parents[1].name: path.read_text() for path in feedback.write_all(folder)}
    assert set(pages) == set(LEARNERS) - {"gus"}
    for learner, page in pages.items():
        assert left_in_page(page, STORY.splitlines()) == [], learner
        told = Texts(page).page
        assert told["lang"] == language and told["dir"] == ("rtl" if language == "ar-XB" else "ltr")
    words = messages.words(language)
    for learner, key in (("amina", "read_mark"), ("emil", "note_nothing")):
        assert words[key] in html.unescape(pages[learner])
    assert "ZeroDivisionError" in pages["ben"]


def test_comments_for_platforms(a_class):
    folder, everybody = a_class
    found = list(excusing.marked(folder))
    text, count = returns.write("canvas", found, {}, NAME, None, everybody)
    assert count == len(LEARNERS) - 1
    assert [
        left(row["Comment"]) for row in csv.DictReader(io.StringIO(text.decode())) if left(row["Comment"])
    ] == []
    for one, _ in found:
        assert left_in_page(comments.html(one)) == []
        assert comments.is_ours(comments.merged("", one)) and comments.merged(comments.html(one), one)


def test_letters(a_class):
    folder, everybody = a_class
    written = letters.write(folder, everybody)
    assert {one.learner for one in written} >= {"cleo", "dora", "emil", "gus", "hana"}
    for one in written:
        assert left(f"{one.subject}\n{one.message}") == [], one.learner


def test_the_copies_that_nbgrader_shows(a_class):
    """Results and reasons in them; prompts are those of the release."""
    folder, _ = a_class
    shown = []
    for path in folder.root.glob("autograded/*/*/*.ipynb"):
        for cell in json.loads(path.read_text())["cells"]:
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                shown += [output.get("text", ""), data.get("text/html", ""), data.get("text/plain", "")]
    shown = [text for text in shown if text and not re.match(r"<Figure|\d", text)]
    assert len(shown) > 10
    assert [text for text in shown if left(text, ["<ul>", "<li>", "</ul>", "</li>"])] == []


def test_a_text_that_nobody_wrote_waits_for_nobody(a_class):
    """In the gradebook, and in the copy as stock nbgrader would score it by its checksum."""
    folder, _ = a_class
    found = cells_of_gradebook(folder.gradebook)
    assert found["emil", TEXT] == (0, False) and found["amina", TEXT] == (None, True)
    for learner, score in (("emil", 0), ("amina", None)):
        copy = nbformat.read(folder.autograded(learner, NAME), as_version=4)
        (cell,) = [one for one in copy.cells if released.nbgrader(one).get("grade_id") == TEXT]
        assert determine_grade(cell)[0] == score, learner


@pytest.mark.sandbox
@pytest.mark.parametrize("runs_in", ["a kernel", "the sandbox"])
def test_stock_nbgrader_gives_a_text_that_nobody_wrote_no_points(
    a_class, language, prepared_course, tmp_path, runs_in
):
    folder, _ = a_class
    stock = shutil.copytree(prepared_course, tmp_path / "stock")
    for learner in ("emil", "ben"):
        shutil.copytree(folder.root / "submitted" / learner, stock / "submitted" / learner)
    if runs_in == "a kernel":
        stock_kernel.use(stock, afresh=False)
    nbgrader("autograde", NAME, cwd=stock)
    ours, theirs = (cells_of_gradebook(place / "gradebook.db") for place in (folder.root, stock))
    assert len(theirs) == 6 and theirs["emil", TEXT] == theirs["ben", TEXT] == (0, False)
    assert theirs == {key: ours[key] for key in theirs}


def test_the_dashboard(a_class, language, tmp_path):
    folder, everybody = a_class
    code, path = similar.code_reader(folder), tmp_path / "dashboard.html"
    dashboard.write(
        excusing.marked(folder), path, folder.assignments(), everybody, code, "cleo", language=language
    )
    text = path.read_text()
    assert left_in_page(text) == []
    assert Texts(text).page["lang"] == language and text.count("⟦") > 100


# ---- The real exercises: what their checks say, how their answers read ---------------------------------


@pytest.fixture(scope="module")
def whole_course(language, tmp_path_factory):
    place = tmp_path_factory.mktemp("whole")
    for name in ("book/en", "exercises", "modules"):
        shutil.copytree(CHECKOUT / name, place / name)
    (place / "datasets").symlink_to(CHECKOUT / "datasets")
    shutil.copy(CHECKOUT / "book" / "_toc.yml", place / "book")
    pseudo_course.write(place, language)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCALSDG_COURSE", str(place))
        yield place


def texts_in(value):
    """All texts in an answer: what a learner wrote, and names in data."""
    if isinstance(value, dict | list):
        inner = [*value.keys(), *value.values()] if isinstance(value, dict) else value
        return [text for one in inner for text in texts_in(one)]
    return value.splitlines() if isinstance(value, str) else []


# How values that are no text are written, and names of places in the tables.
VALUES = {"True", "False", "None", "true", "false", "null"}
PLACES = {
    word
    for name in ("countries/data/countries", "bolivia-municipalities/data/municipalities")
    for word in pseudo.english((CHECKOUT / "datasets" / f"{name}.csv").read_text(encoding="utf-8"))
}


def _is_data(words, own):
    """Whether all words are values, places, or the learner's own, of which a quotation may be cut off."""
    return all(word in VALUES | PLACES or any(one.startswith(word) for one in own) for word in words)


def test_every_exercise(whole_course, language):
    wrong = []
    for slug in sources.exercise_ids(whole_course):
        spec = sources.exercise(slug, language, whole_course)
        one = released.Exercise(slug, spec["kind"], spec["points"], "", slug)
        of = released.Released(slug, {"cells": []}, [one])
        for path in sorted((whole_course / "exercises" / slug / "samples").glob("*.json")):
            answer = json.loads(path.read_text(encoding="utf-8"))["answer"]
            result = scoring.score(one, answers.Answer(answer), language=language)
            found = outcome("amina", slug, [result], language=language)
            page = feedback.page(found, {slug: answer}, of)
            own = [word for text in (slug, *texts_in(answer)) for word in pseudo.english(text)]
            wrong += [(slug, path.stem, *one) for one in left_in_page(page) if not _is_data(one[0], own)]
    assert wrong == []


def test_the_language_of_an_answer_where_the_notebook_names_none(translated, language):
    """As in a file whose metadata a program took away."""
    notebook = json.loads(notebooks.notebook_text(NAME, translated, language))
    assert released.language_of(notebook) == language
    del notebook["metadata"]["localsdg"]
    said = bundle(CHOICE, RIGHT, "kept", language=language)
    cell = Maker.cell(notebook, f"{CHOICE}-answer")
    cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": said}]
    assert released.language_of(notebook) is None
    assert answers.language_of(released.marked(notebook)) == language
    said[MIME]["language"] = "../" + language
    assert answers.language_of(released.marked(notebook)) is None
