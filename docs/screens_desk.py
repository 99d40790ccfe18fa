"""Pictures of the desk for the page *For facilitators*: ``.venv/bin/python docs/screens_desk.py``.

Run it when a page of the desk has changed, look at the pictures, and commit them. The class of thirty and its
names are made up (``benchmarks/moodle_class.py``); answers and texts are the exercises' samples.
"""

import tempfile
from pathlib import Path

import screens  # beside this file; it knows where tests and benchmarks keep what is shared
from playwright.sync_api import Page

import desk_server  # isort: skip
import graders  # isort: skip
import moodle_class  # isort: skip

READER = "Rosa Example"
QUALITY = 65  # of WebP: pages full of letters, which stay sharp; a picture has 30 to 80 kB


def main() -> None:
    """Write all pictures anew."""
    screens.OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, screens.browser() as opened:
        given = moodle_class.written(graders.prepared(Path(folder) / "empty"), Path(folder) / "given")
        with desk_server.running(Path(folder) / "my-course") as address:
            page = screens.page(opened, 1120, 720)
            page.goto(address)
            _grade(page, [str(path) for path in given])
            _read(page, address.partition("/?")[0])


def _grade(page: Page, given: list[str]) -> None:
    """From the two files to the filled table."""
    page.set_input_files("#files", given)
    page.wait_for_selector("#grade:not([disabled])", timeout=300_000)
    _at(page, "#taken", "desk-taken")
    page.click("#grade")
    page.wait_for_selector("#ended strong", timeout=300_000)
    page.wait_for_selector("#class tbody tr")
    _at(page, "section:has(#grade-title)", "desk-graded")
    page.click("#give summary >> nth=0")
    page.wait_for_selector("#give details table", timeout=60_000)
    _at(page, "section:has(#give-title)", "desk-give")


def _at(page: Page, place: str, name: str) -> None:
    page.locator(place).evaluate("place => place.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(300)
    screens.write(page, name, QUALITY)


def _read(page: Page, base: str) -> None:
    """A text beside its rubric, four of five rows with a level."""
    page.set_viewport_size({"width": 1280, "height": 800})  # the smallest on which nothing scrolls
    page.goto(f"{base}/read")
    page.wait_for_selector("dialog[open]")
    page.keyboard.type(READER)
    page.keyboard.press("Enter")
    page.wait_for_selector("#main:not([inert]) #rows input:focus")
    for level in "1212":
        page.keyboard.press(level)
    page.wait_for_timeout(1500)
    screens.write(page, "desk-read", QUALITY - 20)


if __name__ == "__main__":
    main()
