"""What the service worker is told of a site: its files, what a page and a module need, its release."""

import base64
import hashlib
import json
import shutil
from pathlib import Path

import pytest

from localsdg_build.offline import files, needs, release

ROOT = Path(__file__).parents[2]
LESSON = """<html><head><link rel="stylesheet" href="../../../_static/site.css?v=1"/>
<link rel="next" href="../two/en.html"/>
<script defer src="../../../_static/vendor/mathjax/tex-chtml.js"></script>
<script type="module" src="../../../_exercises/host.js"></script></head><body><img alt="" src="map.svg"/>
<section class="lsdg-exercise" data-exercise="quiz" data-kind="choice"></section>
<div data-good="../../../_exercises/good/quiz.json" data-plotly="../../../_static/p.js?v=3"></div>
<a href="../../../_exercises/data/t/data/t.csv">table</a><a href="../../../_exercises/downloads/m.zip">zip</a>
</body></html>"""
SITE = {
    "index.html": "<html></html>", "offline.html": "<html></html>", "book/en/index.html": "<html></html>",
    "modules/m/en.html": '<html><div data-assignment="m"></div></html>', "modules/m/one/en.html": LESSON,
    "modules/m/one/map.svg": "<svg/>", "modules/m/two/en.html": "<html></html>",
    "_static/site.css": "@import 'more.css'; a{src:url(fonts/a.woff2?v=2)}", "_static/more.css": "",
    "_static/fonts/a.woff2": "f",
    "_static/unused.css": "", "_static/p.js": "", "_search/index.js": "",
    "_static/vendor/mathjax/tex-chtml.js": '"never.js"',
    "_static/vendor/mathjax/output/x.woff2": "m", "_static/vendor/mathjax/never.js": "",
    "_exercises/host.js": 'import { a } from "./checker.js"; await import("./hand-in.js"); "docx/docx.js"',
    "_exercises/docx/docx.js": "heavy", "_exercises/hand-in.js": "",
    "_exercises/checker.js": 'new Worker(new URL("worker.js", import.meta.url))',
    "_exercises/worker.js": 'const PYTHON = "python.json"; import "./micropython/m.mjs"',
    "_exercises/python.json": "[]", "_exercises/micropython/m.mjs": '"m.wasm"',
    "_exercises/micropython/m.wasm": "w",
    "_exercises/kinds/choice.js": "", "_exercises/kinds/choice.css": "", "_exercises/kinds/board.js": "",
    "_exercises/kinds/shared.js": "", "_exercises/kinds/shared.css": "",
    "_exercises/checks/quiz.json": "{}", "_exercises/good/quiz.json": "{}",
    "_exercises/notebooks/m.ipynb": "{}", "_exercises/data/t/data/t.csv": "a",
    "_exercises/downloads/m.zip": "z", "_live/jupyter/index.html": "", ".buildinfo": "",
}  # fmt: skip


@pytest.fixture
def site(tmp_path):
    for name, text in SITE.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "site"


def test_a_page_needs_what_it_loads_and_what_that_loads(site):
    found = needs.Needs(site, files.read(site)).of_page("modules/m/one/en.html")
    assert set(found) == {
        "_static/site.css", "_static/more.css", "_static/fonts/a.woff2", "modules/m/one/map.svg",
        "_static/vendor/mathjax/tex-chtml.js", "_static/vendor/mathjax/output/x.woff2",
        "_exercises/host.js", "_exercises/checker.js", "_exercises/hand-in.js", "_exercises/worker.js",
        "_exercises/python.json", "_exercises/micropython/m.mjs", "_exercises/micropython/m.wasm",
        "_exercises/kinds/choice.js", "_exercises/kinds/choice.css", "_exercises/checks/quiz.json",
        "_exercises/good/quiz.json", "_static/p.js",
        "_exercises/kinds/shared.js", "_exercises/kinds/shared.css",
    }  # fmt: skip


