"""What grading leaves behind: the table, the feedback page, the copy that nbgrader shows."""

import csv
import io
import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from outcomes import with_first

from autograder.model import Late, Outcome
from autograder.notebook import graded_copy, own_words
from autograder.reports import export, feedback
from autograder.store.course_folder import CourseFolder
from autograder.store.results import current
from localsdg import course

from .conftest import (
    CHOICE,
    CODE,
    HALF,
    MEAN,
    NAME,
    RIGHT,
    STORY,
    TEXT,
    by_hand,
    grade_all,
    sample_hand_ins,
    scores,
)

# ---- The table of grades --------------------------------------------------------------------------


def test_the_csv_is_quoted_formula_safe_and_has_no_zero_for_ungraded(maker, hand_in, graded, folder):
    hand_in("=HYPERLINK(1), Ltd", maker.by_page({CHOICE: RIGHT}))
    hand_in("+49 170", maker.by_page({CHOICE: HALF}))
    hand_in('O"Brien, José', b"")
    graded(hand_in("-amina", maker.by_page({CHOICE: RIGHT}, text=STORY)))
    by_hand(folder, "-amina", 2)
    table = list(csv.DictReader(io.StringIO(export.as_csv(outcome for outcome, _ in current(folder)))))
    by_name = {row["learner"]: row for row in table}
    assert set(by_name) == {"'=HYPERLINK(1), Ltd", "'+49 170", "O_Brien, José", "'-amina"}
    assert by_name["'-amina"] == {
        "learner": "'-amina", "assignment": NAME, "status": "graded", "score": "7", "max_score": "12",
        "reason": "", "received": "", "late_penalty": "", "notes": "", CHOICE: "5", CODE: "0", TEXT: "2",
    }  # fmt: skip
    broken = by_name["O_Brien, José"]
    assert (broken["status"], broken["score"], broken[CHOICE], broken[CODE]) == ("ungraded", "", "", "")
    assert "empty" in broken["reason"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\x00=1"])
def test_no_text_is_a_formula(text):
    line = export.as_csv([Outcome(text, NAME, "graded", 1.5, 2, "", ())]).split("\r\n", 1)[1]
    assert line.startswith(("'", "\"'")) and ",1.5,2," in line


# ---- The feedback page ----------------------------------------------------------------------------


class Tags(HTMLParser):
    """Every tag and every attribute of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs


def test_feedback_is_one_safe_file_that_hides_hidden_checks(maker, hand_in, graded, folder):
    trick = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    notebook = maker.by_page({CHOICE: {"answers": {"who": trick, "when": 9}}}, text=trick)
    learner = "a<script>"
    graded(hand_in(learner, notebook))
    (path,) = feedback.write_all(folder)
    text = path.read_text()
    page = Tags(text)
    assert not {"script", "img", "iframe", "link", "object", "base"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "href")]
    assert not re.search(r"https?://|url\(|@import", text)
    assert page.tags.count("h1") == 1 and page.tags.count("h2") == 3 and ("lang", "en") in page.attributes
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text  # the learner's own text, shown as text
    assert "Fewer than 9." in text
    assert "Which review does a country write?" in text  # the sentence alone would not say what it is about
    assert "zebra" not in text and "hidden_care" not in text and "Sentence of the hidden" not in text
    assert "Points for checks that are not shown: 0 of 1" in text
    assert "default-src &#39;none&#39;" in text
    assert "A person reads this answer" in text


def test_hidden_checks_are_one_sum_on_the_page_and_in_the_copy(maker, hand_in, graded, folder):
    """The copy goes to learners too: nbgrader makes its own feedback of it."""
    graded(hand_in("amina", maker.by_page({CHOICE: HALF})))
    assignment = folder.assignments()[NAME]
    ((outcome, entry),) = current(folder)
    checks = outcome.exercises[0].checks
    assert [check.hidden for check in checks] == [False, False, True]
    other = replace(checks[2], id="other", points=2, earned=0.5, text="handover_before_draft")
    outcome = with_first(outcome, checks=(*checks, other))
    page = feedback.page(outcome, entry.answers, assignment)
    copied = graded_copy.score_outputs(outcome.exercises[0])[0]["data"]["text/html"]
    for text in (page, copied):
        assert text.count("Points for checks that are not shown: 1.5 of 3") == 1
        assert "handover_before_draft" not in text and "Sentence of the hidden" not in text
        assert text.count("Right: the country") + text.count("That is a ") == 1  # public ones are listed
    kept = folder.autograded("amina", NAME).read_text()
    assert "not shown: 1 of 1" in kept and "Sentence of the hidden" not in kept


def test_the_page_says_what_was_mended_and_what_being_late_costs(maker, hand_in, graded, folder):
    graded(hand_in("amina", maker.by_page({CHOICE: HALF})))
    ((outcome, entry),) = current(folder)
    late = Late("", "", 2, 10, None, "2 days: 10 % less.")
    outcome = replace(outcome, notes=("The marks <of> two cells were put back.",), late=late)
    page = feedback.page(outcome, entry.answers, folder.assignments()[NAME])
    assert "The marks &lt;of&gt; two cells were put back." in page
    assert "Handed in late" in page and "2 days: 10 % less." in page


def test_an_ungraded_hand_in_gets_a_page_that_says_what_to_do(hand_in, graded, folder):
    graded(hand_in("amina", b"\x00\xff"))
    text = next(feedback.write_all(folder)).read_text()
    assert "No score yet (12 points to be had)" in text and "hand in that file" in text
    assert "0 of 12" not in text


# ---- The autograded copy --------------------------------------------------------------------------


@pytest.mark.sandbox
def test_the_copy_keeps_the_courses_cells_and_the_learners_words(maker, hand_in, graded, folder):
    notebook = maker.by_lab({CHOICE: RIGHT}, code=MEAN, text=STORY)
    maker.cell(notebook, CHOICE)["source"] = "import os; 99"
    note = {"id": "n1", "cell_type": "markdown", "metadata": {}, "source": "My note"}
    notebook["cells"].insert(3, note)
    outcome = graded(hand_in("amina", notebook))["amina"]
    assert scores(outcome) == {CHOICE: 5, CODE: 3, TEXT: None}
    text = folder.autograded("amina", NAME).read_text()
    copy = json.loads(text)
    assert "import os; 99" not in text and "<script>" not in text
    assert len(copy["cells"]) == len(maker.blank["cells"]) + 1
    assert maker.cell(copy, TEXT)["source"] == STORY.replace("<", "&lt;")
    assert [cell["source"] for cell in copy["cells"] if cell["id"].startswith("learner-")] == ["My note"]
    assert maker.cell(copy, CHOICE)["outputs"][0]["data"]["text/plain"] == "5"


# ---- The real course ------------------------------------------------------------------------------


@pytest.mark.sandbox
def test_every_sample_of_the_real_course_gets_its_score_as_a_hand_in(real_course, hand_in, tmp_path):
    shutil.copytree(real_course, tmp_path / "course")
    folder = CourseFolder(tmp_path / "course")
    assignment = folder.assignments()[NAME]
    kinds = {exercise.id: exercise.kind for exercise in assignment.exercises}
    expected = {}
    for number, (notebook, answered) in enumerate(sample_hand_ins(assignment.notebook, kinds)):
        source = hand_in(f"learner-{number}", notebook)
        expected[f"learner-{number}"] = answered
    seen = []
    for outcome in grade_all([source], folder):
        answered = expected[outcome.learner]
        for exercise in outcome.exercises:
            sample = answered.get(exercise.id)
            if sample is None:
                continue
            seen.append((exercise.id, exercise.score, sample["score"], sample["about"]))
            if kinds[exercise.id] == "text":
                written = sample["answer"]["text"].strip()
                assert exercise.status == ("needs_human" if written else "graded")
            else:
                assert exercise.score == pytest.approx(sample["score"]), seen[-1]
                quiet = dict.fromkeys(_advice(exercise.id), 0)  # which is not there if it has nothing to say
                earned = {check.id: check.earned for check in exercise.checks}
                assert {**quiet, **earned} == pytest.approx({**quiet, **sample["checks"]})
    closed = [slug for slug, kind in kinds.items() if kind != "open"]
    assert {slug for slug, *_ in seen} == set(closed) and len(seen) >= 5 * len(closed)
    written = [
        sum(bool(own_words.lines(entry.answers[slug])) for slug in kinds if slug not in closed)
        for _, entry in current(folder)
    ]
    assert sum(written) > 5
    pages = [Tags(path.read_text()) for path in feedback.write_all(folder)]
    assert [page.tags.count("h2") for page in pages] == [len(closed) + count for count in written]


def _advice(slug):
    return [check["id"] for check in course.exercise(slug)["checks"] if not check["points"]]
