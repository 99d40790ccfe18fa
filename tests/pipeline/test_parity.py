"""Parity: honest hand-ins of all modules get the same scores from us as from stock nbgrader, cell by cell.

Where stock nbgrader would be wrong, the difference is listed here with its reason.
"""

import concurrent.futures
import json
import shutil
from pathlib import Path

import honest
import pytest
import stock_kernel
from jupyter_server_process import nbgrader
from soak import many

from autograder.reports import feedback
from autograder.store.course_folder import CourseFolder

from .conftest import grade_all
from .test_stock_nbgrader import cells_of_gradebook

# Its class hands in code, too; and stock nbgrader needs a minute for it.
pytestmark = [pytest.mark.sandbox, pytest.mark.soak, pytest.mark.early]

# Hand-ins for each of the four modules: stock nbgrader starts a kernel for each. No exercise has 16 samples.
EACH = many(3, 16)

# (assignment, exercise): why stock nbgrader's score is wrong. Empty: on honest work there is no difference.
STOCK_IS_WRONG = {}


@pytest.fixture(scope="module")
def both(real_course, tmp_path_factory):
    """``{assignment: (our course folder, stock nbgrader's)}`` after both have graded the same hand-ins."""
    place = tmp_path_factory.mktemp("parity")
    names = sorted(CourseFolder(real_course).assignments())
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LOCALSDG_COURSE", raising=False)
        for name in names:
            for who in ("ours", "stock"):
                shutil.copytree(real_course, place / who / name)
            stock_kernel.use(place / "stock" / name, afresh=False)
            _hand_in(place / "in" / name, CourseFolder(real_course).assignments()[name])
            grade_all([place / "in" / name], CourseFolder(place / "ours" / name), workers=2)
            submitted = place / "ours" / name / "submitted"
            shutil.copytree(submitted, place / "stock" / name / "submitted", dirs_exist_ok=True)
        with concurrent.futures.ThreadPoolExecutor(2) as two:
            list(two.map(lambda name: nbgrader("autograde", name, cwd=place / "stock" / name), names))
    return {name: (place / "ours" / name, place / "stock" / name) for name in names}


def _hand_in(folder, released):
    for number in range(EACH):
        path = folder / f"learner-{number:02}" / f"{released.name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(honest.notebook(released.notebook, number)), encoding="utf-8")


def test_every_cell_of_every_hand_in_has_the_same_score(both):
    different, hand_ins, cells = [], set(), 0
    for name, (ours, stock) in both.items():
        mine, theirs = (cells_of_gradebook(Path(folder, "gradebook.db")) for folder in (ours, stock))
        assert set(mine) == set(theirs)
        hand_ins |= {(name, learner) for learner, _ in mine}
        cells += len(mine)
        different += [
            (name, place, mine[place], theirs[place])
            for place in mine
            if mine[place] != theirs[place] and (name, place[1]) not in STOCK_IS_WRONG
        ]
    assert different == []
    assert len(hand_ins) == 4 * EACH and cells >= 13 * 4 * EACH


def test_the_hand_ins_cover_all_exercises_with_good_middling_and_bad_work(both):
    from localsdg import course

    scores = {}
    for ours, _ in both.values():
        for (_, slug), (score, _) in cells_of_gradebook(ours / "gradebook.db").items():
            scores.setdefault(slug, set()).add(score)
    ids = course.exercise_ids()
    specs = {slug: course.exercise(slug) for slug in ids}
    halves = {f"{slug}-open" for slug in ids if specs[slug]["rubric"] and specs[slug]["kind"] != "text"}
    assert set(scores) == {*ids, *halves}
    for slug, found in scores.items():
        if slug in halves:
            assert found == {0}  # nobody reads them unless course.yml says so
            continue
        if course.exercise(slug)["kind"] != "text":
            assert len(found) >= 3 or course.exercise(slug)["kind"] == "code", (slug, found)


def test_formgraders_and_our_own_feedback_are_there_for_what_we_recorded(both):
    name = "3-monitoring-reporting"
    ours, _ = both[name]
    nbgrader("generate_feedback", name, "--student", "learner-01", cwd=ours)
    page = (ours / "feedback" / "learner-01" / name / f"{name}.html").read_text(encoding="utf-8")
    assert "Score:" in page and "<script>alert" not in page
    assert len(list(feedback.write_all(CourseFolder(ours)))) == EACH
