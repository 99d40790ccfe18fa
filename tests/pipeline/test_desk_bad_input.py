"""What goes wrong around the desk: a folder that vanishes, a full disk, huge files, a bomb, a command."""

import io
import json
import resource
import shutil
import threading
import zipfile

import httpx
import psutil
import pytest
from click.testing import CliRunner
from desk_page import Page
from desk_server import started

from autograder.cli import main
from autograder.store.course_folder import DESK, CourseFolder
from autograder.store.ledger import auditing

from .conftest import CHOICE, HALF, NAME, RIGHT

LARGE = 1 << 30
PIECE = bytes(4 << 20)
MOST_MEMORY = 60e6  # bytes that a gigabyte may cost


def zipped(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_a_folder_that_vanishes_is_no_fault(folder, maker):
    """Whatever is asked then is answered in words; the next file makes the folder anew."""
    page = Page(folder.root).enter()
    page.drop("all.zip", zipped({f"amina/{NAME}.ipynb": json.dumps(maker.by_page({CHOICE: RIGHT}))}))
    page.client.get("/state")
    version = page.client.get("/settings").json()["version"]
    shutil.rmtree(folder.root)
    asked = [
        "/state",
        "/people",
        "/rows",
        "/settings",
        "/learners",
        "/folders",
        "/care/held",
        "/care/archive",
    ]
    asked += ["/give/csv", "/give/xlsx", "/care/without-names", f"/feedback?learner=amina&assignment={NAME}"]
    assert {page.client.get(place).status_code for place in asked} <= {200, 404, 409}
    posted = {
        "/grade": {}, "/again": {}, "/stop": {}, "/remove": {"id": "one-1764000000000-0001"},
        "/care/forget": {"learner": "amina"}, "/care/audit": {}, "/settings": {"version": version},
    }  # fmt: skip
    for place, told in posted.items():
        assert page.client.post(place, json=told).status_code in (200, 409), place
    shutil.rmtree(folder.root, ignore_errors=True)
    assert page.drop("class.csv", b"id\namina\n", 2).status_code == 200
    assert page.client.get("/state").json()["learners"] == 1


def test_a_command_beside_the_desk_grades_nothing_twice(folder, maker, tmp_path):
    files = {
        f"learner{number}/{NAME}.ipynb": json.dumps(maker.by_page({CHOICE: RIGHT if number % 2 else HALF}))
        for number in range(6)
    }
    (tmp_path / "all.zip").write_bytes(zipped(files))
    page = Page(folder.root).enter()
    page.drop("all.zip", zipped(files))
    command = ["grade", str(tmp_path / "all.zip"), "--course", str(folder.root), "--workers", "1"]
    done = []
    beside = threading.Thread(target=lambda: done.append(CliRunner().invoke(main, command)))
    beside.start()
    run = page.grade(without_list=True)["run"]
    beside.join(240)
    assert run["end"] == "ended" and done[0].exit_code == 0, (run, done[0].output)
    people = page.client.get("/people").json()
    assert (people["count"], people["graded"]) == (6, 6)
    found = auditing.audit(CourseFolder(folder.root))
    assert (found.problems, found.hand_ins) == ([], 6)


def pieces(size):
    for _ in range(size // len(PIECE)):
        yield PIECE


def test_a_bomb_is_not_opened(folder):
    page = Page(folder.root).enter()
    bomb = zipped({f"learner{number}/{NAME}.ipynb": bytes(250 << 20) for number in range(2)})
    assert len(bomb) < 1 << 20
    page.drop("bomb.zip", bomb)
    state = page.client.get("/state").json()
    assert {row["state"] for row in state["hand_ins"]["rows"]} <= {"unreadable"} and (
        state["hand_ins"]["rows"] or state["told"]
    )
    assert all(row["why"] for row in state["hand_ins"]["rows"])


@pytest.fixture
def desk(folder):
    """``(process, client)`` of a desk in a process of its own."""
    with started(folder.root) as (address, process):
        origin = address.partition("/?")[0]
        with httpx.Client(
            base_url=origin, headers={"origin": origin}, timeout=120, follow_redirects=True
        ) as client:
            assert client.get(address).status_code == 200
            yield process, client


def drop(client, name, content, number, size=None):
    query = {"name": name, "stamp": f"1764000000000-{number:04}"}
    headers = {"content-length": str(size)} if size else {}
    return client.post("/take", params=query, content=content, headers=headers)


def test_a_gigabyte_and_a_full_disk(desk, folder, maker):
    """A huge file costs no memory; one that does not fit leaves nothing of itself, and says what to do."""
    process, client = desk
    before = psutil.Process(process.pid).memory_info().rss
    assert drop(client, "video.ipynb", pieces(LARGE), 1, LARGE).status_code == 200
    files = client.get("/state").json()["files"]
    assert [one["size"] for one in files] == [LARGE]
    assert psutil.Process(process.pid).memory_info().rss - before < MOST_MEMORY
    assert client.post("/remove", json={"id": files[0]["id"]}).json() == {"removed": True}

    data = zipped({f"amina/{NAME}.ipynb": json.dumps(maker.by_page({CHOICE: RIGHT}))})
    assert drop(client, "all.zip", data, 3).status_code == 200
    shown = client.get("/settings").json()
    _, most = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, most))
    values = shown["values"] | {"timezone": "Africa/Accra"}
    told = {
        "take": drop(client, "more.zip", data, 4),
        "settings": client.post("/settings", json={"version": shown["version"], "values": values}),
        "archive": client.get("/care/archive"),
    }
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, most))
    for what, reply in told.items():
        assert reply.status_code == 409 and "no space left" in reply.json()["problem"], (what, reply.text)
    assert not folder.settings.exists()
    left = [path.name for path in (folder.root / DESK).rglob("*") if path.is_file()]
    assert "all.zip" in left and "more.zip" not in left and not [one for one in left if one.endswith(".part")]
    assert drop(client, "more.zip", data, 4).status_code == 200
    assert (
        client.post("/settings", json={"version": shown["version"], "values": values}).json()["stale"]
        is False
    )
