"""The build on a small course of its own: strict, quick when nothing changed, whole after being killed."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest
import small_book
from asked_search import ask
from own_time import OwnTime
from small_book import BUILD, LESSON, ROOT, build

from localsdg_build import inputs, vendor


@pytest.fixture(scope="module")
def small_course(tmp_path_factory):
    return small_book.make(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def built(small_course):
    done = build(small_course, afresh=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Built \d+ pages in \d+ s: _build/html/index\.html", done.stdout)
    return small_course


@pytest.fixture
def lesson(built):
    return (built / "_build/html/modules/3-monitoring-reporting/small/en.html").read_text(encoding="utf-8")


def test_a_figure_becomes_data_and_a_table(lesson):
    spec = json.loads(re.search(r'<script type="application/json">(.*?)</script></div>', lesson).group(1))
    assert spec["data"][0]["type"] == "bar"
    assert "template" not in spec["layout"]
    assert 'aria-label="Two bars"' in lesson
    assert "<td>2.25</td>" in lesson
    assert len(re.findall(r'data-plotly="[^"]*plotly\.min\.js\?v=[^"]*"', lesson)) == 1
    assert not re.findall(r'src="[^"]*plotly[^"]*"', lesson)  # it waits until somebody comes near
    assert 'class="lsdg-credit"' in lesson


def test_mathematics_comes_from_the_book_itself(lesson, built):
    source = re.search(r'src="([^"]*mathjax[^"]*)"', lesson).group(1)
    assert source.startswith("../")
    assert (built / "_build/html/_static/vendor/mathjax/tex-chtml.js").is_file()


def test_a_page_names_at_once_what_its_exercises_load(lesson):
    named = re.findall(r'<link rel="(?:modulepreload|preload)"[^>]* href="[./]*_exercises/([^"]+)"', lesson)
    assert {"checker.js", "kinds/choice.js", "kinds/choice.css"} <= set(named)
    assert not {"kinds/board.js", "kinds/code.js"} & set(named)


def test_a_lesson_has_its_box_and_its_exercise(lesson):
    assert "Say why." in lesson
    assert 'data-exercise="check-why-report"' in lesson
    spec = json.loads(re.search(r'class="lsdg-spec">(.*?)</script>', lesson).group(1))
    assert "hidden_checks" not in spec
    assert "prompt" not in spec["words"]


def test_what_exercises_load_is_there(built):
    out = built / "_build/html/_exercises"
    for name in ("host.js", "worker.js", "micropython/micropython.wasm", "python.json"):
        assert (out / name).is_file(), name
    assert (out / "notebooks/3-monitoring-reporting.ipynb").is_file()
    assert (out / "downloads/3-monitoring-reporting.zip").is_file()
    assert json.loads((out / "checks/check-why-report.json").read_text())["points"]


def test_an_unchanged_book_is_not_built_again(built):
    with OwnTime() as took:
        done = build(built, afresh=True)  # what is forked has paid already
    assert done.returncode == 0
    assert "Nothing has changed" in done.stdout
    assert took.seconds < 6


@pytest.mark.parametrize(
    "name",
    [
        "_config.yml",
        "CITATION.cff",
        "package-lock.json",
        "book/_toc.yml",
        "book/en/interface.yml",
        "book/static/site/page.css",
        "book/static/exercises/host.js",
        "book/theme/localsdg/layout.html",
        "modules/3-monitoring-reporting/module.yml",
        "modules/3-monitoring-reporting/small/en.md",
        "exercises/check-why-report/checks.py",
        "datasets/new/data/table.csv",
    ],
)
def test_every_changed_source_is_noticed(small_course, name):
    before = inputs.book_hash(small_course)
    path = small_course / name
    old = path.read_bytes() if path.is_file() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((old or b"") + b"\n")
    assert inputs.book_hash(small_course) != before
    path.write_bytes(old) if old is not None else shutil.rmtree(small_course / "datasets/new")
    assert inputs.book_hash(small_course) == before


def test_code_runs_again_when_data_changes_but_not_when_words_do(small_course):
    before = inputs.execution_hash(small_course)
    words = small_course / "book/en/interface.yml"
    old = words.read_bytes()
    words.write_bytes(old + b"\n")
    assert inputs.execution_hash(small_course) == before
    words.write_bytes(old)
    table = small_course / "datasets/new/table.csv"
    table.parent.mkdir()
    table.write_text("a\n1\n")
    assert inputs.execution_hash(small_course) != before
    shutil.rmtree(table.parent)


def test_an_unknown_exercise_stops_the_build_and_leaves_the_last_book(built):
    page = built / "modules/3-monitoring-reporting/small/en.md"
    page.write_text(LESSON.replace("check-why-report", "no-such-exercise"))
    line = page.read_text().splitlines().index("```{sdg-exercise} no-such-exercise") + 1
    build(built)
    done = build(built)  # said again, as nothing was mended
    page.write_text(LESSON)
    assert done.returncode == 1
    assert f"small/en.md:{line}: WARNING: sdg-exercise:" in done.stderr
    assert "there is no exercise 'no-such-exercise'" in done.stderr
    assert (built / "_build/html/modules/3-monitoring-reporting/small/en.html").is_file()
    assert build(built).returncode == 0


def test_an_error_in_a_lesson_s_code_stops_the_build_with_its_line(built):
    page = built / "modules/3-monitoring-reporting/small/en.md"
    page.write_text(LESSON.replace("px.bar(", "1 / 0\npx.bar("))
    line = page.read_text().splitlines().index("1 / 0") + 1
    done = build(built)
    page.write_text(LESSON)
    assert done.returncode == 1
    assert f"small/en.md:{line}: ZeroDivisionError: division by zero" in done.stderr
    assert "small/en.md: WARNING: Executing notebook failed: CellExecutionError" in done.stderr


def test_a_changed_sentence_is_written_into_a_copy_of_the_last_book(built):
    assert build(built).returncode == 0
    page = built / "modules/3-monitoring-reporting/small/en.md"
    html = built / "_build/html"
    before = {path: path.stat().st_mtime_ns for path in html.rglob("*.*")}
    page.write_text(LESSON.replace("The share is", "The second share is"))
    assert build(built).returncode == 0
    written = {path for path, at in before.items() if path.is_file() and path.stat().st_mtime_ns != at}
    assert html / "modules/3-monitoring-reporting/small/en.html" in written
    assert html / "_exercises/downloads/3-monitoring-reporting.zip" not in written
    (found,) = ask(html, "second")  # the search knows the new sentence, and the pages that were not written
    assert [hit["sentence"] for hit in found["hits"]] == ["The [second] share is ."]
    assert ask(html, "front")[0]["hits"]
    light = {path: path.read_bytes() for path in html.rglob("*.*") if path.is_file()}
    (built / "_build/book.sha256").unlink()  # and a book made from nothing is the same
    assert build(built).returncode == 0
    assert light == {path: path.read_bytes() for path in html.rglob("*.*") if path.is_file()}
    page.write_text(LESSON)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("The share is", "The other share is", True),
        ("y=[1.5, 2.25]", "y=[1.5, 2.5]", True),
        ("## Seen", "## Looked at", False),
        ("# A small lesson", "# A lesson", False),
        ("read: 5", "read: 6", False),
        ("{sdg-exercise} check-why-report", "{sdg-exercise} another", False),
        ("The share is", "The share of {cite}`one` is", False),
        ("The share is", "(here)=\nThe share is", False),
    ],
)
def test_what_other_pages_show_of_a_lesson_is_its_frame(small_course, old, new, same):
    page = small_course / "modules/3-monitoring-reporting/small/en.md"
    before = inputs.frame_hash(small_course)
    page.write_text(LESSON.replace(old, new))
    assert (inputs.frame_hash(small_course) == before) is same
    page.write_text(LESSON)
    assert inputs.frame_hash(small_course) == before


def test_a_page_that_cannot_be_written_stops_the_build_though_many_are_written_at_once(tmp_path):
    course = small_book.make(tmp_path)
    toc = json.loads((course / "book/_toc.yml").read_text())
    for number in range(6):
        (course / f"book/en/page{number}.md").write_text(f"# Page {number}\n\nText.\n")
        toc["chapters"].append({"file": f"book/en/page{number}"})
    (course / "book/_toc.yml").write_text(json.dumps(toc))
    (course / "CITATION.cff").unlink()
    done = build(course)
    assert done.returncode == 1, done.stdout
    assert "CITATION.cff: this file is missing" in done.stderr
    assert not (course / "_build/html").exists()


def test_a_killed_build_is_made_whole_by_the_next(built):
    page = built / "modules/3-monitoring-reporting/small/en.md"
    page.write_text(LESSON.replace("2.25", "3.25"))
    environment = {**os.environ, "LOCALSDG_COURSE": str(built)}
    with subprocess.Popen(
        BUILD,
        env=environment,
        cwd=built,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        deadline = time.monotonic() + 60
        while not (built / "_build/next").is_dir() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(1)
        os.killpg(process.pid, signal.SIGKILL)
    done = build(built)
    assert done.returncode == 0, done.stderr
    assert "3.25" in (built / "_build/html/modules/3-monitoring-reporting/small/en.html").read_text()
    page.write_text(LESSON)


# ---- Third-party files ------------------------------------------------------------------------


def test_the_lock_file_holds_hashes_and_no_addresses():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert len(packages) >= 6
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name
    assert "//" not in (ROOT / "package-lock.json").read_text().replace("node_modules//", "")


def test_a_second_installation_does_nothing():
    vendor.ensure(ROOT)
    said = []
    with OwnTime() as took:
        vendor.ensure(ROOT, said.append)
    assert said == []
    assert took.seconds < 0.5


def test_without_node_a_python_package_brings_it(tmp_path):
    """A fresh environment and a PATH without npm: the real installation, from nothing."""
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    for name in ("package.json", "package-lock.json", "requirements-node.txt"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    code = "from pathlib import Path; from localsdg_build import vendor; print(vendor.ensure(Path.cwd()))"
    environment = {**os.environ, "PATH": str(tmp_path / "nothing"), "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [tmp_path / "venv/bin/python", "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "There is no Node.js on this computer" in done.stdout
    assert (tmp_path / ".vendor/node_modules/@micropython").is_dir()


def test_a_file_with_another_hash_is_refused(tmp_path):
    shutil.copyfile(ROOT / "package.json", tmp_path / "package.json")
    lock = json.loads((ROOT / "package-lock.json").read_text())
    lock["packages"]["node_modules/plotly.js-cartesian-dist-min"]["integrity"] = "sha512-" + "A" * 86 + "=="
    (tmp_path / "package-lock.json").write_text(json.dumps(lock))
    with pytest.raises(vendor.VendorError, match="is not the file that package-lock.json expects"):
        vendor.ensure(tmp_path, lambda said: None)
    assert not (tmp_path / ".vendor" / vendor.STAMP).exists()
