"""A course folder made at commit 2714e8b opens, keeps what people gave, and goes on; its ledger's form."""

import html
import logging
import shutil
import sqlite3
from contextlib import closing

import old_course
import pytest
from click.testing import CliRunner

from autograder import cli
from autograder.errors import CourseFolderError
from autograder.reports import letters
from autograder.run.grade import Options, grade
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import auditing, backups, migrations, upgrading
from autograder.store.ledger.opening import opened
from autograder.store.results import current

from .conftest import CHOICE, TEXT, by_hand, scores
from .test_listing import says_the_same


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    return old_course.unpack(tmp_path_factory.mktemp("old"))


@pytest.fixture
def old(unpacked, tmp_path, monkeypatch):
    """The old course folder, untouched, and its course as the one that is graded."""
    root, sources = unpacked
    monkeypatch.setenv("LOCALSDG_COURSE", str(sources))
    shutil.copytree(root, tmp_path / "course")
    return CourseFolder(tmp_path / "course")


def run(folder, *arguments, code=0):
    arguments = [*map(str, arguments), "--course", str(folder.root)]
    ran = CliRunner().invoke(cli.main, arguments, catch_exceptions=False)
    assert ran.exit_code == code, ran.output
    return ran.output


def has(folder):
    return {outcome.learner: outcome for outcome, _ in current(folder)}


def kept_as_it_was(folder):
    """Assert that what was graded and given at commit 2714e8b stands."""
    found = has(folder)
    assert scores(found["amina"]) == {CHOICE: 5, TEXT: 3.5, "a-mean": 0}
    assert scores(found["boris"])[CHOICE] == 4 and found["boris"].late.penalty == 1.2
    assert found["carla"].status == "ungraded"
    assert next(one for one in found["amina"].exercises if one.id == TEXT).comment


# ---- The old folder ---------------------------------------------------------------------------------


def test_it_opens_and_can_be_looked_into(old, tmp_path):
    assert "2 needs a human" not in run(old, "status") and "History: " in run(old, "status")
    kept_as_it_was(old)
    assert "3.5" in run(old, "audit", "--history", "amina")
    assert "all holds together" in run(old, "audit")
    assert "boris" in run(old, "export")
    run(old, "report")
    run(old, "feedback")
    run(old, "anonymize", tmp_path / "out")


def test_what_it_says_is_shown_as_it_stands(old):
    """It kept sentences, not keys: they are on the page, and letters know what they stand for."""
    run(old, "feedback")
    seen, found = [], has(old)
    for outcome in found.values():
        page = html.unescape(old.feedback(outcome.learner, outcome.assignment).read_text())
        checks = [one for exercise in outcome.exercises for one in exercise.checks if not one.hidden]
        said = [*outcome.notes, *(one.text for one in checks)]
        assert [text for text in said if type(text) is not str or text not in page] == []
        seen += said
    assert len(seen) > 5
    reason = found["carla"].reason
    assert type(reason) is str and letters._stands_for(reason) == "damaged"


def test_it_is_graded_again_and_people_still_give_points(old):
    assert "3 hand-ins" in run(old, "regrade", "--all", "--workers", 0)
    kept_as_it_was(old)
    run(old, "override", "boris", TEXT, 2, "--because", "Read on paper")
    by_hand(old, "amina", 3)
    assert scores(has(old)["boris"])[TEXT] == 2 and scores(has(old)["amina"])[TEXT] == 3
    run(old, "regrade", "--all", "--workers", 0)
    assert scores(has(old)["boris"])[TEXT] == 2 and scores(has(old)["amina"])[TEXT] == 3
    assert "all holds together" in run(old, "audit")


# ---- The form of the ledger -------------------------------------------------------------------------


def forms(folder):
    with opened(folder) as database, database.reading() as connection:
        return upgrading.form(connection)


def backed_up(folder):
    return sorted(path.name.rpartition("-")[0] for path in (folder.root / backups.FOLDER).iterdir())


def tables_of(path):
    with closing(sqlite3.connect(path)) as database:
        return {row[0] for row in database.execute("select name from sqlite_master where type = 'table'")}


def test_a_new_folder_has_the_newest_form_and_no_backup(folder):
    assert forms(folder) == len(migrations.STEPS)
    assert not (folder.root / backups.FOLDER).exists()


def test_before_each_step_there_is_a_backup(old, caplog):
    before = old.gradebook.read_bytes()
    with caplog.at_level(logging.WARNING):
        assert forms(old) == len(migrations.STEPS)
    says_the_same(old)
    assert backed_up(old) == [f"ledger-{form}" for form in range(len(migrations.STEPS))]
    (first,) = (old.root / backups.FOLDER).glob("ledger-0-*")
    assert str(first) in caplog.text and first.stat().st_mode & 0o007 == 0
    assert "localsdg_history" in tables_of(first) and "localsdg_ledger_schema" not in tables_of(first)
    # The backup is the whole gradebook: put back, it is the old folder again.
    with closing(sqlite3.connect(first)) as copy, closing(sqlite3.connect(":memory:")) as original:
        original.deserialize(before)
        assert list(copy.iterdump()) == list(original.iterdump())


def test_a_step_that_fails_changes_nothing_and_is_done_by_the_next(old, monkeypatch):
    def killed(connection):
        migrations.first(connection)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", (killed,))
        with pytest.raises(KeyboardInterrupt):
            forms(old)
    assert "localsdg_ledger_schema" not in tables_of(old.gradebook)
    kept_as_it_was(old)
    assert auditing.audit(old).problems == []


def test_later_steps_are_done_one_after_the_other(old, monkeypatch):
    kept_as_it_was(old)
    done = []
    more = (lambda connection: done.append("more"), lambda connection: done.append("most"))
    monkeypatch.setattr(migrations, "STEPS", migrations.STEPS + more)
    newest = forms(old)
    assert done == ["more", "most"] and newest == len(migrations.STEPS)
    assert backed_up(old) == [f"ledger-{form}" for form in range(newest)]
    assert forms(old) == newest and done == ["more", "most"]


def test_a_folder_of_a_newer_version_is_refused_and_left_as_it_is(maker, hand_in, folder):
    with closing(sqlite3.connect(folder.gradebook)) as database, database:
        database.execute("update localsdg_ledger_schema set version = 99")
    for look in (lambda: has(folder), lambda: list(grade([hand_in("amina", b"")], folder, Options()))):
        with pytest.raises(CourseFolderError, match="newer version of this program.*git pull"):
            look()
    assert not (folder.root / backups.FOLDER).exists()


def test_an_old_folder_that_everybody_could_read_is_closed(old, caplog):
    old.root.chmod(0o755)
    forms(old)
    assert old.root.stat().st_mode & 0o777 == 0o750 and "could be read by everybody" in caplog.text
    old.root.chmod(0o755)  # on purpose
    forms(old)
    assert old.root.stat().st_mode & 0o777 == 0o755
