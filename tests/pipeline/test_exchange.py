"""nbgrader's exchange: assignments with their wheel to learners, hand-ins back, feedback to learners."""

import contextlib
import json
import os
import stat
import subprocess
import sys
import warnings
import zipfile

import pytest
from jupyter_server_process import nbgrader

from autograder.nbgrader.assignments import prepare
from autograder.reports import feedback
from autograder.store.course_folder import CourseFolder
from autograder.store.gradebook import COURSE_ID
from localsdg_build.release.wheel import wheel_name

from .conftest import CHOICE, HALF, MEAN, NAME, RIGHT, grade_all

# nbgrader's own objects warn when they make a submission's rows.
pytestmark = pytest.mark.filterwarnings("ignore:Object of type .* not in session:sqlalchemy.exc.SAWarning")


class Place:
    """A course folder, an exchange and a learner's home; each program of nbgrader's runs here, in-process."""

    def __init__(self, root, folder):
        self.folder, self.exchange, self.home = folder, root / "exchange", root / "home"
        self.exchange.mkdir()
        self.home.mkdir()

    def run(self, action, root, assignment=NAME, **settings):
        """Do one of the exchange's actions (``"Submit"``) with ``root`` as the place where one works."""
        from nbgrader.auth import Authenticator
        from nbgrader.coursedir import CourseDirectory
        from nbgrader.exchange import ExchangeFactory
        from traitlets.config import Config

        from autograder.nbgrader.config import configure

        # Learners know nothing of the gradebook; its folder may be closed to them.
        config = configure(Config(), self.folder.url if root == self.folder.root else None)
        config.Exchange.root = str(self.exchange)
        config.Exchange.cache = str(self.home / ".cache")
        config.Exchange.assignment_dir = str(self.home)
        directory = CourseDirectory(config=config, root=str(root), assignment_id=assignment, **settings)
        with contextlib.chdir(root), warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # nbgrader leaves it to Python to close files
            make = getattr(ExchangeFactory(config=config), action)
            make(coursedir=directory, authenticator=Authenticator(config=config), config=config).start()

    def fetched(self):
        """Pages of feedback that the learner has fetched."""
        self.run("FetchFeedback", self.home)
        return sorted((self.home / NAME / "feedback").rglob("*.html"))


