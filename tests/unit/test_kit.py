"""The course in a folder: what lies in it, and its starter, run as a double click runs it."""

import http.client
import json
import os
import re
import socket
import stat
import subprocess
import sys
import threading
import zipfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from localsdg import course
from localsdg_build import publisher
from localsdg_build.commands import kit as command
from localsdg_build.kit import make, one_copy, start
from localsdg_build.words import offline

ROOT = Path(__file__).parents[2]
PAGE = "<!DOCTYPE html>\n<html lang='en'><head><title>t</title></head><body><main></main></body></html>"


@pytest.fixture
def kit(tmp_path):
    site = tmp_path / "html"
    for language in ("", "zh-Hans/"):
        (site / language / "modules/m").mkdir(parents=True)
        (site / language / "index.html").write_text(PAGE)
        (site / language / "modules/m/en.html").write_text(PAGE)
    (site / "_offline").mkdir()
    for name in ("sw.js", "_offline/manifest.json", "offline.html", "_offline/start.js", "a.wasm"):
        (site / name).write_text("x")
    (site / "_offline/build.json").write_text('{"build": "b"}')
    return make.make(site, tmp_path / "out", ROOT)


def test_what_lies_in_the_folder(kit):
    assert kit.folder.name == "localizing-the-sdgs" and kit.zip.name == "localizing-the-sdgs.zip"
    there = {path.name for path in kit.folder.iterdir()}
    assert there == {"index.html", "READ-ME.txt", "course", "program", *make.STARTERS.values()}
    assert 'url=course/index.html"' in (kit.folder / "index.html").read_text()
    # Nothing that a browser would keep of the stick; each page has the note of its own language.
    names = {path.relative_to(kit.folder / "course").as_posix() for path in kit.folder.rglob("course/**/*")}
    assert not {"sw.js", "_offline/manifest.json", "offline.html"} & names and "_offline/start.js" in names
    page = (kit.folder / "course/zh-Hans/modules/m/en.html").read_text(encoding="utf-8")
    assert "<html data-kit lang" in page and 'src="../../_kit/page.js"></script></head>' in page
    said = (kit.folder / "course/zh-Hans/_kit/page.js").read_text(encoding="utf-8")
    assert offline("zh-Hans")["kit_title"] in said and "start-windows.bat" in said
    readme = (kit.folder / "READ-ME.txt").read_bytes().decode("utf-8")
    assert "\r\n" in readme and "sh start-linux.sh" in readme and "{" not in readme


def test_what_a_language_shares_with_the_first_lies_there_once(tmp_path):
    part = tmp_path / "zh-Hans"
    for top in (tmp_path, part):
        for name in ("_static/vendor/plotly.js", "_exercises/vendor/docx.js", "_exercises/micropython/m.mjs"):
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_text(name)
        (top / "_exercises/data").mkdir()
    (part / "_exercises/data/own.csv").write_text("of this language")
    page, script = part / "modules/m/zh-Hans.html", part / "_exercises/worker.js"
    page.parent.mkdir(parents=True)
    page.write_text(
        '<i data-plotly="../../_static/vendor/plotly.js?v=1" data-csv="../../_exercises/data/own.csv"></i>'
        '<link href="../../_static/site.css">'
    )
    script.write_text(
        'import "./micropython/m.mjs"; import "./vendor/docx.js"; const drawing = ["vendor/plotly.js"];'
    )
    one_copy.keep_one(tmp_path, "zh-Hans")
    one_copy.keep_one(tmp_path, "zh-Hans")  # what is led there is not led any further
    assert page.read_text() == (
        '<i data-plotly="../../../_static/vendor/plotly.js?v=1" data-csv="../../_exercises/data/own.csv"></i>'
        '<link href="../../_static/site.css">'
    )
    assert script.read_text() == (
        'import "../../_exercises/micropython/m.mjs"; import "../../_exercises/vendor/docx.js"; '
        'const drawing = ["../../_static/vendor/plotly.js"];'
    )
    left = {path.name for path in part.rglob("*") if path.is_file()}
    assert left == {"own.csv", "zh-Hans.html", "worker.js"}
    assert (tmp_path / "_exercises/vendor/docx.js").is_file()


def test_starters_run_where_they_are_meant_to(kit):
    for name in ("start-macos.command", "start-linux.sh"):
        path = kit.folder / name
        assert path.stat().st_mode & stat.S_IXUSR and b"\r" not in path.read_bytes()
        assert subprocess.run(["sh", "-n", path]).returncode == 0
        assert "@@" not in path.read_text()
    windows = (kit.folder / "start-windows.bat").read_bytes().decode("utf-8")
    assert windows.count("\n") == windows.count("\r\n") and "@@" not in windows
    labels, jumps = re.findall(r"^:(\w+)", windows, re.M), re.findall(r"goto (\w+)", windows)
    assert set(labels) == set(jumps)
    with zipfile.ZipFile(kit.zip) as packed:
        modes = {one.filename: one.external_attr >> 16 & 0o777 for one in packed.infolist()}
    assert modes["localizing-the-sdgs/start-linux.sh"] == 0o755
    assert modes["localizing-the-sdgs/READ-ME.txt"] == 0o644
    assert modes["localizing-the-sdgs/course/a.wasm"] == 0o644


