"""Drawings of lessons: what may stand in the file, words in lines, what `localsdg check` says, the page."""

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import small_course
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from localsdg import course as sources
from localsdg_build.book import drawing_directive
from localsdg_build.drawing import lines, svg, told

ROOT = Path(__file__).parents[2]
GOOD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 90">
  <path class="arrow" d="M9 9V40"/>
  <text class="middle" x="160" y="50" data-word="roof" data-room="120" data-lines="2"/>
</svg>"""
TOLD = "title: A roof\nalt: A roof & more\ncaption: Look up.\nwords:\n  roof: Ten words over a house"
CONF = """
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
include_patterns = ["**/*.md"]
root_doc = "modules/m/first/en"
def setup(app):
    from localsdg_build.book import drawing_directive
    drawing_directive.register(app)
"""


def drawn(text):
    return ElementTree.fromstring(text)


def test_lines_break_between_words_and_between_chinese_signs():
    assert lines.broken("cleaner air and better waste", 90, 13.5) == ["cleaner air", "and better", "waste"]
    assert lines.broken("first\nthen", 200, 13.5) == ["first", "then"]
    assert lines.broken("可持续发展目标，地方", 60, 13.5) == ["可持续发", "展目标，", "地方"]
    assert lines.broken("indivisibility", 20, 13.5) == ["indivisibility"]
    assert lines.width("mm", 10) > lines.width("ii", 10) * 2


def test_a_drawing_gets_its_words_in_lines_and_says_what_it_shows():
    words = told.read(TOLD).words
    shown = svg.filled(drawn(GOOD), words, 'A "roof" & more')
    assert 'role="img"' in shown and 'aria-label="A &quot;roof&quot; &amp; more"' in shown
    found = re.findall(r'<tspan x="160" y="([\d.]+)">(.*?)</tspan>', shown)
    assert [line for _, line in found] == ["Ten words over a", "house"]
    middle = sum(float(y) for y, _ in found) / 2 - 0.35 * 13.5
    assert abs(middle - 50) < 0.1  # of both lines: no blank at an end moves one of them
    assert 'marker-end="url(#lsdg-drawing-tip)"' in shown and "data-" not in shown and "xmlns:" not in shown


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<path", "<script>alert(1)</script><path", "<script> may not stand in a drawing"),
        ("<path", '<image href="x.png"/><path', "<image> may not stand"),
        ('d="M9', 'onclick="x()" d="M9', "onclick=…>: no drawing needs this"),
        ('class="arrow"', 'fill="#0f5257"', "colours and letters are the style's; write a class"),
        ('class="arrow"', 'style="stroke:red"', "write a class instead"),
        ('class="arrow"', 'class="blue"', 'class="blue" is no class of drawings'),
        ("320 90", "640 90", "at most 320 wide"),
        ('viewBox="0 0 320 90"', "", "write viewBox="),
        (' data-room="120"', "", "<text> without data-room"),
        ('y="50"', 'y="50%"', "x, y, data-room and data-lines are numbers"),
        ('data-lines="2"/>', 'data-lines="2">Roof</text>', "holds words; put them into the lesson's text"),
    ],
)
def test_what_may_not_stand_in_a_drawing_is_named(old, new, said):
    assert not list(svg.problems(drawn(GOOD)))
    assert said in "\n".join(svg.problems(drawn(GOOD.replace(old, new))))


@pytest.mark.parametrize("text", ["<svg", "<!DOCTYPE x [<!ENTITY a 'b'>]><svg/>", "<p/>"])
def test_what_is_no_drawing_is_not_read(tmp_path, text):
    (tmp_path / "drawing.svg").write_text(text, encoding="utf-8")
    with pytest.raises(svg.DrawingError):
        svg.read(tmp_path / "drawing.svg")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("alt: A roof & more\n", "", "alt is missing"),
        ("caption:", "captoin:", "'captoin' is none of title, alt, caption, words"),
        ("  roof:", "  roof: ''\n#", "words has no 'roof'"),
        ("  roof:", "  door: a\n  roof:", "no place for 'door'"),
        ("Ten words", "Eleven long words and many more", "roof is too long: it is "),
        ("A roof\n", "A roof: red\n", "this is no YAML"),
    ],
)
def test_the_check_names_what_the_text_lacks(course, old, new, said):
    folder = (course / small_course.LESSON).parent
    (folder / "drawing.svg").write_text(GOOD, encoding="utf-8")
    assert ["does not show it" in one for one in small_course.problems(course)] == [True]
    before = "## Sources"
    small_course.edit(folder / "en.md", before, f"```{{drawing}}\n{TOLD}\n```\n\n{before}")
    assert small_course.problems(course) == []
    small_course.edit(folder / "en.md", old, new)
    (problem,) = small_course.problems(course)
    assert problem.startswith("modules/m/first/en.md:") and said in problem


def test_the_check_of_a_drawing_without_room_goes_on(course):
    folder = (course / small_course.LESSON).parent
    (folder / "drawing.svg").write_text(GOOD.replace('"120"', '"wide"'), encoding="utf-8")
    small_course.edit(folder / "en.md", "## Sources", f"```{{drawing}}\n{TOLD}\n```\n\n## Sources")
    (problem,) = small_course.problems(course)
    assert problem.startswith("modules/m/first/drawing.svg") and "are numbers" in problem


def test_the_page_shows_it_and_other_formats_say_it(tmp_path, monkeypatch):
    folder = tmp_path / "modules/m/first"
    folder.mkdir(parents=True)
    monkeypatch.setattr(drawing_directive.course, "root", lambda: tmp_path)
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "drawing.svg").write_text(GOOD, encoding="utf-8")
    (folder / "en.md").write_text(f"# Lesson\n\n```{{drawing}}\n{TOLD}\n```\n", encoding="utf-8")
    page, said = built(tmp_path, "html")
    figure = page[page.index('<figure class="lsdg-drawing">') : page.index("</figure>")]
    assert said == "" and 'aria-label="A roof &amp; more"' in figure and "Look up." in figure
    assert page.count("A roof &amp; more") == 1
    assert "A roof: A roof & more" in built(tmp_path, "text")[0]
    (folder / "drawing.svg").write_text(GOOD.replace("<path", "<script/><path"), encoding="utf-8")
    page, said = built(tmp_path, "html")  # it is read again, because its drawing has changed
    assert "<script> may not stand in a drawing" in said and "lsdg-drawing" not in page


def built(folder, builder):
    out, said = folder / builder, io.StringIO()
    with docutils_namespace():
        Sphinx(folder, folder, out, folder / "trees", builder, status=None, warning=said).build()
    page = next(out.glob("modules/m/first/en.[ht]*")).read_text(encoding="utf-8")
    return page, "".join(line for line in said.getvalue().splitlines(True) if "en.md" in line)


def test_each_class_has_a_style_and_each_style_a_class():
    sheet = (ROOT / "book/static/site/drawing.css").read_text(encoding="utf-8")
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)
    styled = set(re.findall(r"\.([a-z][\w-]*)", sheet)) - {"tip"}
    styled = {one for one in styled if not one.startswith("lsdg-")}
    assert styled == svg.CLASSES - {"label", "both"}  # a label is what every text is; both: tips, no style
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgb", sheet) == []


def test_the_first_lessons_have_a_drawing():
    first = [path.parent.name for path in (sources.root() / "modules").glob("1-*/*/drawing.svg")]
    assert {"the-2030-agenda", "goals-targets-indicators", "what-localizing-means"} <= set(first)
