"""A country pack: what it changes, what stays, and that each mistake is named with file, line, remedy."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from pack_mistakes import LESSON, LESSONS_FILE, MISTAKES
from small_course import edit, fill_gaps

from localsdg import course as sources
from localsdg.course import public
from localsdg_build import cli, scaffold_pack, with_pack
from localsdg_build.check import packs as rule
from localsdg_build.cli import main
from localsdg_build.handouts import make as handouts
from localsdg_build.packs import model, note, overlay, sections, staging
from localsdg_build.packs.terms import Terms, in_exercise, in_page
from localsdg_build.packs.texts import joined
from localsdg_build.questions import write as questions
from localsdg_build.release import notebooks
from localsdg_build.slides import deck
from localsdg_workshop.board import pages

ROOT = Path(__file__).parents[2]
NAME = "marendia"
PARTS = ("book", "exercises", "modules", "datasets", "packs")


@pytest.fixture(scope="module")
def staged(tmp_path_factory):
    """The checkout's sources, and the course made of them with the example."""
    checkout = tmp_path_factory.mktemp("checkout")
    for name in PARTS:
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("_config.yml", "publish.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, checkout)
    return staging.stage(checkout, model.read(checkout, NAME))


@pytest.fixture
def course(tmp_path):
    """A course whose big parts are the checkout's own, with a copy of the example to spoil."""
    for name in PARTS[:-1]:
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "packs" / NAME, tmp_path / "packs" / NAME)
    return tmp_path


def problems(course, name=NAME):
    return [
        f"{one.path.relative_to(course / 'packs' / name)}:{one.line}: {one.problem}"
        for one in rule.problems(course, name)
    ]


def text(course, name):
    return (course / name).read_text(encoding="utf-8")


def test_an_article_that_would_be_wrong_is_named_with_the_line_to_add(course):
    terms = course / "packs" / NAME / "terms.yml"
    terms.write_text("mayor: alcalde\n", encoding="utf-8")
    (problem,) = problems(course)
    assert problem.startswith(
        "terms.yml:1: the course says 'a mayor', which would become 'a alcalde'; add a line 'a"
    )
    terms.write_text("mayor: alcalde\na mayor: an alcalde\n", encoding="utf-8")
    assert problems(course) == []
    terms.write_text("mayer: alcalde\n", encoding="utf-8")
    assert "did you mean mayor?" in problems(course)[0]


# ---- What a pack changes -----------------------------------------------------------------------


TERMS = {"town hall": "city house", "review": "report", "local review": "town report"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The town hall asks.", "The city house asks."),
        ("Town hall: closed. Town hall of Rome.", "City house: closed. City house of Rome."),
        ("the Town hall Act", "the Town hall Act"),  # a name, not the first word of a sentence
        ("town halls, town hall's", "town halls, city house's"),
        ("a local review, a review", "a town report, a report"),  # the longest first, and once
        ("{term}`local review`, {term}`it <review>`", "{term}`town report`, {term}`it <report>`"),
        ("{cite}`review` `review` {review}", "{cite}`review` `review` {review}"),
        ("[review](../review/en.md)", "[report](../review/en.md)"),
        ("```{code-cell} python\nreview = 1\n```\n", "```{code-cell} python\nreview = 1\n```\n"),
        (
            "````{admonition} Case: a review\n:class: review\nA review.\n````\n",
            "````{admonition} Case: a report\n:class: review\nA report.\n````\n",
        ),
        ("```{drawing}\n  review: a review\n```\n", "```{drawing}\n  review: a report\n```\n"),
    ],
)  # fmt: skip
def test_terms_change_what_is_read_and_nothing_else(before, after):
    assert in_page(before, Terms(TERMS)) == after


def test_keys_of_an_exercise_are_no_words():
    found = in_exercise("---\nlabels:\n  review: the review\n---\nA review.\n", Terms(TERMS))
    assert found == "---\nlabels:\n  review: the report\n---\nA report.\n"


def test_the_example_is_in_order_and_changes_what_it_says(staged):
    checkout = model.checkout(staged)
    assert list(rule.problems(checkout, NAME)) == []
    roadmap = text(staged, "modules/3-monitoring-reporting/reporting-roadmap/en.md")
    assert (
        "Worked case: Marendia, the review of 2025" in roadmap
        and "*Source: Made up for this course." in roadmap
    )
    assert "Worked case: the United Kingdom, 2019" not in roadmap and "## How long is the chain?" in roadmap
    lesson = text(staged, model.page(LESSON))
    assert lesson.startswith("---\njupytext") and "```{recall}" in lesson and "United Kingdom" not in lesson
    assert 'data.load("marendia-internet-synthetic", "internet")' in lesson and "uk-local" not in lesson
    assert "Union of Marendian Municipalities takes part" in text(
        staged, "modules/3-monitoring-reporting/en.md"
    )
    assert "## Whom to ask in Marendia" in text(staged, "book/en/about.md")
    assert "municipal house" in text(staged, "exercises/shared-river/en.md")
    settings = sources.read_yaml(staged / "exercises" / "reporting-roadmap" / "exercise.yml")
    assert [one["default"] for one in overlay.years(settings)] == [2029]
    assert sources.read_yaml(staged / "publish.yml")["publisher"].startswith("The Union of Marendian")


