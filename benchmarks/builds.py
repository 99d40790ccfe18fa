"""How long builds take: the first of all, cold against stock ``jupyter-book build`` of the same pages, again.

The first of all is ``make build`` in a fresh clone: it makes the virtual environment and installs everything.
The stock build gets the same texts without our directives, Jupyter Book's own settings and theme, and an
empty cache; both execute all code.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import ROOT, report

SOURCES = ("book", "modules", "exercises", "datasets")
FILES = (
    "_config.yml",
    "CITATION.cff",
    "package.json",
    "package-lock.json",
    "requirements-node.txt",
    "pyproject.toml",
)
OURS = [sys.executable, "-c", "from localsdg_build.cli import main; main()", "build"]
_DIRECTIVE = re.compile(r"^(`{3,}|:{3,})\{(?:sdg-exercise|hand-in)\}.*?^\1$\n?", re.M | re.S)


def copy(folder):
    for name in SOURCES:
        shutil.copytree(ROOT / name, folder / name)
    for name in FILES:
        shutil.copyfile(ROOT / name, folder / name)
    (folder / ".vendor").symlink_to(ROOT / ".vendor")


def stock_settings(folder):
    for page in folder.glob("modules/**/*.md"):
        page.write_text(_DIRECTIVE.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
    config = {
        "title": "Stock",
        "only_build_toc_files": True,
        "execute": {"execute_notebooks": "cache", "timeout": 120},
        "parse": {
            "myst_enable_extensions": ["attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath"]
        },
        "bibtex_bibfiles": ["book/references.bib"],
    }
    (folder / "_config.yml").write_text(json.dumps(config))


def timed(command, folder):
    environment = {**os.environ, "LOCALSDG_COURSE": str(folder)}
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    took = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(done.stdout[-3000:] + done.stderr[-3000:])
    return round(took, 1)


def first_of_all(folder):
    """Seconds that ``make build`` takes in a fresh clone of what is committed."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    return timed(["make", "--no-print-directory", "build"], folder)


def main():
    with tempfile.TemporaryDirectory() as temporary:
        ours, stock = Path(temporary) / "ours", Path(temporary) / "stock"
        for folder in (ours, stock):
            folder.mkdir()
            copy(folder)
        stock_settings(stock)
        first = first_of_all(Path(temporary) / "clone")
        book = [str(Path(sys.executable).parent / "jupyter-book"), "build", ".", "--toc", "book/_toc.yml"]
        cold = timed(OURS, ours)
        unchanged = timed(OURS, ours)
        lesson = next(ours.glob("modules/*/*/en.md"))
        lesson.write_text(lesson.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
        one_changed = timed(OURS, ours)
        stock_cold = timed(book, stock)
        stock_again = timed(book, stock)
    figures = {
        "first_s": first,
        "cold_s": cold,
        "stock_cold_s": stock_cold,
        "ratio": round(cold / stock_cold, 2),
        "unchanged_s": unchanged,
        "one_lesson_changed_s": one_changed,
        "stock_unchanged_s": stock_again,
    }
    report(
        "builds",
        figures,
        f"First build in a fresh clone {first} s (at most 45). Cold build {cold} s, stock {stock_cold} s "
        f"({figures['ratio']} x, at most 0.25). Unchanged {unchanged} s (at most 6), one lesson changed "
        f"{one_changed} s (at most 4).",
    )
    return first <= 45 and figures["ratio"] <= 0.25 and unchanged <= 6 and one_changed <= 4


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
