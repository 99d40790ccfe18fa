"""What the tests of the roadmap share: its samples, and what they do with its page."""

import json

from localsdg import course

SLUG = "reporting-roadmap"
KEY = f"localsdg:{SLUG}"
PHONE = {"width": 360, "height": 740}
ROOT = course.root()
SAMPLES = sorted((ROOT / "exercises" / SLUG / "samples").glob("*.json"))


def sample(name):
    return json.loads((ROOT / "exercises" / SLUG / "samples" / f"{name}.json").read_text(encoding="utf-8"))


def kept(page):
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY))


def card(page, name):
    return next(card for card in kept(page)["cards"] if card["id"] == name)


def heard(page, words):
    page.wait_for_function(
        "words => document.querySelector('.lsdg-live').textContent.includes(words)", arg=words, timeout=5000
    )


def checked(page):
    """Press Check -> the line with the score."""
    page.get_by_role("button", name="Check my answer").click()
    page.wait_for_selector(".lsdg-frame[data-checked]")
    return page.locator(".lsdg-score strong").inner_text()


def tab_to(page, selector, back=False):
    for _ in range(80):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the Tab key does not reach {selector}")
