"""How soon an exercise can be used, and what a check costs: time and bytes.

The page with its exercises is compared with the very same page whose exercises were taken out.
"""

import re
import shutil
import tempfile
import time
from pathlib import Path

from measure import HTML, MODULE, Wire, browser, median, report, served

ROUNDS = 9
SLUG, PAGE = "reporting-roadmap", f"{MODULE}/reporting-roadmap/en.html"
_READY = """() => document.readyState === "complete" && !document.querySelector(".lsdg-mount:empty")"""
_CHECK = """slug => new Promise(done => {
  const place = document.querySelector(`[data-exercise="${slug}"]`);
  const button = place.querySelector(".lsdg-check");
  const began = performance.now();
  new MutationObserver((_, watch) => {
    if (button.getAttribute("aria-disabled") === "true" || !place.querySelector(".lsdg-record")) return;
    watch.disconnect();
    done(performance.now() - began);
  }).observe(place, { subtree: true, childList: true, attributes: true });
  button.click();
})"""


def without_exercises(folder):
    """Write beside the page a copy without exercises and without their script; return its name."""
    page = folder / PAGE
    text = page.read_text(encoding="utf-8")
    text = re.sub(r'<section class="lsdg-exercise".*?</section>', "", text, flags=re.S)
    text = re.sub(r'<script type="module"[^>]*host\.js[^>]*></script>', "", text)
    assert "lsdg-mount" not in text
    page.with_name("plain.html").write_text(text, encoding="utf-8")
    return PAGE.replace("en.html", "plain.html")


def ready(chromium, address):
    """Seconds until everything on the page is there, with an empty cache."""
    context = chromium.new_context()
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(_READY, polling=5)
    took = time.perf_counter() - began
    context.close()
    return took


def checks(chromium, address):
    """Milliseconds of the first check and of later ones, bytes that the first one loads."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.wait_for_function(_READY)
    wire = Wire(page)
    first = page.evaluate(_CHECK, SLUG)
    page.wait_for_timeout(300)
    # Not the library of a figure that comes into view when the result is shown.
    size = sum(count for address, count in wire.files().items() if "/_exercises/" in address)
    later = [page.evaluate(_CHECK, SLUG) for _ in range(10)]
    context.close()
    return first, size, median(later)


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "html"
        shutil.copytree(HTML, folder)
        plain = without_exercises(folder)
        with served(folder) as address, browser() as chromium:
            ready(chromium, f"{address}/{PAGE}")  # the first page of a browser is slow for everybody
            pairs = [[ready(chromium, f"{address}/{name}") for name in (PAGE, plain)] for _ in range(ROUNDS)]
            found = [checks(chromium, f"{address}/{PAGE}") for _ in range(5)]
    with_it, without = (median(column) for column in zip(*pairs, strict=True))
    figures = {
        "ready_s": with_it,
        "plain_s": without,
        "ratio": round(with_it / without, 2),
        "first_check_s": round(median([first for first, _, _ in found]) / 1000, 3),
        "first_check_bytes": max(size for _, size, _ in found),
        "later_check_ms": median([later for _, _, later in found]),
    }
    report(
        "exercises",
        figures,
        f"Exercise usable after {with_it} s, the same page without it {without} s: {figures['ratio']} x "
        f"(at most 1.5). First check {figures['first_check_s']} s and "
        f"{figures['first_check_bytes'] / 1e6:.2f} MB (at most 0.4), later ones "
        f"{figures['later_check_ms']} ms (under 30).",
    )
    return (
        figures["ratio"] <= 1.5 and figures["first_check_bytes"] <= 400_000 and figures["later_check_ms"] < 30
    )


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
