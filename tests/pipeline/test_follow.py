"""``localsdg serve`` as an author has it: it builds, follows what is saved, and keeps the last good book."""

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import psutil
import pytest
import small_book
from small_book import LESSON, build

SERVE = [*small_book.BUILD[:-1], "serve", "--port", "0"]
PAGE = f"{small_book.PAGE}.html"
OTHER = f"xx/{small_book.PAGE.removesuffix('en')}xx.html"

SAYS = "words => document.body.innerText.includes(words)"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The small course, with a second language that has the interface's words alone."""
    made = small_book.make(tmp_path_factory.mktemp("followed"))
    shutil.copytree(made / "book/en", made / "book/xx", ignore=shutil.ignore_patterns("*.md"))
    return made


@contextmanager
def served(course, *arguments):
    """The address, a file of all that is said, and the process; at the end Ctrl+C ends all of it quietly."""
    said = course / "said.txt"
    with said.open("w") as out:
        process = subprocess.Popen(
            [*SERVE, *arguments],
            env={**os.environ, "LOCALSDG_COURSE": str(course)},
            stdout=out,
            stderr=out,
            cwd=course,
            start_new_session=True,
        )
    try:
        until(lambda: re.search(r"The book is at http", said.read_text()), process)
        yield re.search(r"http://127\.0\.0\.1:\d+", said.read_text()).group(), said
        own = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert not [one for one in psutil.wait_procs(own, 20)[1] if one.status() != psutil.STATUS_ZOMBIE]
        assert "Traceback" not in said.read_text()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def until(found, process=None, seconds=240):
    """Wait until ``found()`` is something, and return it."""
    deadline = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < deadline, "nothing came"
        assert process is None or process.poll() is None, "it has ended"
        time.sleep(0.1)
    return value


def get(address):
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as problem:
        with problem:
            return f"{problem.code}\n{problem.read().decode()}"


def files(book):
    return {path.relative_to(book): path.read_bytes() for path in book.rglob("*") if path.is_file()}


def test_the_book_follows_what_is_saved(course):
    source, html = course / f"{small_book.PAGE}.md", course / "_build/html"
    with served(course) as (address, said):
        first = get(f"{address}/{PAGE}")
        assert "The share is" in first
        # English can be read while the other language is built, and nothing wrong is said of that one.
        assert "The share is" in (there := get(f"{address}/{OTHER}")) or "404: this page" in there
        until(lambda: "The share is" in get(f"{address}/{OTHER}"))
        before = files(html)
        # Who only reads has the book as it was built, with the service worker that keeps it for later.
        assert first == (html / PAGE).read_text() and get(f"{address}/sw.js") == (html / "sw.js").read_text()

        source.write_text(LESSON.replace("The share is", "The next share is"))
        until(lambda: "The next share is" in get(f"{address}/{OTHER}"))
        assert "Load the pages that are open once more" in said.read_text()
        assert "unregister" in get(f"{address}/sw.js")
        first = get(f"{address}/{PAGE}")
        assert not (html / PAGE).read_text().count("_follow")
        made = re.search(r'<script src="/_follow/page.js" data-made="(\w+)">', first)[1]
        asked = f"{address}/_follow/events?page=/{PAGE}&made={made}"
        with urllib.request.urlopen(asked) as events:
            source.write_text(LESSON.replace("The share is", "The second share is"))
            assert events.readline() == b"event: new\n"
        assert "The second share is" in get(f"{address}/{PAGE}")
        until(lambda: "The second share is" in get(f"{address}/{OTHER}"))

        source.write_text(LESSON.replace("check-why-report", "no-such-exercise"))
        until(lambda: "The book stays as it was" in said.read_text())
        line = source.read_text().splitlines().index("```{sdg-exercise} no-such-exercise") + 1
        assert f"small/en.md:{line}: WARNING: sdg-exercise:" in said.read_text()
        assert "The second share is" in get(f"{address}/{PAGE}")

        source.write_text(LESSON.replace("y=[1.5, 2.25]", "y=[1.5, 4.75]"))  # mended, with other code
        until(lambda: "4.75" in get(f"{address}/{PAGE}"))
        until(lambda: "4.75" in get(f"{address}/{OTHER}"))
        changed = files(html)

        source.write_text(LESSON)
        until(lambda: "4.75" not in get(f"{address}/{OTHER}"))
        assert files(html) == before  # and taken back, all is as it was
    source.write_text(LESSON.replace("y=[1.5, 2.25]", "y=[1.5, 4.75]"))
    shutil.rmtree(course / "_build")
    assert build(course).returncode == 0  # a cold build of the changed lesson
    assert files(html) == changed


def test_an_open_page_follows_its_author_and_until_then_is_kept_for_later(course, browser):
    source = course / f"{small_book.PAGE}.md"
    source.write_text(LESSON)
    with served(course) as (address, said):
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/{PAGE}")
        page.wait_for_function("async () => !!(await navigator.serviceWorker.getRegistration())?.active")
        source.write_text(LESSON.replace("The share is", "The second share is"))
        until(lambda: "Load the pages that are open once more" in said.read_text())
        page.reload(wait_until="commit")  # by way of the page that says that there is a new release
        page.wait_for_url(f"{address}/{PAGE}")
        page.wait_for_function(SAYS, arg="The second share is")
        source.write_text(LESSON.replace("The share is", "The third share is"))
        page.wait_for_function(SAYS, arg="The third share is")
        context.close()


def test_what_is_built_is_served_alone_where_that_is_asked_for(course):
    with served(course, "--no-watch") as (address, said):
        assert "_follow" not in get(f"{address}/{PAGE}")
        assert "404: there is no page" in get(f"{address}/_follow/page.js")
        assert "Building" not in said.read_text()
