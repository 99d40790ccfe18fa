"""The desk's other pages: another course, corrections, forget, the archive; a page that comes late."""

import io
import json
import zipfile

import pytest
from desk_page import Page

from autograder.store.course_folder import DESK, CourseFolder

from .conftest import CHOICE, NAME, RIGHT

LIST = b"id,name,email\namina,Amina Bello,amina@example.org\nboris,Boris Okoro,boris@example.org\n"


def zipped(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.fixture
def packed(maker):
    """A zip of three: one of the list, one under a wrong name, and one whose name says nobody's module."""
    data = json.dumps(maker.by_page({CHOICE: RIGHT})).encode()
    return zipped({f"amina/{NAME}.ipynb": data, f"laptop7/{NAME}.ipynb": data})


def rows(page):
    found = page.client.get("/state").json()["hand_ins"]["rows"]
    return {row["place"].rpartition(": ")[2]: row for row in found}


def test_whose_a_file_in_a_zip_is_can_be_corrected(packed, tmp_path):
    page = Page(tmp_path / "course").enter()
    page.drop("class.csv", LIST)
    page.drop("all.zip", packed, 2)
    wrong = rows(page)[f"laptop7/{NAME}.ipynb"]
    assert wrong["state"] == "stranger" and wrong["why"]
    assert page.post("/correct", id=wrong["id"], place="/etc/passwd", learner="boris").status_code == 409
    assert page.post(
        "/correct", id=wrong["id"], place=wrong["key"], learner="boris", assignment=""
    ).is_success
    of = {"id": wrong["id"], "place": wrong["key"]}
    right = rows(page)[f"laptop7/{NAME}.ipynb"]
    assert (right["learner"], right["state"], right["corrected"]) == ("boris", "ready", True)
    assert page.post("/correct", **of, learner="", assignment="").is_success
    assert rows(page)[f"laptop7/{NAME}.ipynb"]["state"] == "stranger"
    page.post("/correct", **of, learner="boris", assignment=NAME)
    run = page.grade()["run"]
    assert (run["end"], run["counts"]) == ("ended", {"graded": 2}), run
    people = page.client.get("/people").json()
    assert sorted(row["learner"] for row in people["rows"]) == ["amina", "boris"]


def test_a_learner_is_forgotten_on_the_desk_too(packed, tmp_path):
    """Before anything of hers is graded, out of a zip with others' work, out of a folder, by her name."""
    page = Page(tmp_path / "course").enter()
    data = packed
    page.drop("all.zip", data)
    page.drop(f"group/amina/{NAME}.ipynb", b"{}", 2)
    page.drop(f"group/boris/{NAME}.ipynb", b"{}", 2)
    page.drop("amina.ipynb", b"{}", 3)
    page.client.get("/state")
    done = page.post("/care/forget", learner="amina")
    assert done.is_success, done.text
    assert "all.zip" in done.json()["removed"]
    left = [path for path in (tmp_path / "course" / DESK).rglob("*") if path.is_file()]
    assert not [path for path in left if "amina" in str(path).casefold()]
    with zipfile.ZipFile(next(path for path in left if path.name == "all.zip")) as archive:
        assert archive.namelist() == [f"laptop7/{NAME}.ipynb"]
    assert any("boris" in str(path) for path in left)
    assert page.post("/care/forget", learner="amina").status_code == 409


@pytest.mark.sandbox
def test_what_is_kept_checked_archived_and_brought_back(packed, small_course, tmp_path):
    page = Page(tmp_path / "course").enter()
    assert page.client.get("/care/archive").status_code == 409  # nothing there yet
    page.drop("all.zip", packed)
    page.grade(without_list=True)
    held = page.client.get("/care/held", params={"wanted": "AMIN"}).json()
    assert [(one["learner"], one["files"] > 0, one["rows"] > 0) for one in held["rows"]] == [
        ("amina", True, True)
    ]
    assert (held["found"], held["count"]) == (1, 2)
    assert {"hand_ins", "grades", "course"} <= {one["kind"] for one in held["places"]}
    found = page.post("/care/audit").json()
    assert found["problems"] == [] and found["hand_ins"] == 2 and found["noted"] is None
    assert page.post("/care/audit", head=found["head"]).json()["noted"] == found["lines"]
    nameless = page.client.get("/care/without-names", params={"answers": "1"})
    assert nameless.is_success and b"amina" not in nameless.content

    whole = page.client.get("/care/archive").content
    back = tmp_path / "back"
    damaged = whole[: len(whole) // 2] + b"x" + whole[len(whole) // 2 + 1 :]
    refused = page.client.post("/care/restore", params={"folder": str(back)}, content=damaged)
    assert refused.status_code == 409 and "damaged" in refused.json()["problem"] and not back.exists()
    done = page.client.post("/care/restore", params={"folder": str(back)}, content=whole)
    assert done.is_success, done.text
    again = page.client.post("/care/restore", params={"folder": str(back)}, content=whole)
    assert again.status_code == 409 and CourseFolder(back).is_made
    other = Page(back).enter()
    assert other.post("/care/audit", head=found["head"]).json()["problems"] == []
    assert other.client.get("/give/csv").content == page.client.get("/give/csv").content


def test_a_tab_of_another_course_is_told(small_course, tmp_path):
    """Two courses on one desk, one after the other: what a tab of the first one sends changes nothing."""
    page = Page(tmp_path / "first").enter()
    mine = {"x-localsdg-course": page.desk.id}
    assert page.client.get("/state", headers=mine).is_success
    assert page.post("/choose", folder=str(tmp_path / "second"), makes=True).is_success
    told = page.client.post(
        "/take", params={"name": "a.zip", "stamp": "1764000000000-0001"}, content=b"x", headers=mine
    )
    assert told.status_code == 409 and str(tmp_path / "second") in told.json()["problem"]
    assert page.client.post("/settings", json={}, headers=mine).status_code == 409
    assert list((tmp_path / "second").iterdir()) == [] and not (tmp_path / "first").exists()
    assert str(tmp_path / "first") in page.client.get("/folders").json()["before"]


def test_the_form_writes_and_a_stale_one_does_not(small_course, tmp_path):
    page = Page(tmp_path / "course").enter()
    shown = page.client.get("/settings").json()
    values = shown["values"] | {f"{NAME}.due": "2026-12-01 18:00"}
    assert page.post("/settings", version=shown["version"], values=values).json()["stale"] is False
    late = page.post(
        "/settings", version=shown["version"], values=values | {"timezone": "Africa/Accra"}
    ).json()
    assert late["stale"] is True and late["now"]["values"][f"{NAME}.due"] == "2026-12-01 18:00"
    wrong = page.post("/settings", version=late["now"]["version"], values=values | {"timezone": "?"}).json()
    assert list(wrong["errors"]) == ["timezone"] and "list" in wrong["errors"]["timezone"]
    assert "Accra" not in (tmp_path / "course" / "course.yml").read_text()


def test_a_list_of_learners_is_written_and_counts(small_course, tmp_path):
    page = Page(tmp_path / "course").enter()
    shown = page.client.get("/learners").json()
    assert shown["may_change"] and shown["rows"] == []
    people = [["amina", "Amina Bello", "amina@example.org"], ["amina", "", ""], ["", "Boris", "x"]]
    wrong = page.post("/learners", version=shown["version"], rows=people).json()
    assert set(wrong["errors"]) == {"2", "3"}
    done = page.post("/learners", version=shown["version"], rows=people[:1]).json()
    assert done["errors"] == {} and page.client.get("/learners").json()["rows"] == people[:1]
    assert page.client.get("/state").json()["list"] == "learners.csv"
    assert page.post("/learners", version=shown["version"], rows=[]).json()["stale"] is True
