"""Decks as PDF: Chromium prints the decks of a built book, with their figures, a slide a page."""

import os
import subprocess
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from localsdg.course import CourseError
from localsdg_build.slide_places import FOLDER, file
from localsdg_build.slides import write
from localsdg_web.folder import serving

MISSING = "PDF of slides needs Chromium, which is not on this computer. On Debian: apt install chromium"
_SECONDS = 180  # for one deck; a free computer takes three
_MILLISECONDS = 10_000  # of the page's own time, in which its figures are drawn
_FLAGS = ("--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer", "--disable-extensions")


def make(
    root: Path, site: Path, out: Path, browser: str | None, say: Callable[[Path], None] = lambda path: None
) -> list[Path]:
    """Write a PDF of each English deck of the built book ``site`` into ``out``; ``browser``: a Chromium.

    Raises ``CourseError`` where there is no Chromium, or no deck, or one could not be printed.
    """
    if browser is None:
        raise CourseError(out, MISSING)
    decks = [(one.module, one.lesson) for one in write.places(root, site, "en")]
    if not decks or not (site / FOLDER).is_dir():
        raise CourseError(site, "there are no slides; build the book first: localsdg build")
    out.mkdir(parents=True, exist_ok=True)
    with serving(site) as address, ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        jobs = [
            pool.submit(_print, browser, f"{address}/{file(module, lesson)}", out / f"{module}-{lesson}.pdf")
            for module, lesson in decks
        ]
        made = []
        for job in jobs:
            made.append(job.result())
            say(made[-1])
    return made


def _print(browser, address, path):
    path.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, *_FLAGS, f"--user-data-dir={profile}", f"--virtual-time-budget={_MILLISECONDS}"]
        if hasattr(os, "getuid") and os.getuid() == 0:  # as root Chromium does not start with its sandbox
            command.append("--no-sandbox")
        command += [f"--print-to-pdf={path.resolve()}", f"{address}?print-pdf"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS)
    if done.returncode or not path.is_file():
        raise CourseError(path, f"Chromium did not print it: {done.stderr.strip()[-300:]}")
    return path