def test_a_kit_takes_the_place_of_a_kit_and_of_nothing_else(kit, tmp_path):
    (kit.folder / "course/old.html").write_text("old")
    assert not (make.make(tmp_path / "html", tmp_path / "out", ROOT).folder / "course/old.html").exists()
    (kit.folder / "program/start.py").unlink()
    with pytest.raises(course.CourseError, match="is no kit"):
        make.make(tmp_path / "html", tmp_path / "out", ROOT)
    assert (kit.folder / "READ-ME.txt").is_file()


def test_a_kit_that_was_not_finished_is_no_hindrance(kit, tmp_path, monkeypatch):
    def full(*_):
        raise OSError("No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(make.pages, "copy", full)
        with pytest.raises(OSError, match="No space"):
            make.make(tmp_path / "html", tmp_path / "out", ROOT)
    assert (make.make(tmp_path / "html", tmp_path / "out", ROOT).folder / "course/index.html").is_file()
    monkeypatch.setattr(command, "build_book", lambda root, live: 0)
    monkeypatch.setattr(command, "make", full)
    done = CliRunner().invoke(command.command, [str(tmp_path / "stick")])
    assert done.exit_code == 1 and "No space left on device. Make room" in done.output


def test_a_kit_is_named_as_its_publisher_names_the_course(kit, tmp_path, monkeypatch):
    for title, name in (("Our Goals", "our-goals"), ("可持续发展", "course")):
        known = publisher.Publisher(ROOT, course={"en": title})
        monkeypatch.setattr(publisher, "read", lambda root, known=known: known)
        made = make.make(tmp_path / "html", tmp_path / "named", ROOT)
        assert made.folder.name == name and made.zip.name == f"{name}.zip"
        assert title in (made.folder / "index.html").read_text(encoding="utf-8")


@contextmanager
def started(kit, ports, tmp_path):
    """The starter as a program of its own, with Python's standard library alone."""
    code = f"import sys; sys.path.insert(0, {str(kit.folder / 'program')!r}); import start; "
    code += f"sys.exit(start.main({ports!r}))"
    opened = tmp_path / "opened"
    script = tmp_path / "browser.sh"
    script.write_text(f'#!/bin/sh\necho "$1" >> {opened}\n')
    script.chmod(0o755)
    environment = {**os.environ, "BROWSER": str(script), "PYTHONUTF8": "1"}
    command = [sys.executable, "-S", "-E", "-c", code]
    environment.pop("PYTHONPATH", None)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as program:
        try:
            yield program, opened
        finally:
            program.terminate()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def ask(port, path, host=None):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("GET", path, headers={"Host": host} if host else {})
    reply = line.getresponse()
    return reply.status, reply.headers["Content-Type"], reply.read()


def test_the_starter_serves_this_computer_and_opens_the_browser(kit, tmp_path):
    ports = [free_port(), free_port()]
    words = json.loads((kit.folder / "program/words.json").read_text(encoding="utf-8"))
    with started(kit, ports, tmp_path) as (first, opened):
        address = f"http://127.0.0.1:{ports[0]}/"
        assert first.stdout.readline().strip() == words["en"]["kit_open"].format(address=address)
        assert ask(ports[0], "/a.wasm")[:2] == (200, "application/wasm")
        assert ask(ports[0], "/modules/m/en.html")[:2] == (200, "text/html")
        assert ask(ports[0], "/modules/")[0] == 404 and ask(ports[0], "/../program/start.py")[0] == 404
        assert ask(ports[0], "/index.html", host="rebound.example:80")[0] == 421
        # A second double click opens the browser once more, and ends.
        with started(kit, ports, tmp_path) as (second, _):
            said = second.stdout.readline().strip()
            assert said == words["en"]["kit_running"].format(address=address) and second.wait(60) == 0
        assert set(opened.read_text().split()) == {address}


def test_an_address_that_is_taken_is_told(kit, tmp_path):
    words = json.loads((kit.folder / "program/words.json").read_text(encoding="utf-8"))["en"]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ports = [taken.getsockname()[1], free_port()]
        # Who listens there and says nothing is not this course; the starter does not wait for ever.
        with started(kit, ports, tmp_path) as (program, _):
            said = [program.stdout.readline().strip() for _ in range(4)]
    assert (
        words["kit_open"].format(address=f"http://127.0.0.1:{ports[1]}/") in said
        and words["kit_moved"] in said
    )


def test_who_speaks_no_http_there_is_another_program(monkeypatch):
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")  # it is not asked
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        def greet():
            line, _ = taken.accept()
            with line:
                line.recv(1000)
                line.sendall(b"220 mail.example ready\r\n")

        greeter = threading.Thread(target=greet)
        greeter.start()
        assert start.is_this_course(taken.getsockname()[1]) is False
        greeter.join(timeout=10)
        assert not greeter.is_alive()


def test_the_starter_knows_old_pythons(kit):
    import ast

    tree = ast.parse(Path(start.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))
    used = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    assert {name.split(".")[0] for name in used} <= set(sys.stdlib_module_names)
    others = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert others == {"__future__", "collections.abc", "typing"}
