"""The facilitator's desk in a browser: drop, look, grade, give back, with keyboard and hostile names."""

import json
import zipfile

import accessibility
import pytest
from desk_server import running
from fixture_course import make

from localsdg.answers import bundle
from localsdg_build.release import notebooks

from .conftest import PHONE

NAME, CHOICE = "3-monitoring-reporting", "zz-who-reports"
EVIL = "<img src=x onerror=window.evil=1>"
SHEET = f"""\
Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,\
Last modified (submission),Last modified (grade),Feedback comments
Participant 501,Amina Bello,amina@example.org,,,12,Yes,"Tuesday, 3 November 2026, 10:15 PM",-,
Participant 502,{EVIL},evil@example.org,,,12,Yes,"Tuesday, 3 November 2026, 10:15 PM",-,
Participant 503,Dalia Cruz,dalia@example.org,,,12,Yes,-,-,
"""


@pytest.fixture
def dropped(tmp_path, monkeypatch):
    """``[zip, worksheet]``: one good hand-in, one that cannot be read, whose names would be markup."""
    course = make(tmp_path / "sources")
    monkeypatch.setenv("LOCALSDG_COURSE", str(course))
    notebook = json.loads(notebooks.notebook_text(NAME, course))
    cell = next(
        one
        for one in notebook["cells"]
        if one["metadata"].get("nbgrader", {}).get("grade_id") == f"{CHOICE}-answer"
    )
    answer = {"answers": {"who": "vnr", "when": 4}}
    cell["outputs"] = [
        {"output_type": "display_data", "metadata": {}, "data": bundle(CHOICE, answer, "kept")}
    ]
    packed, sheet = tmp_path / "<b onclick=window.evil=2>.zip", tmp_path / f"Grades-{NAME}.csv"
    with zipfile.ZipFile(packed, "w") as archive:
        place = "_assignsubmission_file_"
        archive.writestr(f"Amina Bello_501{place}/{NAME}.ipynb", json.dumps(notebook))
        archive.writestr(f"{EVIL}_502{place}/{NAME}.ipynb", f'{{"cells": [ {EVIL}')
    sheet.write_text(SHEET, encoding="utf-8")
    return [packed, sheet]


@pytest.mark.sandbox
def test_a_class_is_graded_by_clicks(blocked, axe, dropped, tmp_path):
    with running(tmp_path / "course") as address:
        page = blocked().new_page()
        page.goto(address)
        assert "key" not in page.url
        page.set_input_files("#files", dropped)
        page.wait_for_selector("#hand-ins caption:has-text('Hand-ins')")
        assert "cannot be graded: 1 · ready to grade: 1" in page.inner_text("#taken")
        assert page.locator("#hand-ins td[data-state=ready]").count() == 1, page.inner_text("main")
        assert page.locator("#hand-ins td[data-state=unreadable]").count() == 1
        assert accessibility.findings_light_and_dark(page, axe) == []

        page.focus("#grade")
        page.keyboard.press("Enter")
        page.wait_for_selector("#ended strong:has-text('Done')", timeout=240_000)
        page.wait_for_selector("#class td[data-state=ungraded]")
        assert "Dalia Cruz" in page.inner_text("#missing")
        page.fill("#class-filter", "amina")
        page.wait_for_selector("#class tbody:not(:has(tr:nth-child(2)))")
        with page.expect_popup() as opened:
            page.click("#class a[target]")
        opened.value.wait_for_selector("h1")
        page.fill("#class-filter", "")

        page.click("#give summary >> nth=0")
        page.wait_for_selector("#give details td")
        with page.expect_download() as download:
            page.click("#give a >> nth=0")
        filled = download.value.path().read_text(encoding="utf-8").splitlines()
        assert download.value.suggested_filename == f"{NAME}-moodle.csv"
        assert [line.split(",")[0] for line in filled[1:]] == [
            f"Participant {one}" for one in (501, 502, 503)
        ]
        assert page.evaluate("window.evil") is None
        assert accessibility.findings_light_and_dark(page, axe) == []
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
