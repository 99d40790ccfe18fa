"""``localsdg publish`` on a small course: who publishes it is seen, other sites learn of it."""

import json
import os
import re
import subprocess
import sys

import pytest
import small_book

COMMAND = [sys.executable, "-c", "from localsdg_build.cli import main; main()", "publish"]
SETTINGS = """
address: https://www.example.org/sdg
publisher: City of Examples & Sons
logo: logo.svg
course: Our Goals
contact: goals@example.org
privacy:
  en: |
    We keep the log of our server for seven days.

    Then it is deleted.
"""


def publish(course, out, *options):
    environment = {**os.environ, "LOCALSDG_COURSE": str(course)}
    return subprocess.run([*COMMAND, str(out), *options], env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    course = small_book.make(tmp_path_factory.mktemp("course"))
    (course / "publish.yml").write_text(SETTINGS)
    (course / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    (course / "book/en/privacy.md").write_text("# Privacy\n\nNobody asks.\n\n```{privacy-note}\n```\n")
    contents = json.loads((course / "book/_toc.yml").read_text())
    contents["chapters"].append({"file": "book/en/privacy"})
    (course / "book/_toc.yml").write_text(json.dumps(contents))
    out = course.parent / "public"
    done = publish(course, out)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Ready to be copied to a server" in done.stdout and "no address" not in done.stdout
    return course, out


def test_who_publishes_it_is_seen_on_each_page(published):
    _, out = published
    for name in (f"{small_book.PAGE}.html", "search.html"):
        page = (out / name).read_text(encoding="utf-8")
        foot = page[page.index("<footer") :]
        assert "Published by City of Examples &amp; Sons" in foot and "_static/publisher.svg" in foot
        assert 'book/en/privacy.html">Privacy</a>' in foot
        assert "<span>Our Goals</span>" in page and "Localizing the SDGs" not in foot
    privacy = (out / "book/en/privacy.html").read_text(encoding="utf-8")
    assert "<p>We keep the log of our server for seven days.</p>\n<p>Then it is deleted.</p>" in privacy
    assert 'href="mailto:goals&#37;&#52;&#48;example&#46;org"' in privacy  # as Sphinx hides addresses of mail
    assert (out / "_static/publisher.svg").is_file()


def test_other_sites_learn_its_address(published):
    _, out = published
    page = (out / f"{small_book.PAGE}.html").read_text(encoding="utf-8")
    base = "https://www.example.org/sdg/"
    said = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', page))
    assert said["url"] == f"{base}{small_book.PAGE}.html" and said["title"] == "A small lesson"
    assert said["image"] == f"{base}_static/card.png" and (out / "_static/card.png").is_file()
    addresses = re.findall("<loc>(.*?)</loc>", (out / "sitemap.xml").read_text())
    assert said["url"] in addresses and not [one for one in addresses if "search" in one]


def test_the_folder_is_made_anew_and_a_bad_one_leaves_the_last(published):
    course, out = published
    (out / "old.html").touch()
    assert publish(course, out).returncode == 0
    assert not (out / "old.html").exists() and (out / "index.html").is_file()
    page = course / f"{small_book.PAGE}.md"
    before = page.read_text()
    page.write_text(before.replace("## Done", "[There](/book/there.html)\n\n## Done"))
    done = publish(course, out)
    page.write_text(before)
    assert done.returncode == 1 and "/book/there.html" in done.stderr
    assert (out / "index.html").is_file()
    assert not [path.name for path in out.parent.iterdir() if path.name.endswith(".new")]