@pytest.fixture
def place(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    return Place(tmp_path, folder)


def learner():
    from nbgrader.utils import get_username

    return get_username()


def hand_in_by(place, notebook):
    """Release, fetch, solve, submit and collect."""
    if not (place.exchange / COURSE_ID / "outbound").is_dir():
        place.run("ReleaseAssignment", place.folder.root)
        place.run("FetchAssignment", place.home)
    (place.home / NAME / f"{NAME}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    place.run("Submit", place.home)
    place.run("Collect", place.folder.root)


@pytest.mark.sandbox
def test_a_hand_in_goes_through_the_exchange_and_its_feedback_comes_back(place, maker):
    hand_in_by(place, maker.by_lab({CHOICE: HALF}, code=MEAN, text="A story."))
    assert (place.home / NAME / wheel_name()).is_file()
    (outcome,) = grade_all([place.folder.root], place.folder)
    assert (outcome.learner, outcome.score, outcome.notes) == (learner(), 6, ())
    (path,) = feedback.write_all(place.folder)
    place.run("ReleaseFeedback", place.folder.root)
    (page,) = place.fetched()
    assert page.read_bytes() == path.read_bytes()
    released = list((place.exchange / COURSE_ID / "feedback").glob("*.html"))
    assert [stat.S_IMODE(page.stat().st_mode) & 0o044 for page in released] == [0o044]  # others may read it


def test_hand_ins_that_came_another_way_do_not_stop_the_release(place, maker, hand_in):
    hand_in_by(place, maker.by_lab({CHOICE: HALF}))
    source = hand_in("zoe", maker.by_page({CHOICE: RIGHT}))
    grade_all([place.folder.root, hand_in("amina", maker.by_page())], place.folder)
    grade_all([source], place.folder)
    pages = list(feedback.write_all(place.folder))
    assert len(pages) == 3
    for _ in range(2):  # a second release puts no second copy beside the first
        list(feedback.write_all(place.folder))
        place.run("ReleaseFeedback", place.folder.root)
    assert len(list((place.exchange / COURSE_ID / "feedback").glob("*.html"))) == 3
    assert len(place.fetched()) == 1


def test_what_learners_put_in_place_of_the_secret_stops_nobodys_feedback(place, maker, hand_in):
    bad = {"amina": b"", "ben": b"\xff\xfe", "cleo": b"x" * 5000, "dora": b"two\nlines"}
    for name, secret in bad.items():
        source = hand_in(name, maker.by_page({CHOICE: RIGHT}))
        beside = place.folder.submitted(name, NAME).parent / "submission_secret.txt"
        beside.parent.mkdir(parents=True)
        beside.write_bytes(secret)
    hand_in_by(place, maker.by_lab({CHOICE: HALF}))
    grade_all([place.folder.root, source], place.folder)
    assert len(list(feedback.write_all(place.folder))) == 5
    place.run("ReleaseFeedback", place.folder.root)
    assert len(place.fetched()) == 1


@pytest.mark.parametrize(
    ("time", "late"), [("2026-11-01 10:00:00.000000 UTC", 0), ("2026-11-01 17:30:00.0 +0530", 0),
                       ("2026-11-01 12:00:01 UTC", 1), ("next week", 1), ("2199-01-01 00:00:00 UTC", 1)]
)  # fmt: skip
def test_a_collected_hand_in_came_in_when_the_exchange_got_it(folder, maker, time, late):
    """Not when the facilitator collected it, which may be days later."""
    path = folder.submitted("amina", NAME)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(maker.by_page({CHOICE: RIGHT})))
    path.with_name("timestamp.txt").write_text(time)
    (folder.root / "course.yml").write_text(
        f"timezone: UTC\nassignments:\n  {NAME}: {{due: 2026-11-01 12:00, percent_per_day: 10}}\n"
    )
    (outcome,) = grade_all([folder.root], folder)
    assert bool(outcome.late and outcome.late.penalty) is bool(late)


def test_nbgraders_own_feedback_reaches_learners_too(place, maker, hand_in):
    hand_in_by(place, maker.by_lab({CHOICE: HALF}))
    grade_all([place.folder.root, hand_in("amina", maker.by_page())], place.folder)
    nbgrader("generate_feedback", NAME, cwd=place.folder.root)
    place.run("ReleaseFeedback", place.folder.root)
    (page,) = place.fetched()
    assert "Score: 3.0 / 12.0" in page.read_text()


def test_pages_of_earlier_versions_are_not_left_beside_the_new_ones(folder, maker, hand_in):
    grade_all([hand_in("amina", maker.by_page({CHOICE: RIGHT}))], folder)
    earlier = folder.root / "feedback" / "amina" / f"{NAME}.html"
    earlier.parent.mkdir()
    earlier.write_text("old")
    (path,) = feedback.write_all(folder)
    assert path == folder.feedback("amina", NAME) and not earlier.exists()


# ---- What is released -----------------------------------------------------------------------


def test_the_release_brings_a_wheel_that_works_and_holds_nothing_hidden(folder, small_course, tmp_path):
    wheel = folder.root / "release" / NAME / wheel_name()
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        texts = b"".join(archive.read(name) for name in names)
        archive.extractall(tmp_path / "packages")
    assert not [name for name in names if "hidden" in name or "samples" in name]
    assert b"hidden_care" not in texts
    program = "import localsdg.course as c; print(c.exercise_ids(), c.root())"
    environment = {"PYTHONPATH": str(tmp_path / "packages"), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=tmp_path, capture_output=True, text=True
    )
    assert CHOICE in done.stdout and "packages/localsdg/course" in done.stdout, done.stderr


def test_the_wheel_is_renewed_and_an_older_one_goes(folder, small_course):
    places = [folder.root / room / NAME for room in ("source", "release")]
    for place in places:
        (place / wheel_name()).write_bytes(b"old")
        (place / "localsdg-0.0.1-py3-none-any.whl").write_bytes(b"older")
    (folder.root / "release" / ".sources").write_text("other sources")
    prepare(CourseFolder(folder.root))
    for place in places:
        assert [path.name for path in place.glob("*.whl")] == [wheel_name()]
        assert zipfile.is_zipfile(place / wheel_name())


# ---- Validate -------------------------------------------------------------------------------


def validated(place, notebook, monkeypatch):
    """What nbgrader's *Validate* says of a notebook in a learner's folder: ``{}`` is success."""
    from nbgrader.validator import Validator

    for name in [name for name in os.environ if name.startswith("JPY_")]:
        monkeypatch.delenv(name)
    path = place / f"{NAME}.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return Validator().validate(str(path))


def test_validate_succeeds_at_the_public_points(maker, tmp_path, monkeypatch):
    from localsdg.answer_store import SIDE_CAR

    notebook = maker.by_lab(code=MEAN, text="A story.")
    (tmp_path / SIDE_CAR).write_text(json.dumps({CHOICE: RIGHT}))  # where the widget keeps it in Jupyter
    assert validated(tmp_path, notebook, monkeypatch) == {}
    (tmp_path / SIDE_CAR).write_text(json.dumps({CHOICE: HALF}))
    (failed,) = validated(tmp_path, notebook, monkeypatch)["failed"]
    assert CHOICE in failed["source"] and "Partial credit" in failed["raw_error"]
