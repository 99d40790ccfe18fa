"""Every page in a language that nobody speaks: no English sentence is left that does not say it is."""

import json
import re
import shutil

import nbformat
import pseudo
import pseudo_course
import pseudo_site
import pytest
import small_book
import unspoken

from localsdg.answer_store import SIDE_CAR
from localsdg.answers import MIME
from localsdg_build.release import notebooks
from localsdg_build.translation import recording

from .test_notebook_runs import run, trouble

XA, XB = pseudo.LANGUAGES

# What stays in plain letters on translated pages without saying that it is English, and why: (reason, class).
EXCEPTIONS = [
    (
        "names of a figure may come from the data or from the page's own code: nobody can tell",
        "lsdg-plot-table",
    ),
    ("formulas, which the script that makes these languages leaves alone", "math"),
]


def spared(tag, attributes):
    classes = set((attributes.get("class") or "").split())
    return any(known in classes for _, known in EXCEPTIONS)


def left_over(folder):
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))}
    found = {
        path.relative_to(folder).as_posix(): unspoken.english(text, spared) for path, text in pages.items()
    }
    return {name: words for name, words in found.items() if words}


def test_no_english_is_left_on_any_page(pseudo_pages):
    assert len(list(pseudo_pages.rglob("*.html"))) >= 48
    assert left_over(pseudo_pages) == {}


def test_no_english_is_left_from_right_to_left(pseudo_book):
    assert left_over(pseudo_book / "_build" / "html" / XB) == {}


def test_the_reader_of_pages_finds_english():
    page = (
        '<p title="A title">⟦ťöö⟧ plain words <span lang="en">said to be</span> <code>import this</code></p>'
    )
    assert unspoken.english(page) == ["title", "plain", "words"]


def test_each_page_leads_to_itself_in_the_other_language(pseudo_book):
    site = pseudo_book / "_build" / "html"
    for path in sorted(site.rglob("*.html")):
        if path.name == "index.html" and path.parent in (site, site / XB):
            continue  # it only leads on
        text = path.read_text(encoding="utf-8")
        spoken = XB if path.is_relative_to(site / XB) else "en"
        assert f'<html lang="{spoken}"' in text and ('dir="rtl"' in text.split(">")[1]) == (spoken == XB)
        links = dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', text))
        assert links.keys() == {"en", XB, "x-default"} and links["x-default"] == links["en"]
        for language in ("en", XB):
            target = (path.parent / links[language]).resolve()
            assert target.is_file() and target.is_relative_to(site / XB) == (language == XB), (path, language)
            assert f'<a href="{links[language]}" lang="{language}"' in text
        assert (path.parent / links[spoken]).resolve() == path


def test_a_course_of_one_language_has_no_trace_of_another(pseudo_book, tmp_path):
    alone = pseudo_site.build_small(tmp_path)
    name = f"_build/html/{small_book.PAGE}.html"
    alone_text, text = ((course / name).read_text(encoding="utf-8") for course in (alone, pseudo_book))
    assert "hreflang" not in alone_text
    assert not list((alone / "_build" / "html").rglob("*XB*"))
    without = re.sub(
        r' *<link rel="alternate"[^>]*>\n|<nav aria-label="Languages">.*?</nav>\s*', "", text, flags=re.S
    )
    assert "".join(without.split()) == "".join(alone_text.split())


def test_each_language_has_a_search_of_its_own(pseudo_book):
    site = pseudo_book / "_build" / "html"
    index = (site / XB / "_search" / "index.js").read_text(encoding="utf-8")
    assert f"modules/3-monitoring-reporting/small/{XB}" in index and "small/en" not in index
    data = json.loads(index[index.index("{") : index.rindex("}") + 1])
    said = " ".join(text for key, text in data["ui"].items() if not key.startswith(("code_", "goal_")))
    assert data["language"] == XB and not pseudo.english(re.sub(r"{\w+}", "", said))


def test_a_part_whose_english_has_changed_is_shown_in_english_and_says_so(pseudo_book, tmp_path):
    course = tmp_path / "course"
    course.mkdir()
    small_book.make(course)
    pseudo_course.write(course, XB)
    recording.write(course, XB)
    page = course / f"{small_book.PAGE}.md"
    page.write_text(page.read_text().replace("*Credit: made up", "A new sentence here.\n\n*Credit: made up"))
    out = pseudo_site.build(course, XB, tmp_path / "site", tmp_path / "build")
    text = (out / small_book.PAGE.replace("/en", f"/{XB}.html")).read_text(encoding="utf-8")
    section = re.search(r'<section[^>]*lang="en"[^>]*>(.*?)</section>', text, re.S)
    assert section and "A new sentence here." in section[1]
    note = re.search(r"<p[^>]*lsdg-untranslated[^>]*>([^<]*)</p>", section[1])
    assert note and f'lang="{XB}"' in note[0] and note[1].startswith("⟦")
    assert text.count('lang="en"') >= 2  # this part, and the link to English
    assert left_over(out) == {}


