"""The book follows the author's pen: what counts as a change, when is built, who is told, what is sent."""

import asyncio
import shutil

import own_loop
import pytest
from watchfiles import Change

from localsdg_build import copies
from localsdg_build.follow import changes, loop, readers, server


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("modules/3-monitoring/roadmap/en.md", True),
        ("exercises/roadmap/checks.py", True),
        ("book/static/site/page.css", True),
        ("_config.yml", True),
        ("src/localsdg_build/build.py", True),
        ("src/localsdg_build/__pycache__/build.cpython-311.pyc", False),
        ("modules/3-monitoring/roadmap/.en.md.swp", False),
        ("modules/3-monitoring/roadmap/en.md~", False),
        ("notes.md", False),
        ("_build/html/index.html", False),
        ("tests/unit/test_follow.py", False),
    ],
)
def test_sources_count_and_what_lies_beside_them_does_not(tmp_path, path, counts):
    assert changes.Sources(tmp_path)(Change.modified, str(tmp_path / path)) is counts


def test_saved_files_are_told_also_those_that_an_editor_puts_in_place(tmp_path):
    (tmp_path / "modules/m").mkdir(parents=True)
    (tmp_path / "_config.yml").write_text("a")

    async def saved():
        changed = asyncio.Event()
        watching = asyncio.create_task(changes.watch(tmp_path, changed))
        await asyncio.sleep(0.5)
        for name in ("modules/m/en.md", "_config.yml"):
            changed.clear()
            (tmp_path / "new").write_text("b")
            (tmp_path / "new").rename(tmp_path / name)
            await asyncio.wait_for(changed.wait(), 20)
        watching.cancel()

    own_loop.run(saved())


class Slow:
    """A builder that takes as long as it is told to."""

    def __init__(self):
        self.shown, self.builds, self.stopped = asyncio.Event(), 0, 0
        self.end, self.runs = asyncio.Event(), False

    async def build(self):
        self.builds, self.runs = self.builds + 1, True
        self.shown.clear()
        self.end.clear()
        await self.end.wait()
        self.runs = False
        self.shown.set()
        return 0

    def stop(self):
        if self.runs:
            self.stopped += 1
            self.end.set()


async def beat():
    for _ in range(20):
        await asyncio.sleep(0)


def follower(tmp_path, builder):
    made = loop.Follower(tmp_path, tmp_path / "html", readers.Readers(), "http://127.0.0.1:1")
    return made, asyncio.create_task(made.build_whenever_changed(builder))


def test_what_is_saved_during_a_build_makes_one_more(tmp_path):
    async def run():
        builder = Slow()
        made, task = follower(tmp_path, builder)
        made.changed.set()
        await beat()
        assert builder.builds == 1
        for _ in range(3):  # English is not done: it is not stopped
            made.changed.set()
            await beat()
        assert (builder.builds, builder.stopped) == (1, 0)
        builder.end.set()
        await beat()
        assert builder.builds == 2
        builder.end.set()
        await beat()
        assert builder.builds == 2
        task.cancel()

    own_loop.run(run())


def test_other_languages_wait_while_english_is_changed(tmp_path):
    async def run():
        builder = Slow()
        made, task = follower(tmp_path, builder)
        made.changed.set()
        await beat()
        builder.shown.set()
        await beat()
        assert builder.stopped == 0
        made.changed.set()
        await beat()
        assert (builder.builds, builder.stopped) == (2, 1)
        task.cancel()

    own_loop.run(run())


PAGE = b"""<!DOCTYPE html>
<html><head>
<meta http-equiv="x" content="y">
<meta charset="utf-8" /><title>T</title></head><body>B</body></html>"""


def test_a_page_gets_the_script_after_its_encoding_and_is_else_the_same():
    sent = server.with_script(PAGE, "abc")
    script = b'\n<script src="/_follow/page.js" data-made="abc"></script>'
    assert sent.count(b"<script") == 1 and sent.replace(script, b"") == PAGE
    assert sent.index(b"charset") < sent.index(b"<script") < sent.index(b"<title>")
    assert server.with_script(b"no page", "abc") == b"no page"


def test_a_page_is_another_one_when_its_text_or_what_its_exercises_load_is(tmp_path):
    names = (
        "a.html",
        "b.html",
        "_exercises/checks/a.json",
        "_exercises/downloads/a.zip",
        "xx/a.html",
        "xx/_exercises/a.js",
    )
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")

    def now(page):
        return readers.version(tmp_path, tmp_path / page, ["en", "xx"])

    for name, others in (
        ("a.html", {"a.html"}),
        ("_exercises/checks/a.json", {"a.html", "b.html"}),
        ("_exercises/downloads/a.zip", set()),
        ("xx/_exercises/a.js", {"xx/a.html"}),
    ):
        before = {page: now(page) for page in ("a.html", "b.html", "xx/a.html")}
        (tmp_path / name).write_text("2 and more")
        assert {page for page, old in before.items() if now(page) != old} == others
    assert now("c.html") == ""


def test_a_copy_is_like_its_original_and_keeps_what_is_the_same(tmp_path):
    one, copy = tmp_path / "one", tmp_path / "copy"
    for name in ("a/same", "a/changed", "gone/b", "file"):
        (one / name).parent.mkdir(parents=True, exist_ok=True)
        (one / name).write_text(name)
    copies.make_like(one, copy)
    inode = (copy / "a/same").stat().st_ino
    (one / "a/changed").write_text("new")
    shutil.rmtree(one / "gone")
    (one / "file").unlink()
    (one / "file").mkdir()
    (one / "new").write_text("n")
    (copy / "beside").write_text("of a build that was killed")
    copies.make_like(one, copy)
    assert everything(copy) == everything(one)
    assert (copy / "a/same").stat().st_ino == inode


def everything(folder):
    return {
        path.relative_to(folder): (path.is_file() and path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
    }
