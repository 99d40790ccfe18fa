"""Links, pipes, deep folders, names and zips that are meant to lead somewhere else, through the whole way."""

import os
import subprocess
import warnings

import pytest
from hostile_class import Graded, hand_in
from hostile_files import CASES, inputs

from autograder.reports import export, feedback, table

from .conftest import CHOICE, CODE, MEAN, NAME, RIGHT, TEXT, Maker

pytestmark = pytest.mark.sandbox  # its class hands in code, too


@pytest.fixture(scope="module")
def graded(small_course_folder, prepared_course, tmp_path_factory):
    """All cases in one run; ``zoe`` is honest and comes last."""
    place, maker = tmp_path_factory.mktemp("files"), Maker(small_course_folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile does not like some of these names either
        given, learners = inputs(place, maker)
    hand_in(place / "in", "zoe", NAME, maker.by_lab({CHOICE: RIGHT}, MEAN))
    before = sorted(os.listdir(place))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCALSDG_COURSE", str(small_course_folder))
        made = Graded(given, prepared_course, place / "course")
        made.learners = learners
        made.new = sorted(set(os.listdir(place)) - {*before, "course"})
        yield made
    # pytest itself cannot remove a thousand folders within each other
    subprocess.run(["rm", "-rf", place / "in" / "deep"], check=True)


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_refused_or_earns_what_it_holds(graded, name):
    expected, who = CASES[name][1], graded.learners[name]
    outcome = graded.outcomes[who]
    if isinstance(expected, str):
        assert (outcome.status, outcome.score) == ("ungraded", None)
        assert expected in outcome.reason and len(outcome.reason) < 500
        assert outcome.reason.isprintable() and not graded.folder.autograded(who, NAME).exists()
    else:
        assert graded.exercises(who)[CHOICE].score == expected[CHOICE]
    kept = graded.folder.submitted(who, NAME)
    assert not kept.is_symlink() and kept.resolve().is_relative_to(graded.folder.root)


def test_honest_learners_are_graded(graded):
    scores = {one: result.score for one, result in graded.exercises("zoe").items()}
    assert scores == {CHOICE: 5, CODE: 3, TEXT: 0}
    assert graded.exercises("anna")[CHOICE].score == 3
    assert graded.exercises("shadow")[CODE].score == 3


def test_nothing_was_written_anywhere_else(graded):
    assert graded.new == [] and graded.left_running == {}
    assert graded.size() < 20_000_000
    for top in ("submitted", "autograded"):
        for path in (graded.folder.root / top).rglob("*"):
            assert not path.is_symlink()
            assert path.is_dir() or (path.name == f"{NAME}.ipynb" and not path.stat().st_mode & 0o111)
    assert not {"json.py", "pandas.py"} & {path.name for path in graded.folder.root.rglob("*")}


def test_what_people_see_of_it_is_safe(graded):
    for line in table.rows([table.Brief.of(outcome) for outcome in graded.outcomes.values()]):
        assert line.isprintable()
    cells = export.write("csv", list(graded.outcomes.values()))
    assert "\x1b" not in cells and "\u202e" not in cells
    assert "\n=" not in cells and '\n"=' not in cells and "\n'=cmd" in cells
    for path in feedback.write_all(graded.folder):
        assert path.resolve().is_relative_to(graded.folder.root / "feedback")