@pytest.mark.parametrize("is_translated", [False, True], ids=["English", "translated"])
def test_a_changed_sentence_leaves_the_other_pages_of_a_language(tmp_path, is_translated):
    """Where the page is translated, a part becomes English, with its heading, which the notebook names."""
    course = tmp_path / "course"
    course.mkdir()
    small_book.make(course)
    pseudo_course.write(course, XB)
    if not is_translated:
        (course / small_book.PAGE.replace("/en", f"/{XB}.md")).unlink()
    recording.write(course, XB)
    places = course, XB, tmp_path / "site", tmp_path / "build"
    out = pseudo_site.build(*places)
    script, page = out / "_exercises" / "host.js", course / f"{small_book.PAGE}.md"
    before = script.stat().st_mtime_ns
    page.write_text(page.read_text().replace("*Credit: made up", "A new sentence.\n\n*Credit: made up"))
    pseudo_site.build(*places)
    assert script.stat().st_mtime_ns == before
    made = {path: path.read_bytes() for path in out.rglob("*.*") if path.is_file()}
    assert b"A new sentence." in made[out / small_book.PAGE.replace("/en", f"/{XB}.html")]
    shutil.rmtree(out)  # and pages made from nothing are the same
    pseudo_site.build(*places)
    assert made == {path: path.read_bytes() for path in out.rglob("*.*") if path.is_file()}


def test_a_lesson_s_changed_code_is_run_once_for_all_languages(tmp_path):
    course = small_book.make(tmp_path)
    pseudo_course.write(course, XB)
    page = course / f"{small_book.PAGE}.md"
    translated = course / small_book.PAGE.replace("/en", f"/{XB}.md")
    translated.unlink()
    recording.write(course, XB)
    assert small_book.build(course).returncode == 0
    site = course / "_build" / "html"
    script = site / "_exercises" / "host.js"
    before = script.stat().st_mtime_ns
    page.write_text(page.read_text().replace("2.25", "2.75"))
    done = small_book.build(course)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Running the code of 1 lessons") == 1
    assert script.stat().st_mtime_ns == before
    for name in (f"{small_book.PAGE}.html", f"{XB}/{translated.relative_to(course).with_suffix('.html')}"):
        text = (site / name).read_text(encoding="utf-8")
        assert "<td>2.75</td>" in text and "<td>2.25</td>" not in text
    made = {path: path.read_bytes() for path in site.rglob("*.*") if path.is_file()}
    for stamp in (course / "_build").glob("book*.sha256"):  # and a book made from nothing is the same
        stamp.unlink()
    assert small_book.build(course).returncode == 0
    assert made == {path: path.read_bytes() for path in site.rglob("*.*") if path.is_file()}
    page.write_text(page.read_text().replace("The share", "{nothing}`x` The share"))
    done = small_book.build(course)
    assert done.returncode == 1 and "nothing" in done.stderr
    assert "2.75" in (site / f"{small_book.PAGE}.html").read_text(encoding="utf-8")


def test_what_is_shown_elsewhere_of_a_part_in_english_says_so(tmp_path):
    """A module's objectives in its lessons, an exercise's title in a table, a term in the index."""
    course = tmp_path / "course"
    course.mkdir()
    small_book.make(course)
    module, exercise = (
        course / "modules" / "3-monitoring-reporting",
        course / "exercises" / "check-why-report",
    )
    (module / "module.yml").write_text(
        "assignment: 3-monitoring-reporting\nobjectives: [{id: m3-why, verb: understand}]\n"
    )
    front = course / "book" / "en" / "index.md"
    front.write_text(
        "# Front\n\nThe front page.\n\n```{alignment-matrix}\n```\n\n"
        "## Words\n\n```{glossary}\nold word\n    An old meaning.\n```\n"
    )
    pseudo_course.write(course, XB)
    recording.write(course, XB)
    for path, old, new in (
        (front, "An old meaning.", "A newer meaning."),
        (module / "en.md", "Say why.", "Say why and to whom."),
        (exercise / "en.md", "\n---\n", "\n---\nA newer sentence.\n\n"),
    ):
        path.write_text(path.read_text().replace(old, new))
    out = pseudo_site.build(course, XB, tmp_path / "site", tmp_path / "build")
    pages = {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in out.rglob("*.html")
    }
    lesson, table = pages[small_book.PAGE.replace("/en", f"/{XB}.html")], pages[f"book/{XB}/index.html"]
    assert re.search(r'<ul[^>]* lang="en"[^>]*>\s*<li><p>Say why and to whom.</p></li>', lesson)
    assert '<span lang="en">Say why and to whom.</span>' in table
    assert re.search(r'<th scope="row" role="rowheader"><a [^>]*><span lang="en">', table)
    assert '<span lang="en">old word</span>' in pages["genindex.html"]
    assert left_over(out) == {}


