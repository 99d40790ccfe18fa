"""A course with a country pack: its book lies apart, and the facilitator names the pack that grades."""

import json
import shutil
from pathlib import Path

import pytest
import small_book
from click.testing import CliRunner

from autograder import cli
from autograder.errors import CourseFolderError
from autograder.nbgrader.assignments import prepare
from autograder.store.course_folder import CourseFolder
from localsdg import course
from localsdg_build import inputs, with_pack
from localsdg_build.release import notebooks

from .conftest import CHECKOUT, CHOICE, NAME, RIGHT, Maker, grade_all, scores
from .test_follow import get, served, until

PACK = "lowland"
FILES = {
    "pack.yml": "country: Lowland\nmade_up: true\npublisher: The Lowland union\n",
    "terms.yml": "share: portion\n",
    f"lessons/{NAME}/small.md": "## What is done\n% instead of: Done\n\nLowland did it.\n\n"
    "```{sdg-exercise} check-why-report\n```\n",
}


def add_pack(folder, files):
    for name, text in files.items():
        path = folder / "packs" / PACK / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copy(CHECKOUT / "book" / "en" / "pack.yml", folder / "book" / "en")


# ---- The book ----------------------------------------------------------------------------------


def test_the_book_of_a_pack_lies_in_a_folder_of_its_own(tmp_path, monkeypatch):
    checkout = small_book.make(tmp_path)
    plain = inputs.book_hash(checkout)
    add_pack(checkout, {**FILES, "terms.yml": "small lesson: little lesson\nshare: portion\n"})
    (checkout / "book" / "en" / "pack.yml").rename(tmp_path / "words.yml")
    assert inputs.book_hash(checkout) == plain  # without PACK nothing of the book depends on packs
    (tmp_path / "words.yml").rename(checkout / "book" / "en" / "pack.yml")
    monkeypatch.setenv("LOCALSDG_PACK", PACK)
    done = small_book.build(checkout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"_build/packs/{PACK}/_build/html/index.html" in done.stdout
    assert not (checkout / "_build" / "html").exists()
    html = checkout / "_build" / "packs" / PACK / "_build" / "html"
    page = (html / f"{small_book.PAGE}.html").read_text(encoding="utf-8")
    assert "This is the edition for Lowland. Lowland is made up" in page and "The Lowland union" in page
    assert "A little lesson" in page and "The portion is" in page and "What is done" in page
    front = (html / "book" / "en" / "index.html").read_text(encoding="utf-8")
    assert "This is the edition for Lowland." in front
    made = json.loads((html / "_exercises" / "notebooks" / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    assert made["metadata"]["localsdg"]["pack"] == PACK
    with served(checkout) as (address, said):  # it follows the pack as it follows the course
        read = lambda: get(f"{address}/{small_book.PAGE}.html")  # noqa: E731
        until(lambda: "Nothing has changed" in said.read_text())
        terms = checkout / "packs" / PACK / "terms.yml"
        terms.write_text("small lesson: tiny lesson\nshares: portions\n", encoding="utf-8")
        told = "packs/lowland/terms.yml:2: the term 'shares' stands nowhere"
        until(lambda: "The book stays as it was" in said.read_text())
        assert told in said.read_text() and "A little lesson" in read()
        terms.write_text("small lesson: tiny lesson\n", encoding="utf-8")
        until(lambda: "A tiny lesson" in read())


# ---- Grading -----------------------------------------------------------------------------------


@pytest.fixture
def packed(small_course_folder, tmp_path, monkeypatch):
    """A course of one's own with a pack, as the checkout that the grader reads."""
    checkout = Path(shutil.copytree(small_course_folder, tmp_path / "checkout"))
    add_pack(checkout, {"pack.yml": FILES["pack.yml"]})
    monkeypatch.setenv("LOCALSDG_COURSE", str(checkout))
    return checkout


def course_folder(tmp_path, name, settings):
    place = tmp_path / name
    place.mkdir()
    (place / "course.yml").write_text(settings, encoding="utf-8")
    return place


def test_course_yml_says_with_which_pack_hand_ins_are_graded(packed, tmp_path, hand_in):
    theirs, plain = with_pack.course_with(packed, PACK), Maker(packed)
    by_pack = hand_in("amina", Maker(theirs).by_page([(CHOICE, RIGHT)]))
    other = plain.by_page([(CHOICE, RIGHT)])
    other["metadata"]["localsdg"]["pack"] = "highland <b>"  # whatever a learner names
    hand_in("ben", other)
    place = course_folder(tmp_path, "class", f"pack: {PACK}\n")
    folder = CourseFolder(place)
    assert course.root() == theirs
    prepare(folder)
    assert json.loads(folder.releases()[0].read_text())["metadata"]["localsdg"]["pack"] == PACK
    found = {one.learner: one for one in grade_all([by_pack], folder)}
    assert scores(found["amina"]) == scores(found["ben"])
    assert found["amina"].notes == ()
    assert [note for note in map(str, found["ben"].notes) if "another edition" in note and "?" in note]
    again = CourseFolder(course_folder(tmp_path, "plain", ""))
    assert course.root() == packed
    prepare(again)
    without = {one.learner: one for one in grade_all([by_pack], again)}
    assert scores(without["amina"]) == scores(found["amina"])
    assert [note for note in map(str, without["amina"].notes) if f"country pack: {PACK}" in note]


def test_a_pack_that_is_not_there_is_said_and_nothing_is_graded(packed, tmp_path, hand_in):
    given = hand_in("amina", json.loads(notebooks.notebook_text(NAME, packed)))
    place = course_folder(tmp_path, "class", "pack: upland\n")
    result = CliRunner().invoke(cli.main, ["grade", str(given), "--course", str(place)])
    assert result.exit_code == 1
    assert (
        "course.yml: pack is 'upland'. packs/upland: there is no pack 'upland'; there are: lowland"
        in result.output
    )
    assert [path.name for path in place.iterdir()] == ["course.yml"]
    with pytest.raises(CourseFolderError, match="pack is 'upland'"):
        CourseFolder(place)