def test_what_points_depend_on_is_the_courses_own(staged):
    """Checks, hidden checks, points, and all parameters but the year; in samples, sentences alone."""
    checkout = model.checkout(staged)
    for slug in sources.exercise_ids(checkout):
        ours, theirs = (where / "exercises" / slug for where in (checkout, staged))
        for path in ours.rglob("*"):
            if (
                path.is_file()
                and path.name not in ("en.md", "exercise.yml")
                and path.parent.name != "samples"
            ):
                assert path.read_bytes() == (theirs / path.relative_to(ours)).read_bytes()
        before, after = (sources.read_yaml(folder / "exercise.yml") for folder in (ours, theirs))
        for settings in (before, after):
            settings.pop("read_again", None)
            for one in overlay.years(settings):
                del one["default"]
        assert before == after
    for dataset in (checkout / "datasets").iterdir():
        for path in dataset.rglob("*.csv"):
            assert path.read_bytes() == (staged / path.relative_to(checkout)).read_bytes()


def test_samples_score_as_stated_in_words_of_the_country(staged):
    from localsdg_build.check.samples import samples

    told = json.loads((staged / staging.ORIGINS).read_text(encoding="utf-8"))
    changed = {name.split("/")[1] for name in told if name.startswith("exercises/")}
    assert {"reporting-roadmap", "shared-river"} <= changed
    assert list(samples(staged, sorted(changed))) == []


def test_a_notebook_says_its_pack_and_country(staged):
    made = notebooks.notebook("2-territorial-planning", staged)
    assert made.metadata["localsdg"]["pack"] == NAME
    assert "Marendia is made up" in made.cells[0].source
    assert "pack" not in notebooks.notebook("2-territorial-planning", ROOT).metadata["localsdg"]
    version = public.exercise("check-reporting-roadmap", course=staged)["version"]
    assert (
        version == public.exercise("check-reporting-roadmap", course=ROOT)["version"]
    )  # other words, one meaning


MADE_UP = "This is the edition for Marendia. Marendia is made up"


def test_what_is_printed_shown_and_asked_says_for_which_country_it_is(staged, tmp_path, monkeypatch):
    """Pages of the book say it in their frame, notebooks in their first cell; so do the other doors."""
    monkeypatch.setenv("LOCALSDG_COURSE", str(staged))
    module, lesson = "3-monitoring-reporting", "reporting-roadmap"
    source = staged / "modules" / module / lesson / "en.md"
    place = deck.Place(staged, module, lesson, source, tmp_path / "a" / "page.html", tmp_path, tmp_path)
    assert MADE_UP in deck.html(place) and "Marendia, the review of 2025" in deck.html(place)
    whole, single = handouts.Handout("exercises", module), handouts.Handout("exercises", "", lesson)
    for one in (whole, single):
        assert handouts.html(one, "en", staged).count(MADE_UP) == 1
    list(questions.write(staged, tmp_path / "bank", [module], "moodle", "en"))
    assert MADE_UP in (tmp_path / "bank" / questions.NOTE).read_text(encoding="utf-8")
    assert MADE_UP in bytes(pages.html("join", "en", code="").body).decode()
    monkeypatch.setenv("LOCALSDG_COURSE", str(ROOT))
    assert "edition" not in bytes(pages.html("join", "en", code="").body).decode()
    assert note.of(ROOT, "en") == ""


@pytest.mark.parametrize("name", sorted({*cli.main.list_commands(None)} - {"new", "translated"}))
def test_each_command_reads_the_course_with_the_pack(name, course, monkeypatch):
    found = cli.main.get_command(None, name)
    seen = []
    monkeypatch.setattr(found, "callback", lambda **_: seen.append(sources.root()))
    monkeypatch.setattr(found, "params", [])  # whatever it needs besides
    monkeypatch.setattr(with_pack, "course_with", lambda root, pack: root / "with" / pack)
    monkeypatch.setenv("LOCALSDG_COURSE", str(course))
    done = CliRunner().invoke(cli.main, ["--pack", NAME, name])
    assert done.exit_code == 0, done.output
    assert seen == [course.resolve() / "with" / NAME]


