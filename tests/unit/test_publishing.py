"""What a folder to publish holds: nothing that works at home only, what hosts read, where to go when lost."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from localsdg import course as sources
from localsdg_build import editions, inputs, publisher, vendor
from localsdg_build.check.publishing import publishing
from localsdg_build.publish import checking, hosting, not_found, publish, site_map
from localsdg_build.translation import staging

ROOT = Path(__file__).parents[2]
ADDRESS = "https://www.example.org/sdg/"
KNOWN = publisher.Publisher(ROOT, address=ADDRESS)
UNKNOWN = publisher.Publisher(ROOT)


@pytest.mark.parametrize("key", ["", "unknown", "address", "logo", "picture", "contact", "language", "text"])
def test_what_is_wrong_with_the_settings_is_named_with_its_line(tmp_path, key):
    for name in ("en", "es"):
        (tmp_path / "book" / name).mkdir(parents=True)
        (tmp_path / "book" / name / "interface.yml").write_text("a: b\n")
    (tmp_path / "logo.svg").write_text("<svg/>")
    (tmp_path / "large.png").write_bytes(b"x" * 400_000)
    good = {
        "address": f'"{ADDRESS}"',
        "logo": "logo.svg",
        "contact": "a@example.org",
        "privacy": "{es: Nada}",
    }
    bad = {
        "unknown": ("adress", "x", "adress"),
        "address": ("address", "www.example.org", "address: write the whole address"),
        "logo": ("logo", "nothing.svg", "logo: there is no file 'nothing.svg'"),
        "picture": ("picture", "large.png", "picture: the file has more than 300 kB"),
        "contact": ("contact", "the mayor", "contact: write an e-mail address"),
        "language": ("privacy", "{fr: Rien}", "privacy.fr: the course has no such language; it has: en, es"),
        "text": ("publisher", "3", "publisher: 3 is not a text"),
    }
    name, value, said = bad.get(key, ("", "", ""))
    lines = [f"{one}: {text}" for one, text in {**good, **({name: value} if name else {})}.items()]
    (tmp_path / publisher.NAME).write_text("\n".join(lines) + "\n")
    found = list(publishing(tmp_path))
    assert len(found) == (1 if key else 0), found
    if key:
        line = next(number for number, text in enumerate(lines, 1) if text.startswith(f"{name}:"))
        assert said in str(found[0]) and f"{publisher.NAME}:{line}:" in str(found[0])


def test_settings_are_read_and_an_address_of_before_counts(tmp_path):
    (tmp_path / "_config.yml").write_text("html: {baseurl: https://example.org/old}\n")
    assert publisher.read(tmp_path).address == "https://example.org/old/"
    (tmp_path / publisher.NAME).write_text(
        f"address: {ADDRESS[:-1]}\ncourse: Our Goals\ncontact: a@example.org\n"
    )
    known = publisher.read(tmp_path)
    assert known.address == ADDRESS and known.course == {"en": "Our Goals"}
    assert known.contact_link() == "mailto:a@example.org"


def test_another_logo_of_the_same_name_is_another_book(tmp_path):
    (tmp_path / "_config.yml").write_text("title: Our Goals\n")
    (tmp_path / publisher.NAME).write_text("logo: logo.svg\n")
    seen = []
    for text in ("<svg/>", "<svg></svg>"):
        (tmp_path / "logo.svg").write_text(text)
        seen.append((inputs.book_hash(tmp_path), inputs.frame_hash(tmp_path)))
    assert seen[0][0] != seen[1][0] and seen[0][1] != seen[1][1]


def test_a_logo_in_a_folder_is_there_for_each_language(tmp_path):
    course, staged = tmp_path / "course", tmp_path / "staged"
    (course / "brand").mkdir(parents=True)
    (course / "brand" / "logo.svg").write_text("<svg/>")
    (course / "_config.yml").write_text("title: Our Goals\n")
    (course / publisher.NAME).write_text("logo: brand/logo.svg\n")
    staging._link_same(course, staged)
    assert (staged / publisher.read(staged).logo).read_text() == "<svg/>"


def test_the_course_s_own_settings_are_in_order():
    assert list(publishing(ROOT)) == []


GOOD = """<link rel="canonical" href="https://www.example.org/sdg/a/b.html" />
<link rel="icon" href="../_static/x.svg">
<link rel="alternate" hreflang="en" href="https://www.example.org/sdg/a/b.html" />
<link rel="alternate" hreflang="es" href="https://www.example.org/sdg/es/a/b.html" />
<a href="../index.html#top">top</a><a href="https://elsewhere.example/">there</a><a href="#here">here</a>
<script type="application/json">{"html": "<a href='/x'>"}</script><img src="data:image/png;base64,AA">"""
BAD = {
    '<a href="/book/x.html">x</a>': "the address /book/x.html works at the top of a host only",
    '<a href="../gone.html">x</a>': "there is no file ../gone.html",
    '<a href="../../out.html">x</a>': "there is no file ../../out.html",
    '<script src="https://elsewhere.example/x.js"></script>': "loads https://elsewhere.example/x.js",
    '<img src="//elsewhere.example/x.png">': "loads //elsewhere.example/x.png from another host",
    '<section class="lsdg-trainer" id="n">': "holds notes for trainers",
}


@pytest.fixture
def folder(tmp_path):
    out = tmp_path / "out"
    for name, text in (("a/b.html", GOOD), ("index.html", ""), ("_static/x.svg", ""), ("search.html", GOOD)):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text)
    (out / "search.html").write_text('<meta name="robots" content="noindex" />')
    (tmp_path / "out.html").touch()
    return out


@pytest.mark.parametrize("text", BAD, ids=BAD.values())
def test_an_address_that_works_at_home_only_is_named(folder, text):
    assert checking.problems(folder, ADDRESS) == []
    (folder / "a" / "b.html").write_text(GOOD + text)
    (found,) = checking.problems(folder, ADDRESS)
    assert found.startswith("a/b.html: ") and BAD[text] in found


def test_search_engines_get_whole_addresses_where_they_are_known(folder):
    site_map.write(UNKNOWN, folder)
    assert not (folder / "sitemap.xml").exists() and not (folder / "robots.txt").exists()
    site_map.write(KNOWN, folder)
    text = (folder / "sitemap.xml").read_text()
    assert re.findall("<loc>(.*?)</loc>", text) == [f"{ADDRESS}a/b.html"]
    assert f'hreflang="es" href="{ADDRESS}es/a/b.html"' in text
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (folder / "robots.txt").read_text()


def test_hosts_are_told_what_to_keep_and_nginx_the_same(folder):
    (folder / "es").mkdir()
    (folder / "es" / "search.html").touch()
    hosting.write(KNOWN, folder)
    headers, apache = ((folder / name).read_text() for name in ("_headers", ".htaccess"))
    assert "/es/_static/fonts/*" in headers and "ErrorDocument 404 /sdg/404.html" in apache
    page = (ROOT / "book" / "en" / "publish.md").read_text(encoding="utf-8")
    nginx = page[page.index("```nginx") :].partition("\n```\n")[0]
    kept = re.search(r"location ~ (\S+) \{", nginx)[1]
    for name in hosting.KEPT:
        pattern = re.search(r'SetEnvIf Request_URI "(.*?)"', apache)[1]
        assert re.search(pattern, f"/sdg/es/{name}x") and re.search(kept, f"/sdg/es/{name}x")
        assert f"/{name}*" in headers
    assert all(text.count(hosting.KEEP) >= 1 and hosting.ASK in text for text in (headers, apache, nginx))
    hosting.write(UNKNOWN, folder)
    assert "ErrorDocument" not in (folder / ".htaccess").read_text()


# Where somebody is lost, and where the course begins there.
LOST = [
    ("/sdg/modules/x/y/en.html", "/sdg/"),
    ("/sdg/zh-Hans/book/zz.html", "/sdg/"),
    ("/sdg/nothing.html", "/sdg/"),
    ("/book/en/nothing.html", "/"),
    ("/a/b/_static/x.js", "/a/b/"),
    ("/en/sdg/modules/x/y/en.html", "/en/sdg/"),  # a host's own folder for English
    ("//elsewhere.example/modules/x.html", "/elsewhere.example/"),  # stays on this host
]


def test_who_is_lost_is_led_back_from_any_depth(folder):
    not_found.write(KNOWN, folder)
    known = (folder / not_found.NAME).read_text(encoding="utf-8")
    assert 'href="/sdg/book/en/index.html"' in known and "<script" not in known
    assert 'lang="zh-Hans"' in known and 'href="/sdg/zh-Hans/search.html"' in known
    not_found.write(UNKNOWN, folder)
    page = (folder / not_found.NAME).read_text(encoding="utf-8")
    script = re.search(r"<script>(.*?)</script>", page, re.S)[1]
    code = f"""const found = {json.dumps([path for path, _ in LOST])}.map((pathname) => {{
      globalThis.location = {{ pathname }};
      const link = {{ dataset: {{ to: "book/en/index.html" }} }};
      globalThis.document = {{ querySelectorAll: () => [link] }};
      {script}
      return link.href;
    }});
    console.log(JSON.stringify(found));"""
    done = subprocess.run([vendor.node() or "node", "-e", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [f"{base}book/en/index.html" for _, base in LOST]


def test_the_trainer_s_edition_and_folders_of_others_are_refused(tmp_path, capsys):
    assert publish.publish(ROOT, tmp_path / "out", editions.TRAINER) == 1
    assert "expected answers" in capsys.readouterr().err
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "mine.jpg").touch()
    assert publish.publish(ROOT, tmp_path / "photos") == 1
    assert "holds files that this command has not made" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*.*")] == ["mine.jpg"]


def test_settings_that_are_wrong_are_told_before_anything_is_built(tmp_path, capsys, monkeypatch):
    course = tmp_path / "course"
    course.mkdir()
    (course / publisher.NAME).write_text("logo: nothing.svg\n")
    monkeypatch.setattr(publish.build, "build_book", None)
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    assert publish.publish(course, Path()) == 1
    assert "publish.yml:1: logo: there is no file 'nothing.svg'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("forge", "file"), [("github-workflows", "github-pages"), ("gitlab-ci", "gitlab-ci")]
)
def test_workflows_for_forges_are_right_and_run_the_two_commands(forge, file, tmp_path):
    path = ROOT / "book" / "static" / "publish" / f"{file}.yml"
    broken = tmp_path / "broken.yml"
    broken.write_text(path.read_text().replace("runs-on:", "runs:").replace("script:", "scripts:"))
    lint = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{forge}"]
    codes = [subprocess.run([*lint, one], capture_output=True).returncode for one in (path, broken)]
    assert codes == [0, 1]
    text = path.read_text()
    assert text.index("make test") < text.index("make publish OUT=public")
    assert sources.read_yaml(path)
