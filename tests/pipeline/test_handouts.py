"""Handouts: every exercise on paper without its answer, nothing beyond its page, PDF that says what it is."""

import json
import shutil
from pathlib import Path

import pdf_words
import pypdfium2
import pytest
from click.testing import CliRunner

from localsdg import course, kinds
from localsdg_build import good_answers, words
from localsdg_build.commands import handouts as command
from localsdg_build.handouts import document, exercises, layout, make, pdf

ROOT = Path(__file__).parents[2]
SAID = words.handouts()


@pytest.fixture(scope="module")
def sheets():
    """The participants' part of every exercise."""
    return {slug: exercises.sheet(slug, "en", SAID, ROOT) for slug in course.exercise_ids(ROOT)}


def test_every_kind_has_a_template():
    assert [kind for kind in kinds.names() if not exercises.has_template(kind)] == []


def test_what_participants_get_does_not_depend_on_answers(sheets, tmp_path):
    """A course without samples, good words and rules of the checks gives the same sheets."""
    bare = tmp_path / "course"
    for name in ("book", "datasets", "modules"):
        (bare / name).parent.mkdir(exist_ok=True)
        (bare / name).symlink_to(ROOT / name)
    for name in ("_config.yml", "publish.yml"):
        shutil.copy(ROOT / name, bare)
    for slug in sheets:
        _copy_without_answers(ROOT / "exercises" / slug, bare / "exercises" / slug)
    changed = [slug for slug in sheets if exercises.sheet(slug, "en", SAID, bare).html != sheets[slug].html]
    assert changed == []
    assert len(sheets) > 60


def _copy_without_answers(folder, target):
    target.mkdir(parents=True)
    for name in ("exercise.yml", "en.md", "checks.py", "rubric.yml", "starter.py"):
        if (folder / name).is_file():
            shutil.copy(folder / name, target)
    settings = course.read_yaml(target / "exercise.yml")
    (settings.get("parameters") or {}).pop("rules", None)
    (target / "exercise.yml").write_text(json.dumps(settings), encoding="utf-8")
    if sample := good_answers.sample(folder, settings):  # says which case is printed first, and no more
        case = json.loads(sample.read_text("utf-8"))["answer"].get("case") if sample.is_file() else None
        (target / "samples").mkdir()
        (target / "samples" / sample.name).write_text(json.dumps({"answer": {"case": case}}), "utf-8")
    found, prompt = course.read_words(target / "en.md")
    found.pop("good", None)
    (target / "en.md").write_text(f"---\n{json.dumps(found)}\n---\n{prompt}\n", encoding="utf-8")


def test_a_key_holds_the_answer():
    key = exercises.key("check-reporting-roadmap", "en", SAID, ROOT).html
    spec = course.exercise("check-reporting-roadmap", course=ROOT)
    answer = json.loads((ROOT / "exercises/check-reporting-roadmap/samples/full.json").read_text("utf-8"))[
        "answer"
    ]
    right = spec["words"]["labels"]["options"]["public_by"][answer["answers"]["public_by"]]
    assert f'<li class="is-right"><span class="box on">x</span> {right}' in " ".join(key.split())


@pytest.fixture(scope="module")
def style():
    return document.css("a4", ROOT / ".vendor" / "node_modules", SAID, "The course")


def test_what_goes_beyond_its_page_or_cell_is_found(style):
    part = document.Part("wide", "Wide", "<p style='white-space: nowrap'>{}</p>".format("word " * 60))
    cell = document.Part(
        "cell",
        "Cell",
        "<table style='table-layout: fixed'><tr><td style='white-space: nowrap'>{}</td>"
        "<td>next</td></tr></table>".format("word " * 25),
    )
    more = {"course": "C", "author": "A"}
    found = pdf.lay_out(document.html("T", [part, cell], SAID, "en", **more), style)
    told = layout.overflows(found)
    assert [line.partition(":")[0] for line in told] == ["page 1", "page 2"]
    fitting = document.Part("fits", "Fits", "<p>A line.</p>")
    assert layout.overflows(pdf.lay_out(document.html("T", [fitting], SAID, "en", **more), style)) == []


def test_every_handout_fits_on_its_paper(tmp_path):
    """The command refuses what does not fit; here every exercise, key, card and form is laid out."""
    made = {one.path.name: one for one in make.make(ROOT, tmp_path)}
    assert len(made) == 9
    for path in tmp_path.glob("*.pdf"):
        with pypdfium2.PdfDocument(path) as read:
            assert len(read) == made[path.name].pages
            assert {tuple(round(side) for side in page.get_size()) for page in read} <= {
                (595, 842),
                (842, 595),
            }
        inside = pdf_words.unpacked(path.read_bytes())
        assert b"pdfuaid:part" in inside and b"/MarkInfo" in inside and b"/StructTreeRoot" in inside
        assert b"Atkinson" in inside and b"/FontFile" in inside


def test_the_other_paper_is_narrower_sideways():
    """Letter: the boards, grids and sheets of a module, which are the widest things there are."""
    style = document.css("letter", ROOT / ".vendor" / "node_modules", SAID, "The course")
    html = make.html(make.Handout(make.EXERCISES, "2-territorial-planning"), "en", ROOT)
    found = pdf.lay_out(html, style)
    assert layout.overflows(found) == []
    assert {(round(page.width), round(page.height)) for page in found.pages} == {(816, 1056), (1056, 816)}


def test_the_command_makes_one_exercise(tmp_path):
    done = CliRunner().invoke(command.command, [str(tmp_path), "--exercise", "plan-alignment"])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "plan-alignment-answer-keys.pdf",
        "plan-alignment-exercises.pdf",
    ]


def test_without_pango_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf.ctypes.util, "find_library", lambda name: None)
    with pytest.raises(pdf.PaperError, match="apt install libpango-1.0-0"):
        make.make(ROOT, tmp_path)
