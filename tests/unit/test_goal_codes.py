"""Codes of targets and indicators in the text: which get their Goal's colour, and which are numbers."""

import io
import re

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from localsdg_build.book import goal_codes

CODES = frozenset({"1.5", "3.6", "4.2", "4.a", "11.2", "11.6", "11.6.1", "13.1"})
CONF = """
extensions = ["myst_parser"]
myst_enable_extensions = ["attrs_inline"]
source_suffix = {".md": "markdown"}
root_doc = "modules/m/en"
def setup(app):
    from localsdg_build.book import goal_codes
    app.connect("doctree-read", goal_codes.mark)
"""
PAGE = """# Target 11.2

Target 11.2 and the [targets 11.6](https://example.org) cost 1.5 million, indicators 11.6.1, **target 4.2**,
`target 3.6`. The guide's own [11.6.1]{.lsdg-no-goal}.

| Line | Target | Cost |
|---|---|---|
| 3.6 more | 3.6, roads | 1.5 |
"""


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Target 11.2 is near.", ["11.2"]),
        ("targets 3.6, 11.2 and 11.6 cost 1.5 million", ["3.6", "11.2", "11.6"]),
        ("It rose 1.5 times, from 3.6 to 11.2.", []),
        ("Air (11.6.1), or 4.a.", ["11.6.1", "4.a"]),
        ("target 11.9; target 11.25; table 11.6.1.4", []),
        ("It grew by 11.2 percent: 13.1", []),
        ("在具体目标11.2和11.6中", []),
    ],
)
def test_what_is_a_code_and_what_a_number(text, marked):
    found = list(goal_codes.parts(text, "target|targets", CODES))
    assert [piece for piece, is_code in found if is_code] == marked
    assert "".join(piece for piece, _ in found) == text


def test_a_code_follows_its_word_in_chinese():
    found = goal_codes.parts("具体目标11.2、11.6和1.5亿", "具体目标", CODES)
    assert [piece for piece, is_code in found if is_code] == ["11.2", "11.6"]


def test_a_page_has_them_marked_with_their_text_as_it_was(tmp_path):
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    (tmp_path / "modules/m").mkdir(parents=True)
    (tmp_path / "modules/m/en.md").write_text(PAGE, encoding="utf-8")
    with docutils_namespace():
        out = tmp_path / "out"
        Sphinx(tmp_path, tmp_path, out, out / "trees", "html", status=None, warning=io.StringIO()).build()
    page = (out / "modules/m/en.html").read_text(encoding="utf-8")
    body = page[page.index("<h1") : page.index("</table>")]
    found = re.findall(r'<span class="lsdg-sdg lsdg-sdg-(\d+)">([^<]*)</span>', body)
    assert found == [("11", "11.2"), ("11", "11.6.1"), ("4", "4.2"), ("3", "3.6")]
    assert "3.6</span>, roads" in body and ">3.6 more<" in re.sub("</?p>", "", body)


def test_all_codes_of_the_course_are_known():
    assert {"11.6", "4.a", "17.18.1"} <= goal_codes.known() and "11.25" not in goal_codes.known()
