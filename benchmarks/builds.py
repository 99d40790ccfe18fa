"""How long builds take: the first of all, cold against stock ``jupyter-book build`` of the same pages, again.

The first of all is ``make serve`` in a fresh clone until the book can be read: it makes the virtual
environment and installs everything. A changed lesson is timed twice in one run: by a new ``localsdg build``,
and by ``localsdg serve``, which follows what is saved, from the save until the page that is served is new.
The stock build gets the same texts without our directives, Jupyter Book's own settings and theme, and an
empty cache; both execute all code. It makes the English pages alone. So ours is timed twice: by ``localsdg
serve`` until the English book can be read, which is the same work (with slides, downloads and search
besides), and by ``localsdg build`` until all languages are there.
"""

import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
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
LOCALSDG = [sys.executable, "-c", "from localsdg_build.cli import main; main()"]
OURS = [*LOCALSDG, "build"]
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


@contextmanager
def serving(command, folder):
    """The address of the book and the seconds until it was said; Ctrl+C at the end."""
    environment = {**os.environ, "LOCALSDG_COURSE": str(folder)}
    began = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            for line in process.stdout:
                if found := re.search(r"The book is at (http://127\.0\.0\.1:\d+)", line):
                    break
            yield found.group(1), round(time.perf_counter() - began, 1)
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.stdout.read()


def first_of_all(folder):
    """Seconds until the book can be read, by ``make serve`` in a fresh clone of what is committed."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    with serving(["make", "--no-print-directory", "serve", "PORT=0"], folder) as (_, seconds):
        return seconds


def followed(folder, lesson, times=3):
    """Seconds from a save of a lesson until its page is new, while the book is followed; the median."""
    page = lesson.relative_to(folder).with_suffix(".html").as_posix()
    text, took = lesson.read_text(encoding="utf-8"), []
    with serving([*LOCALSDG, "serve", "--port", "0"], folder) as (address, _):
        for number in range(times + 1):
            sentence = f"Sentence {number} of those that are written meanwhile."
            began = time.perf_counter()
            lesson.write_text(f"{text}\n{sentence}\n", encoding="utf-8")
            while sentence not in urllib.request.urlopen(f"{address}/{page}").read().decode():
                time.sleep(0.02)
            took.append(time.perf_counter() - began)
            time.sleep(15)  # the other languages
    return round(statistics.median(took[1:]), 1)  # the first waits until the process is warm


def main():
    with tempfile.TemporaryDirectory() as temporary:
        ours, english, stock = (Path(temporary) / name for name in ("ours", "english", "stock"))
        for folder in (ours, english, stock):
            folder.mkdir()
            copy(folder)
        stock_settings(stock)
        first = first_of_all(Path(temporary) / "clone")
        book = [str(Path(sys.executable).parent / "jupyter-book"), "build", ".", "--toc", "book/_toc.yml"]
        with serving([*LOCALSDG, "serve", "--port", "0"], english) as (_, english_cold):
            pass
        cold = timed(OURS, ours)
        unchanged = timed(OURS, ours)
        lesson = next(ours.glob("modules/*/*/en.md"))
        lesson.write_text(lesson.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
        one_changed = timed(OURS, ours)
        follows = followed(ours, lesson)
        stock_cold = timed(book, stock)
        stock_again = timed(book, stock)
    figures = {
        "first_s": first,
        "english_cold_s": english_cold,
        "cold_s": cold,
        "stock_cold_s": stock_cold,
        "english_ratio": round(english_cold / stock_cold, 2),
        "ratio": round(cold / stock_cold, 2),
        "unchanged_s": unchanged,
        "one_lesson_changed_by_build_s": one_changed,
        "one_lesson_changed_followed_s": follows,
        "stock_unchanged_s": stock_again,
    }
    report(
        "builds",
        figures,
        f"First make serve in a fresh clone {first} s until the book can be read (at most 45). Cold build "
        f"of the English book {english_cold} s, stock {stock_cold} s ({figures['english_ratio']} x, at most "
        f"0.25); of all languages {cold} s ({figures['ratio']} x). Unchanged {unchanged} s "
        f"(at most 6). One lesson changed: followed {follows} s (at most 4), by a new build {one_changed} s.",
    )
    return first <= 45 and figures["english_ratio"] <= 0.25 and unchanged <= 6 and follows <= 4


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
