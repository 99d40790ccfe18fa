"""Decks as PDF: Chromium prints the decks of a built book, with their figures, a slide a page."""

import os
import queue
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from localsdg.course import CourseError
from localsdg_build.slide_places import FOLDER, file
from localsdg_build.slides import chromium, write
from localsdg_web.folder import serving

MISSING = "PDF of slides needs Chromium, which is not on this computer. On Debian: apt install chromium"


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
    todo: queue.SimpleQueue = queue.SimpleQueue()
    made = [out / f"{module}-{lesson}.pdf" for module, lesson in decks]
    with serving(site) as address:
        for (module, lesson), path in zip(decks, made, strict=True):
            todo.put((f"{address}/{file(module, lesson)}", path))
        # A page is printed by one processor: a Chromium for each of them.
        number = min(len(decks), os.cpu_count() or 1)
        with ThreadPoolExecutor(number) as pool:
            for job in [pool.submit(_print, browser, todo, say) for _ in range(number)]:
                job.result()
    return made


def _print(browser, todo, say):
    """Print what is still to be printed, one deck after the other."""
    path = None
    try:
        with chromium.started(browser) as printer:
            while True:
                address, path = todo.get_nowait()
                path.unlink(missing_ok=True)
                path.write_bytes(printer.print(f"{address}?print-pdf"))
                say(path)
    except queue.Empty:
        return
    except chromium.PrintingError as problem:
        raise CourseError(path or Path(browser), f"Chromium did not print it: {problem}") from None
