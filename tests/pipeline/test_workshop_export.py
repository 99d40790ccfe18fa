"""What a workshop leaves is graded as what learners hand in."""

import csv
import json

import own_loop

from localsdg_build.release import notebooks
from localsdg_workshop import export, store
from localsdg_workshop.room import Room

from .conftest import CHOICE, CODE, MEAN, NAME, RIGHT, STORY, TEXT

MARKUP = "<script>alert(1)</script>"
HALF = "\ud800"  # half a sign of two: JSON can say it, no file can hold it


def filled(folder):
    """A workshop of three: one did all, one wrote markup and what no file can hold, one nothing."""

    async def run():
        kept = store.Store(folder)
        room = Room(kept)
        amina, boris, _ = [
            room.person(await room.join(name, "=1+1", "en")) for name in ("Amina", MARKUP, "Cleo")
        ]
        work = {CHOICE: RIGHT, CODE: {"code": MEAN}, TEXT: {"text": STORY + " $5"}}
        await room.keep(amina, {f"localsdg:{slug}": json.dumps(answer) for slug, answer in work.items()})
        await room.keep(
            boris, {f"localsdg:{TEXT}": json.dumps({"text": MARKUP + HALF}), f"localsdg:{CHOICE}": "[1]"}
        )
        await room.keep(boris, {"localsdg:no-exercise": '{"text": "x"}', "localsdg:a/b": "1"})
        await room.ask(boris, MARKUP, True)
        kept.close()

    own_loop.run(run())


def test_what_was_made_in_the_room_is_graded(small_course, graded, tmp_path):
    released = tmp_path / "book" / "_exercises" / "notebooks"
    released.mkdir(parents=True)
    (released / f"{NAME}.ipynb").write_text(notebooks.notebook_text(NAME, small_course), encoding="utf-8")
    filled(tmp_path / "data")
    export.export(tmp_path / "data", tmp_path / "out", tmp_path / "book")
    found = graded(tmp_path / "out" / export.HAND_INS)
    assert sorted(found) == ["amina-1", "script-alert-1-script-2"]  # who did nothing hands in nothing
    points = {one.id: one.score for one in found["amina-1"].exercises}
    assert points[CHOICE] > 0 and points[CODE] > 0
    with (tmp_path / "out" / "attendance.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == ["Amina", MARKUP, "Cleo"]
    assert {row["team"] for row in rows} == {"'=1+1"}  # no spreadsheet calculates what somebody typed
    with (tmp_path / "out" / "answers.csv").open(encoding="utf-8-sig") as file:
        assert {row["exercise"] for row in csv.DictReader(file)} == {CHOICE, CODE, TEXT}
    for name in ("attendance", "certificates"):
        assert "Cleo" in (tmp_path / "out" / f"{name}.html").read_text(encoding="utf-8")
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert MARKUP not in report and "&lt;script&gt;" in report
