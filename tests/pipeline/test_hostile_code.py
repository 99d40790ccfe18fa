"""Hostile code, through the whole way: contained, told apart, and without a trace in the next one's grade."""

import os
import tempfile

import pytest
from hostile_class import Graded, Host, hand_in, learner
from hostile_escapes import ATTEMPT, ESCAPES
from hostile_lies import FALSIFIED
from hostile_resources import RESOURCES
from hostile_words import RIGHT, WRONG, code_of

from autograder.reports import export, feedback

from .conftest import CHECKOUT, CHOICE, CODE, HALF, MEAN, NAME, TEXT, Maker
from .conftest import RIGHT as ALL_RIGHT

HONEST = MEAN + "\n# HONEST-WORK-7741"
TRIED = {
    name: (f"{ATTEMPT}\n{code_of(code)}\naverage = 3\nprint('tried')", RIGHT)
    for name, code in ESCAPES.items()
}
# Alone, because seconds that code may take are counted, and a hundred cases use them up.
pytestmark = [pytest.mark.sandbox, pytest.mark.alone]
CASES = {**RESOURCES, **TRIED, **FALSIFIED}


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    made = Host(tmp_path_factory.mktemp("host"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def graded(small_course_folder, prepared_course, tmp_path_factory, host):
    """All cases in one run; ``NN name`` is hostile, ``NN name z`` honest and handed in right after."""
    place = tmp_path_factory.mktemp("hostile")
    maker = Maker(small_course_folder)
    names = host.names(checkout=CHECKOUT, course=place / "course", inputs=place / "in")
    for number, (name, (code, _)) in enumerate(CASES.items()):
        code = code_of(code)
        for key, value in names.items():
            code = code.replace(f"<<{key}>>", str(value))
        hand_in(place / "in", learner(number, name), NAME, maker.by_lab({CHOICE: HALF}, code, "A story."))
        hand_in(place / "in", learner(number, name) + "-z", NAME, maker.by_lab({CHOICE: ALL_RIGHT}, HONEST))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCALSDG_COURSE", str(small_course_folder))
        patch.setenv("LMS_SECRET", "ENVIRONMENT-SECRET")
        (place / "temporary").mkdir()
        patch.setenv("TMPDIR", str(place / "temporary"))
        patch.setattr(tempfile, "tempdir", None)  # to be found anew
        made = Graded([place / "in"], prepared_course, place / "course")
        made.left_files = os.listdir(tempfile.gettempdir())
        made.pages = list(feedback.write_all(made.folder))
        yield made


@pytest.mark.parametrize(("number", "name"), list(enumerate(CASES)), ids=list(CASES))
def test_hostile_code_is_contained(graded, number, name):
    found, expected = graded.exercises(learner(number, name)), CASES[name][1]
    code = found[CODE]
    may_be = expected if expected in (RIGHT, WRONG) else expected.or_graded
    if code.status == "graded":
        assert may_be and code.score == (3 if may_be == RIGHT else 0), code
    else:
        assert expected not in (RIGHT, WRONG), code
        assert (code.status, code.score) == ("ungraded", None), code
        assert any(word in code.reason for word in expected.words), code.reason
        assert code.reason.endswith((".", "regrade"))
    # What was answered elsewhere earns what it earns, no more, and is not lost.
    assert (found[CHOICE].status, found[CHOICE].score) == ("graded", 3)
    assert (found[TEXT].status, found[TEXT].score) == ("needs_human", None)
    outcome = graded.outcomes[learner(number, name)]
    assert outcome.status == ("ungraded" if code.status == "ungraded" else "needs_human")
    assert (outcome.score is None) == (outcome.status == "ungraded")
    if name in ESCAPES:
        text = graded.copy(learner(number, name), NAME)
        assert "tried" in text and "GOT " not in text, text[text.find("GOT ") :][:300]


@pytest.mark.parametrize(("number", "name"), list(enumerate(CASES)), ids=list(CASES))
def test_the_next_learners_grade_is_untouched(graded, number, name):
    found = graded.exercises(learner(number, name) + "-z")
    assert {one: result.score for one, result in found.items()} == {CHOICE: 5, CODE: 3, TEXT: 0}


def test_the_host_is_untouched(graded, host):
    assert host.is_untouched(), host.knocks
    assert graded.left_running == {}
    assert graded.left_files == []
    assert graded.size() < 60_000_000


def test_no_secret_is_in_what_was_written(graded):
    for path in graded.folder.root.rglob("*"):
        if path.is_file() and "submitted" not in path.parts:
            data = path.read_bytes()
            for secret in (b"HOST-SECRET", b"ENVIRONMENT-SECRET"):
                assert secret not in data, path
            if "source" not in path.parts and "-z" not in str(path):
                assert b"HONEST-WORK-7741" not in data or path.suffix == ".db", path


def test_reports_are_written_of_it(graded):
    assert len(graded.pages) == 2 * len(CASES) and max(page.stat().st_size for page in graded.pages) < 200_000
    table = export.write("csv", list(graded.outcomes.values()))
    assert table.count("\r\n") == 2 * len(CASES) + 1
    assert 10_000 < graded.dashboard().stat().st_size < 1_000_000
