"""Pictures of the screens for the page *For trainers*: ``.venv/bin/python docs/screens.py``.

Run it when a screen has changed, look at the pictures, and commit them. Ten tables of a made-up workshop
give the answers of the exercise's samples, so that nobody's work is shown.
"""

import base64
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "helpers"), str(ROOT / "benchmarks")]

import a_class  # noqa: E402
import chromium  # noqa: E402
import workshop_server  # noqa: E402

OUT = ROOT / "book" / "static" / "screens"
SLUG = "reporting-roadmap"
PAGE = "/modules/3-monitoring-reporting/reporting-roadmap/en.html"
TABLES = 10
QUALITY = 80  # of WebP; letters stay sharp, a picture has 20 to 50 kB


def main() -> None:
    """Write all pictures anew; the book must have been built (``make build``)."""
    OUT.mkdir(exist_ok=True)
    with browser() as opened, tempfile.TemporaryDirectory() as folder, _running(folder) as workshop:
        phones = [_at_work(workshop.join(f"Table {number}")) for number in range(1, TABLES + 1)]
        board = page(opened, 1280, 800)
        board.goto(workshop.key)
        screen = board.context.new_page()  # the projector's page is the trainer's too
        screen.set_viewport_size({"width": 1280, "height": 720})
        screen.goto(f"{workshop.address}/workshop/screen")
        screen.wait_for_selector("svg")
        write(screen, "screen-join")
        _answers(workshop, phones, board, page(opened, 360, 640))
        write(board, "board-together")
        board.click("#anonymous")
        screen.wait_for_selector("table")
        write(screen, "screen-together")


def _running(folder: str) -> Any:
    return workshop_server.running(Path(folder))


def _at_work(phone: Any) -> Any:
    phone.open().line.tell(type="at", page=PAGE, exercise=SLUG)
    return phone


def _answers(workshop: Any, phones: list[Any], board: Page, phone: Page) -> None:
    """Everybody fills the roadmap; the board shows all on one calendar."""
    phone.goto(f"{workshop.address}/j/{workshop.code}")
    phone.fill("#name", "Table 11")
    phone.press("#name", "Enter")
    phone.wait_for_selector(".lsdg-ws-bar[data-state=bar_kept]")
    board.wait_for_selector("#subject option >> nth=90", state="attached")
    board.select_option("#subject", label="– Reporting roadmap")
    board.click("#send")
    phone.wait_for_url(f"**#ws-{SLUG}")
    for number, one in enumerate(phones):
        one.answer(SLUG, a_class.answer(SLUG, number))
    board.click("#merged")
    board.wait_for_timeout(1500)
    phone.locator(f"[data-exercise={SLUG}]").scroll_into_view_if_needed()
    phone.wait_for_timeout(500)
    write(phone, "phone-exercise")


@contextmanager
def browser() -> Iterator[Any]:
    """A Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.program(), args=chromium.flags())
        yield browser
        browser.close()


def page(browser: Any, width: int, height: int) -> Page:
    """A page of a context of its own."""
    options = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce"}
    return browser.new_context(**options, service_workers="block").new_page()


def write(page: Page, name: str, quality: int = QUALITY) -> None:
    """Write a picture of what the page shows now."""
    asked = {"format": "webp", "quality": quality}
    got = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    (OUT / f"{name}.webp").write_bytes(base64.b64decode(got["data"]))


if __name__ == "__main__":
    main()