def test_a_module_is_its_pages_with_what_they_lead_to(site):
    names = files.read(site)
    ((page, group),) = needs.groups(needs.Needs(site, names), names).items()
    assert page == "modules/m/en.html"
    assert group["pages"] == ["modules/m/en.html", "modules/m/one/en.html", "modules/m/two/en.html"]
    around = ["_search/index.js", "book/en/index.html", "offline.html", "_exercises/docx/docx.js"]
    assert group["more"] == ["index.html", *around, "_exercises/data/t/data/t.csv"]
    assert needs.Needs(site, names).of_page(page) == ["_exercises/notebooks/m.ipynb"]


def test_python_for_a_module_s_code_is_told_apart(site):
    """Only where the book runs code, and the module has some; by the files that live.json names."""
    code = '<section class="lsdg-exercise" data-exercise="sums" data-kind="code"></section>'
    (site / "modules/m/two/en.html").write_text(code, encoding="utf-8")
    (found,) = groups_of(site).values()
    assert found["python"] == []
    told = {"root": "../_live/", "bytes": {"pyodide.mjs": 1, "pandas.whl": 2}}
    (site / "_exercises/live.json").write_text(json.dumps(told), encoding="utf-8")
    (site / "_live/pyodide").mkdir()
    names = ["_live/codemirror.js", "_live/pyodide/pandas.whl", "_live/pyodide/pyodide.mjs"]
    for name in [*names, "_live/pyodide/ipython.whl"]:
        (site / name).write_text("x", encoding="utf-8")
    (found,) = groups_of(site).values()
    assert found["python"] == ["_exercises/live.json", *names]
    (site / "modules/m/two/en.html").write_text("<html></html>", encoding="utf-8")
    (found,) = groups_of(site).values()
    assert found["python"] == []


def groups_of(site):
    names = files.read(site)
    return needs.groups(needs.Needs(site, names), names)


def test_each_language_has_its_own(site):
    shutil.copytree(site, site / "xx")
    names = files.read(site)
    known = needs.Needs(site, names)
    assert "xx/_exercises/checks/quiz.json" in known.of_page("xx/modules/m/one/en.html")
    assert all(name.startswith("xx/") for name in known.of_page("xx/modules/m/one/en.html"))
    assert set(needs.groups(known, names)) == {"modules/m/en.html", "xx/modules/m/en.html"}
    assert all(name.startswith("xx/") for name in needs.groups(known, names)["xx/modules/m/en.html"]["pages"])


def test_a_release_has_a_name_for_its_content(site):
    build = release.write(site, "learner", ROOT)
    manifest = json.loads((site / "_offline/manifest.json").read_text())
    listed = {name: hash for name, hash, *_ in manifest["files"]}
    content = (site / "_exercises/host.js").read_bytes()
    assert (
        listed["_exercises/host.js"]
        == base64.urlsafe_b64encode(hashlib.sha256(content).digest()[:12]).decode()
    )
    assert not {"sw.js", "_offline/manifest.json", ".buildinfo", "_live/jupyter/index.html"} & set(listed)
    worker = (site / "sw.js").read_text()
    assert worker.startswith(f'self.lsdgRelease = {{"build": "{build}", "edition": "learner"}};\n')
    assert json.loads((site / "_offline/build.json").read_text())["build"] == manifest["build"] == build
    # The same again is the same release; each other file, and each edition, makes another.
    assert release.write(site, "learner", ROOT) == build
    assert release.write(site, "graded", ROOT) != build
    (site / "_exercises/worker.js").write_text("changed")
    assert release.write(site, "learner", ROOT) != build


def test_what_is_known_of_a_file_is_not_measured_again(site, monkeypatch):
    release.write(site, "learner", ROOT)
    before = json.loads((site / "_offline/manifest.json").read_text())
    monkeypatch.setattr(files, "_wire", lambda suffix, content: 99)
    (site / "_exercises/host.js").write_text("changed")
    release.write(site, "learner", ROOT)
    after = json.loads((site / "_offline/manifest.json").read_text())
    changed = [new for new, old in zip(after["files"], before["files"], strict=True) if new != old]
    assert [(name, wire) for name, _, _, wire in changed] == [("_exercises/host.js", 99)]
