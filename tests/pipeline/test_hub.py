"""A Hub: accounts on one computer, nbgrader's exchange between them, and nobody reads what is another's."""

import json
import os
import pwd
import shutil
import tempfile
import traceback
from pathlib import Path

import pytest

from autograder.reports import feedback
from autograder.store.course_folder import CourseFolder
from autograder.store.gradebook import COURSE_ID

from .conftest import CHOICE, NAME, RIGHT, Maker, grade_all
from .test_exchange import Place

pytestmark = [
    pytest.mark.other_user,
    pytest.mark.skipif(os.geteuid() != 0, reason="needs to become two others"),
    # nbgrader's own objects warn when they make a submission's rows.
    pytest.mark.filterwarnings("ignore:Object of type .* not in session:sqlalchemy.exc.SAWarning"),
]
FACILITATOR, LEARNER, NEIGHBOUR = "daemon", "games", "nobody"


def as_user(name, home, act):
    """Do something as another user of this computer, in a process of its own; it must end well."""
    user = pwd.getpwnam(name)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
            os.environ.update(HOME=str(home), USER=name, LOGNAME=name)
            act()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def given_to(path, name):
    """A folder and all in it belong to a user, and are closed to others."""
    user = pwd.getpwnam(name)
    for one in [path, *path.rglob("*")]:
        os.chown(one, user.pw_uid, user.pw_gid)
    path.chmod(0o700)
    return path


@pytest.fixture
def hub(small_course_folder, prepared_course, monkeypatch):
    """A folder with the course, an exchange as nbgrader wants it, and a home for each of the two."""
    top = Path(tempfile.mkdtemp(prefix="hub-"))  # pytest's own folder is closed to other users
    top.chmod(0o755)
    shutil.copytree(small_course_folder, top / "sources")
    shutil.copytree(prepared_course, top / "course")
    monkeypatch.setenv("LOCALSDG_COURSE", str(top / "sources"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(top / "data"))
    yield top
    shutil.rmtree(top)


def place_at(top, folder):
    top.mkdir()
    made = Place(top, CourseFolder(folder))
    made.exchange.chmod(0o777)  # as `chmod ugo+rwx` makes it on a Hub
    return made


def round_of(place, notebook, teacher, student):
    """Release, fetch, submit, collect, grade, feedback, fetch feedback: each by whom it is for."""
    teacher(lambda: place.run("ReleaseAssignment", place.folder.root))
    student(lambda: place.run("FetchAssignment", place.home))

    def work():
        (place.home / NAME / f"{NAME}.ipynb").write_text(notebook, encoding="utf-8")
        place.run("Submit", place.home)

    student(work)

    def grade():
        place.run("Collect", place.folder.root)
        (outcome,) = grade_all([place.folder.root], place.folder)
        assert outcome.score == 5 and outcome.status == "graded", outcome
        assert len(list(feedback.write_all(place.folder))) == 1
        place.run("ReleaseFeedback", place.folder.root)

    teacher(grade)

    def read():
        (page,) = place.fetched()
        assert "<html" in page.read_text(encoding="utf-8")

    student(read)


def test_two_accounts_hand_out_and_in_and_a_third_reads_nothing(hub):
    notebook = json.dumps(Maker(hub / "sources").by_page({CHOICE: RIGHT}))
    # Once by one user: Python loads what the round needs, which other users may not be able to read.
    shutil.copytree(hub / "course", hub / "first")
    round_of(place_at(hub / "once", hub / "first"), notebook, lambda act: act(), lambda act: act())

    place = place_at(hub / "hub", given_to(hub / "course", FACILITATOR))
    given_to(place.home, LEARNER)
    teacher = lambda act: as_user(FACILITATOR, hub / "course", act)  # noqa: E731
    student = lambda act: as_user(LEARNER, place.home, act)  # noqa: E731
    round_of(place, notebook, teacher, student)
    inbound = place.exchange / COURSE_ID / "inbound"
    (handed_in,) = inbound.iterdir()
    assert handed_in.name.startswith(LEARNER) and handed_in.owner() == LEARNER

    def look_around():
        for closed in (inbound, place.folder.root, place.home, place.exchange / COURSE_ID / "feedback"):
            with pytest.raises(PermissionError):
                os.listdir(closed)

    as_user(NEIGHBOUR, hub, look_around)