def test_made_again_nothing_changes_and_what_is_gone_goes(staged):
    checkout = model.checkout(staged)
    before = {path: path.stat().st_mtime_ns for path in staged.rglob("*.md")}
    (staged / "modules" / "stray.md").write_text("left over")
    staging.stage(checkout, model.read(checkout, NAME))
    assert {path: path.stat().st_mtime_ns for path in staged.rglob("*.md")} == before
    assert not [path for path in (staged / "packs").rglob("*")]


def test_a_problem_is_told_where_its_author_wrote(staged):
    path, told = model.page(LESSON), staged / model.page(LESSON)
    line = told.read_text(encoding="utf-8").splitlines().index("## Take the average apart") + 1
    found = staging.of_source(staged, sources.CourseError(path, "wrong", line))
    assert str(found) == f"packs/{NAME}/lessons/{LESSON}.md:6: wrong"
    below = told.read_text(encoding="utf-8").splitlines().index("## When there is no figure") + 1
    own = (ROOT / path).read_text(encoding="utf-8").splitlines().index("## When there is no figure") + 1
    assert str(staging.of_source(staged, sources.CourseError(path, "wrong", below))) == f"{path}:{own}: wrong"


def test_links_and_sections_to_read_again_follow_a_heading(course):
    file = course / "packs" / NAME / "lessons" / "3-monitoring-reporting" / "reporting-roadmap.md"
    file.parent.mkdir()
    file.write_text(
        "## The chain of Marendia\n% instead of: How long is the chain?\n\nTwenty weeks.\n", encoding="utf-8"
    )
    edit(course / "packs" / NAME / "terms.yml", "town hall:", "fixed points: firm dates\ntown hall:")
    assert problems(course) == []
    changed = overlay.changed(course, model.read(course, NAME))
    lesson = joined(changed["modules/3-monitoring-reporting/reporting-roadmap/en.md"])
    assert "## The chain of Marendia\n%\n" in lesson and "How long is the chain" not in lesson
    again = sources.parse_yaml(joined(changed["exercises/reporting-roadmap/exercise.yml"]), Path("e"))[
        "read_again"
    ]
    assert again[0] == "The firm dates of the year" and f"## {again[0]}" in lesson
    assert sections.renamed(course, "3-monitoring-reporting/reporting-roadmap", file) == {
        "How long is the chain?": "The chain of Marendia"
    }


# ---- Mistakes ----------------------------------------------------------------------------------


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_file_line_and_what_to_write(course, mistake):
    spoil, told = mistake
    spoil(course / "packs" / NAME)
    found = problems(course)
    assert any(told in one for one in found), found


def test_a_pack_that_is_not_in_order_is_not_used(course, monkeypatch):
    (course / "packs" / NAME / "pack.yml").unlink()
    monkeypatch.setenv("LOCALSDG_COURSE", str(course))
    result = CliRunner().invoke(main, ["--pack", NAME, "release", str(course / "out")])
    assert result.exit_code == 1 and f"packs/{NAME}/pack.yml: this file is missing" in result.output
    assert not (course / "_build").exists() and not (course / "out").exists()
    result = CliRunner().invoke(main, ["--pack", "merendia", "release", str(course / "out")])
    assert result.exit_code == 1 and "there is no pack 'merendia'; there are: marendia" in result.output
    result = CliRunner().invoke(main, ["--pack", NAME, "new", "dataset", "mine"])
    assert result.exit_code == 2 and "leave out --pack" in result.output


# ---- The recipe --------------------------------------------------------------------------------


def test_a_new_pack_has_marks_and_is_in_order_once_they_are_written(course):
    made = scaffold_pack.pack(course, "newland")
    assert {path.name for path in made} == {
        "pack.yml",
        "terms.yml",
        "competences.yml",
        "reporting-roadmap.md",
    }
    assert len([one for one in problems(course, "newland") if "write this: <<" in one]) > 8
    fill_gaps(course / "packs" / "newland")
    assert problems(course, "newland") == []


def test_a_new_pack_with_a_dataset_asks_for_rows_and_a_section(course):
    scaffold_pack.pack(course, "newland", "uk-local-authorities/internet", LESSON)
    found = problems(course, "newland")
    assert any("data/internet.csv" in one or "data/table.csv:2: write this: <<year>>" in one for one in found)
    assert any(f"{LESSONS_FILE}:3: write this: <<write in this section" in one for one in found)
    assert 'data.load("newland-uk-local-authorities", "internet")' in text(
        course, f"packs/newland/{LESSONS_FILE}"
    )
    with pytest.raises(sources.CourseError, match="no section of this lesson loads"):
        scaffold_pack.pack(course, "other", "unsd-cities/waste", LESSON)
