"""Reading texts at the desk: the time between two texts that is not the reader's, with keys alone.

A text of 300 words is judged in five rows by a digit each, and the next one is shown; every level is written.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from measure import ROOT, browser, report

sys.path.insert(0, str(ROOT / "tests" / "helpers"))
from desk_server import running  # noqa: E402 (what tests start a desk with)
from reading_class import graded, in_sources, story  # noqa: E402

TEXTS = 40
AIM = 1.0  # seconds of mechanics for each text


def main() -> bool:
    """Measure; whether the aim was met."""
    with tempfile.TemporaryDirectory() as place, in_sources(Path(place)):
        texts = {f"learner-{number:03}": story(300, number) for number in range(TEXTS)}
        folder = graded(Path(place), texts)
        with running(folder.root) as address, browser() as chromium:
            page = chromium.new_page(viewport={"width": 1280, "height": 800})
            page.goto(address)
            page.goto(f"{address.partition('/?')[0]}/read")
            page.wait_for_selector("dialog[open]")
            page.keyboard.type("Reader")
            page.keyboard.press("Enter")
            page.wait_for_selector("#who:has-text(': Reader')")
            page.wait_for_selector("#main:not([inert]) #rows input:focus")
            scrolls = page.evaluate(
                "document.querySelector('#pane').scrollHeight > document.querySelector('#pane').clientHeight"
            )
            taken = [_read(page, number) for number in range(1, TEXTS)]
    figures = {
        "texts": len(taken),
        "median_s": round(statistics.median(taken), 3),
        "slowest_s": round(max(taken), 3),
        "text_scrolls": int(scrolls),
    }
    said = (
        f"Between two texts {figures['median_s']} s, at most {figures['slowest_s']} s ({len(taken)} texts)."
    )
    report("reading_texts", figures, said)
    return figures["median_s"] <= AIM and not scrolls


def _read(page, number):
    begun = time.perf_counter()
    for level in (number % 4, 1, 2, 3, 0):
        page.keyboard.press(str(level))
    page.keyboard.press("Enter")
    page.wait_for_function(
        "(number) => document.querySelector('#place').textContent.startsWith(`${number} `) && "
        "document.activeElement.closest('.row')",
        arg=number + 1,
    )
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
