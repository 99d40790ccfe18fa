"""The page *My work*: one document of all one made, files that other programs open, a hand-in, deleting."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import accessibility
import pytest
from playwright.sync_api import expect

from localsdg import course

ROOT = Path(__file__).parents[2]
MODULE = "3-monitoring-reporting"
FORMULA = '=HYPERLINK("http://127.0.0.1","x")'
NAME = 'Amina "<b>Bello</b>"'
ANSWERS = {
    "reporting-roadmap": "full-early",
    "repair-a-page": "full",
    "check-why-report": "full",
    "who-does-what": "full",
    "interlinkages": "full",
}
NOTE = [{"at": 0, "question": "Who reports in your town?", "note": "The statistics unit."}]


def sample(slug, name):
    return json.loads((ROOT / "exercises" / slug / "samples" / f"{name}.json").read_text())["answer"]


@pytest.fixture
def work(blocked, book):
    """The page with work in three modules; ``work.kept()`` is all that the browser keeps."""
    page = blocked(accept_downloads=True).new_page()
    page.goto(f"{book}/book/en/about.html")
    values = {f"localsdg:{slug}": sample(slug, name) for slug, name in ANSWERS.items()}
    values["localsdg:dossier-1-sdg-introduction"] = {"text": f"{FORMULA}\n\nA town <i>by\x0ba river</i>."}
    values[f"localsdg-notes:{MODULE}/why-report"] = NOTE
    values["localsdg-theme"] = "dark"
    page.evaluate(
        "all => Object.entries(all).forEach(([key, one]) => localStorage.setItem(key, JSON.stringify(one)))",
        values,
    )
    page.goto(f"{book}/book/en/my-work.html")
    drawn(page)
    return page


# What a module's notebook in this browser (JupyterLite) holds.
NOTEBOOK = "async () => (await import('/_exercises/notebook-files.js')).read('m.ipynb')"
OPENED = """async () => {
  await (await import("/_exercises/notebook-files.js")).write("m.ipynb", { cells: ["an answer"] });
}"""


def holds(page, content):
    page.wait_for_function(f"async (text) => JSON.stringify(await ({NOTEBOOK})()) === text", arg=content)


def drawn(page):
    page.wait_for_selector(".lsdg-work-paper[data-drawn] > *")


def saved(page, does, tmp_path):
    with page.expect_download() as started:
        page.click(f"[data-does={does}]")
    path = tmp_path / started.value.suggested_filename
    started.value.save_as(path)
    return path


def status(page):
    return page.inner_text(".lsdg-work-status")


def command(*arguments, cwd):
    code = "from autograder.cli import main; main()"
    environment = {
        "LOCALSDG_COURSE": str(ROOT),
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": str(cwd),
    }
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        env=environment,
    )


def test_all_work_is_one_document_and_files_that_office_programs_open(work, tmp_path, axe):
    assert [one.inner_text() for one in work.query_selector_all(".lsdg-work-document h2")] == [
        "Introduction to the Goals", "Territorial planning and the Goals", "Monitoring and reporting",
    ]  # fmt: skip
    roadmap = work.query_selector("[data-exercise=reporting-roadmap]")
    assert len(roadmap.query_selector_all("table tbody tr")) > 8
    assert work.query_selector("[data-exercise=check-why-report]") is None
    assert "Design a survey" in work.query_selector_all(".lsdg-work-left")[-1].inner_text()
    assert "The statistics unit." in work.inner_text(".lsdg-work-notes")
    assert work.query_selector(".lsdg-work-document i") is None  # what was written is text, never HTML
    for panel in ("keep", "hand-in", "record", "here"):
        work.click(f"#lsdg-work-{panel} summary")
    assert accessibility.findings_light_and_dark(work, axe) == []
    work.check("#lsdg-work-checks")
    check = work.wait_for_selector("[data-exercise=check-why-report] table")
    assert "–" not in check.inner_text()

    document = zipfile.ZipFile(saved(work, "docx", tmp_path)).read("word/document.xml").decode()
    styles = re.findall(r'<w:pStyle w:val="(\w+)"', document)
    assert (styles.count("Title"), styles.count("Heading1")) == (1, 3)
    assert styles.count("Heading2") >= len(ANSWERS) + 1
    assert document.count("<w:tbl>") == len(work.query_selector_all(".lsdg-work-document table"))
    assert "<w:tblHeader" in document and "A town &lt;i&gt;by a river&lt;/i&gt;." in document
    if soffice := shutil.which("soffice"):
        profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
        convert = [soffice, profile, "--headless", "--convert-to", "odt", "--outdir", tmp_path]
        subprocess.run([*convert, tmp_path / "my-work.docx"], check=True, capture_output=True, timeout=120)
        opened = zipfile.ZipFile(tmp_path / "my-work.odt").read("content.xml").decode()
        assert opened.count("<table:table ") == document.count("<w:tbl>")
        assert opened.count("<text:h ") == sum(one.startswith("Heading") for one in styles)

    data = saved(work, "csv", tmp_path).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if "HYPERLINK" in cell] == [f"'{FORMULA}"]
    assert any(row[:2] == ["Monitoring and reporting", "Reporting roadmap"] and row[2] for row in rows)
    work.emulate_media(media="print")
    assert not work.is_visible(".lsdg-work-tools") and work.is_visible(".lsdg-work-document table")
    scroll = work.query_selector(".lsdg-work-scroll")
    assert scroll.evaluate("one => getComputedStyle(one).overflowX") == "visible"  # else no page cuts it
    work.emulate_media(media="screen")
    work.select_option("#lsdg-work-module", MODULE)
    expect(work.locator(".lsdg-work-document h2")).to_have_count(1)


def test_a_hand_in_of_all_modules_is_graded_and_its_record_verified(work, tmp_path):
    work.click("#lsdg-work-hand-in summary")
    work.wait_for_selector(".lsdg-work-inside li")
    inside = work.inner_text(".lsdg-work-inside")
    assert f"{MODULE}.ipynb" in inside and "record.html" in inside
    assert "4-decentralized-cooperation" not in inside
    work.fill("#lsdg-work-name", NAME)
    work.fill("#lsdg-work-email", "amina@example.org")
    path = saved(work, "hand_in", tmp_path)
    work.locator(
        "#lsdg-work-hand-in .lsdg-work-beside", has_text="hand-in.zip"
    ).wait_for()  # where it was pressed
    files = zipfile.ZipFile(path)
    assert sorted(files.namelist()) == [
        "1-sdg-introduction.ipynb", "2-territorial-planning.ipynb", f"{MODULE}.ipynb", "record.html",
    ]  # fmt: skip
    notebook = json.loads(files.read(f"{MODULE}.ipynb"))
    assert notebook["metadata"]["localsdg"]["proposed"] == {"name": NAME, "email": "amina@example.org"}
    kept = work.evaluate("JSON.stringify(localStorage)")
    assert "amina@example.org" not in kept  # what was typed there stays nowhere

    (tmp_path / "in" / "learner-7").mkdir(parents=True)
    shutil.copy(path, tmp_path / "in" / "learner-7")
    graded = command(
        "grade",
        tmp_path / "in",
        "--course",
        tmp_path / "course",
        "--json",
        tmp_path / "out.json",
        cwd=tmp_path,
    )
    assert graded.returncode == 0, graded.stderr
    found = json.loads((tmp_path / "out.json").read_text())
    scores = {one["id"]: one["score"] for outcome in found for one in outcome["exercises"]}
    assert {outcome["learner"] for outcome in found} == {"learner-7"}
    full = {slug: course.exercise(slug)["points"] for slug in ANSWERS}
    assert {slug: scores[slug] for slug in ANSWERS} == full
    told = command("status", "--course", tmp_path / "course", cwd=tmp_path).stdout
    assert f"  learner-7: {NAME}, amina@example.org\n" in told and "Nobody has checked" in told

    agreed = command("verify", path, cwd=tmp_path)
    assert agreed.returncode == 0 and f"{MODULE}: 3 exercises" in agreed.stdout, agreed.stdout + agreed.stderr
    page = files.read("record.html").decode()
    assert page.count("<script") == 1  # the data: nothing in it runs
    earned = re.search(r'"earned":([1-9]\d*)', page)
    (tmp_path / "record.html").write_text(page.replace(earned.group(), '"earned":99', 1))
    forged = command("verify", tmp_path / "record.html", path, cwd=tmp_path)
    assert forged.returncode == 1
    assert f"the record says 99, the answers get {earned.group(1)}." in forged.stdout


def test_work_is_downloaded_deleted_taken_back_and_loaded(work, tmp_path):
    before = work.evaluate("({...localStorage})")
    work.click("#lsdg-work-keep summary")
    path = saved(work, "download", tmp_path)
    work.click("#lsdg-work-here summary")
    assert f"Answers to {len(ANSWERS) + 1} exercises and notes on 1 lessons" in work.inner_text(
        "#lsdg-work-here"
    )
    work.evaluate(OPENED)
    work.click("[data-does=delete]")
    work.keyboard.press("Enter")  # the focus is on the button that keeps all
    assert work.evaluate("({...localStorage})") == before
    work.click("[data-does=delete]")
    work.click("[data-does=delete_yes]")
    assert list(work.evaluate("({...localStorage})")) == ["localsdg-theme"]
    work.wait_for_selector(".lsdg-work-nothing")
    holds(work, "null")
    work.wait_for_timeout(200)  # other parts of the page have heard of it: the focus is where it was
    work.keyboard.press("Enter")
    assert work.evaluate("document.activeElement.dataset.does") == "delete"
    assert work.evaluate("({...localStorage})") == before and "back" in status(work)
    holds(work, '{"cells":["an answer"]}')
    work.click("[data-does=delete]")
    work.click("[data-does=delete_yes]")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(path.read_bytes()[:3000])
    for name, content in {
        "broken.zip": broken.read_bytes(),
        "x.ipynb": b"{",
        "y.ipynb": b'{"cells": []}',
    }.items():
        (tmp_path / name).write_bytes(content)
        work.set_input_files("input[type=file]", tmp_path / name)
        expect(work.locator(".lsdg-work-status")).to_contain_text(name)
        assert list(work.evaluate("({...localStorage})")) == ["localsdg-theme"]
    work.set_input_files("input[type=file]", [path, tmp_path / "x.ipynb"])
    expect(work.locator(".lsdg-work-status")).to_contain_text("Loaded")
    assert "x.ipynb cannot be read" in status(work)
    after = work.evaluate("({...localStorage})")
    for key in before:
        if key.startswith(("localsdg:", "localsdg-notes:")):
            assert json.loads(after[key]) == json.loads(before[key])


def test_without_storage_the_page_says_so(blocked, book):
    context = blocked()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })"
    )
    page = context.new_page()
    page.goto(f"{book}/book/en/my-work.html")
    drawn(page)
    assert "does not let the course keep anything" in page.inner_text(".lsdg-work-count")
    page.click("[data-does=docx]")
    assert status(page) == "There is no work to save yet."
