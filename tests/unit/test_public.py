"""What is private in a course's folders reaches nobody: not the page, not the wheel, not the sandbox."""

import json
import zipfile
from pathlib import Path

import fixture_course
import pytest

from autograder.sandbox import execute
from localsdg import course
from localsdg.course import exercises, public
from localsdg_build.book import assets, page_exercise
from localsdg_build.release import notebooks, wheel

CHECKOUT = Path(__file__).parents[2]
SLUGS = ("zz-who-reports", "a-mean", "short-story")
SECRET = "giraffe-in-the-cellar"


def spoil(folder):
    """Put the secret into each place of a course in which somebody may keep what learners must not have."""
    for slug in SLUGS:
        exercise = folder / "exercises" / slug
        for name in ("solution.py", "notes.md", "key.yml", "de.md", "private/answers.txt", "samples/x.json"):
            (exercise / name).parent.mkdir(exist_ok=True)
            (exercise / name).write_text(SECRET, encoding="utf-8")
        change(exercise / "exercise.yml", "module:", f"for_graders: {SECRET}\nmodule:")
        change(exercise / "en.md", "---\n", f"---\nfor_graders: {SECRET}\n")
    change(folder / "exercises/zz-who-reports/exercise.yml", "id: who,", f"id: who, solution: {SECRET},")
    change(folder / "exercises/zz-who-reports/exercise.yml", "id: hidden_care", f"id: hidden_{SECRET}")
    rubric = folder / "exercises/short-story/rubric.yml"
    rubric.write_text(
        f"author: {SECRET}\nrows:\n- id: story\n  guide: {SECRET}\n  objective: m3-why\n"
        f"  levels: [{{id: none, points: 0}}, {{id: good, points: 4, model: {SECRET}}}]\n"
    )
    table = folder / "datasets" / "shop"
    (table / "data").mkdir(parents=True)
    fields = [{"name": "price", "type": "number"}]
    resources = [{"name": "shop", "path": "data/shop.csv", "schema": {"fields": fields}}]
    (table / "datapackage.json").write_text(json.dumps({"name": "shop", "resources": resources}))
    (table / "data" / "shop.csv").write_text("price\n1\n")
    for name in ("build.py", "data/raw.csv", "respondents.csv"):
        (table / name).write_text(SECRET)


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def spoiled(tmp_path, monkeypatch):
    """A course with secrets; what reads the course without being told which, reads this one."""
    folder = fixture_course.make(tmp_path / "course", ("interface.yml", "notebook.md"))
    spoil(folder)
    monkeypatch.setenv("LOCALSDG_COURSE", str(folder))
    return folder


def page_of(folder, out):
    """All that pages have of the exercises: the files beside them, and the JSON inside them."""
    modules = out / "npm" / "@micropython" / "micropython-webassembly-pyscript"
    modules.mkdir(parents=True)
    for name in ("micropython.mjs", "micropython.wasm"):
        (modules / name).touch()
    assets.exercise_files(out / "_exercises", out / "npm")
    for slug in SLUGS:
        spec = page_exercise.widget_json(slug, public.exercise(slug))
        (out / f"{slug}.html").write_text(json.dumps(spec), encoding="utf-8")
    for path in notebooks.release_all(out / "notebooks"):
        assert path.is_file()
    return files_below(out)


def wheel_of(folder, out):
    """All files in the wheel, by name."""
    with zipfile.ZipFile(wheel.build_wheel(out, folder)) as found:
        return {name: found.read(name) for name in found.namelist()}


def sandbox_of(folder, out):
    """All files of the course that a learner's code sees."""
    return files_below(execute.copy_public_course(folder, out))


def files_below(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("receive", [page_of, wheel_of, sandbox_of])
def test_a_private_file_or_field_reaches_nobody(spoiled, tmp_path, receive):
    received = receive(spoiled, tmp_path / "out")
    assert [name for name, content in received.items() if SECRET in name or SECRET.encode() in content] == []
    # The test would also pass on nothing at all.
    everything = b"".join(received.values())
    assert b"data/shop.csv" in everything and b"single(" in everything
    assert any(name.endswith("shop/data/shop.csv") for name in received)


def test_what_is_received_is_a_course_of_its_own(spoiled, tmp_path):
    copy = public.write_files(spoiled, tmp_path / "copy")
    for slug in SLUGS:
        received = public.exercise(slug, course=spoiled)
        assert public.exercise(slug, course=copy) == received  # with the same version
        assert received == {**course.exercise(slug, course=copy), "version": received["version"]}
        assert course.checks_source(slug, copy) == course.checks_source(slug, spoiled)
        assert course.hidden_checks_source(slug, copy) == ""
    assert public.files(copy) == public.files(spoiled)


def test_the_real_exercises_lose_nothing_but_hidden_checks_and_what_pages_alone_show():
    for slug in course.exercise_ids(CHECKOUT):
        whole, shown = course.exercise(slug, course=CHECKOUT), public.exercise(slug, course=CHECKOUT)
        hidden = [check["id"] for check in whole.pop("hidden_checks", None) or []]
        for check in hidden:
            whole["words"]["feedback"].pop(check, None)
        for place, key in ((whole, "read_again"), (whole, "good"), (whole["words"], "good")):
            place.pop(key, None)
        assert shown == {**whole, "version": shown["version"]}


@pytest.mark.parametrize(
    ("file", "old", "new", "is_another"),
    [
        ("exercise.yml", "minutes: 5", "minutes: 6", True),
        ("exercise.yml", f"id: hidden_{SECRET}", "id: hidden_more", False),
        ("checks.py", "from localsdg", "# mended\nfrom localsdg", True),
        ("hidden_checks.py", "from localsdg", "# mended\nfrom localsdg", False),
        ("en.md", "not_vlr:", "not_said:", True),
        ("en.md", "title:", "title: New,", False),
    ],
)
def test_the_version_tells_what_an_answer_means(spoiled, file, old, new, is_another):
    before = public.exercise("zz-who-reports", course=spoiled)["version"]
    assert len(before) == 12
    change(spoiled / "exercises/zz-who-reports" / file, old, new)
    exercises._exercise.cache_clear()
    assert (public.exercise("zz-who-reports", course=spoiled)["version"] != before) is is_another
