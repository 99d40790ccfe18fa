"""The folder that is published, shown by a host in a part of its site: everything works there."""

import contextlib
import functools
import json
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from book_pages import go
from exercise_pages import QUIZ, sample

from localsdg_build.publish.publish import publish

ROOT = Path(__file__).parents[2]
LESSON = "modules/3-monitoring-reporting/why-report/en.html"


class _Host(SimpleHTTPRequestHandler):
    """As static hosts do: what is not there is answered with the site's own page."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

    def log_message(self, *args):
        pass

    def send_error(self, code, message=None, explain=None):
        page = Path(self.directory, "courses", "sdg", "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture(scope="module")
def site(tmp_path_factory, built_book):
    """The address below which the course is published, two folders deep."""
    folder = tmp_path_factory.mktemp("host")
    assert publish(ROOT, folder / "courses" / "sdg", say=lambda told: None) == 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(folder)))
    with contextlib.closing(server.socket):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/courses/sdg"
        server.shutdown()


def test_everything_works_in_a_part_of_a_site(site, blocked):
    context = blocked()
    page = context.new_page()
    outside = []
    page.on("request", lambda one: outside.append(one.url) if not one.url.startswith(site) else None)
    page.goto(f"{site}/")
    page.wait_for_url(f"{site}/book/en/index.html")
    answer = json.dumps(sample(QUIZ, "full")["answer"])
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"localsdg:{QUIZ}", answer])
    go(page, f"{site}/{LESSON}")
    page.locator(f"[data-exercise={QUIZ}] .lsdg-check").click()
    page.locator(f"[data-exercise={QUIZ}] .lsdg-record").first.wait_for()
    page.locator("#site-search").fill("11.2")
    page.locator(".lsdg-found li a").first.click()
    page.wait_for_url(re.compile(re.escape(f"{site}/book/en/goals.html#target-11.2")))
    go(page, f"{site}/{LESSON}")
    page.locator(".lsdg-languages summary").click()
    page.locator(".lsdg-languages a[lang=zh-Hans]").click()
    page.wait_for_url(f"{site}/zh-Hans/{LESSON.replace('/en.', '/zh-Hans.')}")
    page.locator(".lsdg-foot a", has_text="隐私").click()
    page.wait_for_url(f"{site}/zh-Hans/book/zh-Hans/privacy.html")
    assert outside == []


def test_who_is_lost_finds_back(site, blocked):
    page = blocked().new_page()
    for lost in ("modules/gone/deep/en.html", "gone.html"):
        assert page.goto(f"{site}/{lost}").status == 404
        assert page.locator("h1").inner_text() == "There is no page at this address"
        page.get_by_role("link", name="To the beginning of the course").click()
        page.wait_for_url(f"{site}/book/en/index.html")