@pytest.fixture
def course(tmp_path):
    """The course, in the language with accents, recorded."""
    made = pseudo_course.copy(pseudo_site.ROOT, tmp_path / "course", XA)
    recording.write(made, XA)
    return made


def test_grade_cells_and_locked_cells_are_the_same_in_all_languages(course):
    from localsdg_build.translation import staging

    staged = staging.stage(course, XA, course.parent / "staged")
    for name in ("3-monitoring-reporting", "1-sdg-introduction"):
        english, theirs = notebooks.notebook(name, course), notebooks.notebook(name, staged, XA)
        assert theirs.metadata.localsdg.language == XA
        assert notebooks.notebook(name, course, XA) == theirs  # what ``localsdg release --language`` writes
        assert [cell.id for cell in english.cells] == [cell.id for cell in theirs.cells]
        pairs = list(zip(english.cells, theirs.cells, strict=True))
        ours = [
            (one.source, other.source)
            for one, other in pairs
            if one.metadata.get("nbgrader", {}).get("locked")
        ]
        assert len(ours) > 5 and all(one == other for one, other in ours)
        marks = [(one.metadata.get("nbgrader"), other.metadata.get("nbgrader")) for one, other in pairs]
        assert all(one == other for one, other in marks if one and one["locked"])
        words = "\n".join(other.source for _, other in pairs if other.cell_type == "markdown")
        # What the columns of a dataset hold is said by the dataset.
        words = "\n".join(line for line in words.splitlines() if not line.startswith("| `"))
        assert not pseudo.english(unspoken.plain(words))


def test_what_a_notebook_shows_in_a_language_from_right_to_left_is_turned(pseudo_book, monkeypatch):
    from localsdg import notebook_overview
    from localsdg.course import public
    from localsdg.notebook_feedback import feedback_bundle

    monkeypatch.setenv("LOCALSDG_COURSE", str(pseudo_book))
    slug = pseudo_site.KINDS["choice"]
    for language, turned in ((XB, True), ("en", False)):
        monkeypatch.setenv("LOCALSDG_LANGUAGE", language)
        spec = public.exercise(slug, language, pseudo_book)
        shown = feedback_bundle({"records": [], "score": 0, "points": 5}, spec)["text/html"]
        table = notebook_overview.table({slug: spec}, {}, None, spec["words"]["ui"])["text/html"]
        assert [' dir="rtl"' in text for text in (shown, table)] == [turned, turned]


def test_a_notebook_speaks_its_language(course, tmp_path, monkeypatch):
    """One answer of each kind is found, shown, checked and summed up without an English word."""
    from localsdg_build.translation import staging

    staged = staging.stage(course, XA, tmp_path / "staged")
    kept = {
        slug: pseudo_site.answer(slug)
        for kind, slug in pseudo_site.KINDS.items()
        if kind not in ("text", "code")
    }
    wanted = {*pseudo_site.KINDS.values()}
    for name in ("3-monitoring-reporting", "2-territorial-planning"):
        notebook = notebooks.notebook(name, staged, XA)
        notebook.cells = [
            cell for cell in notebook.cells
            if (cell.metadata.get("localsdg") or {}).get("exercise") in wanted or cell.id == "overview"
        ]  # fmt: skip
        folder = tmp_path / name
        folder.mkdir()
        nbformat.write(notebook, folder / f"{name}.ipynb")
        (folder / SIDE_CAR).write_text(json.dumps(kept))
        cells = run(notebook, folder, course, monkeypatch, LOCALSDG_WIDGETS="0")
        assert trouble(cells) == []
        outputs = [output for cell in cells.values() for output in cell.get("outputs", [])]
        texts = [output.data["text/plain"] for output in outputs if "data" in output]
        assert any("⟦" in text for text in texts)
        # What the learner wrote, ids, and the variables of a code exercise as Python shows them.
        settings = course / "exercises" / pseudo_site.KINDS["code"] / "exercise.yml"
        written = f"null {json.dumps(kept, ensure_ascii=False)} {settings.read_text(encoding='utf-8')}"
        free = set(re.findall("[A-Za-z]{3,}", written))
        said = {word for text in texts for word in pseudo.english(unspoken.plain(text))} - free
        assert said <= set(), said
        bundles = [output.data[MIME] for output in outputs if MIME in output.get("data", {})]
        assert bundles and {bundle["language"] for bundle in bundles} == {XA}
