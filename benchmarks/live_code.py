"""Code on its page: the first ``print`` and the first pandas table, against JupyterLite's first ``print``.

Each time is from opening the page, with an empty cache: the page, a learner's click on *Start Python*, the
code and *Run*. JupyterLite is that of ``jupyterlite.py``, and both are measured in turn.
"""

import time

from jupyterlite import first_print, site
from measure import MODULE, ROOT, Wire, browser, median, report, served

from localsdg_build.build import build_book

ROUNDS = 3
SLUG, PAGE = "survey-analysis", f"{MODULE}/analysing-a-survey/en.html"
PRINT, TABLE = 0.3, 0.5  # of JupyterLite's time, at most
MEGABYTES = 18
CODE = {
    "print": ("print(1)", ".lsdg-run-text"),
    "table": ('import pandas\n\npandas.DataFrame({"a": [1, 2]}).describe()', ".lsdg-run-table"),
}


def first(context, address, code, shows):
    """Seconds until code shows something, from opening the page."""
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    exercise = page.locator(f"[data-exercise={SLUG}]")
    exercise.locator(".lsdg-live-start").click()
    exercise.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(code)
    exercise.locator(".lsdg-run").click()
    exercise.locator(shows).first.wait_for(timeout=180_000)
    took = time.perf_counter() - began
    return page, took


def cold_and_warm(chromium, address, code, shows):
    """``(seconds, seconds with what the browser has kept, bytes of all that was fetched)``."""
    context = chromium.new_context()
    wire = Wire(context.new_page())
    page, cold = first(context, address, code, shows)
    page.locator(".lsdg-live-bar").wait_for(state="hidden", timeout=180_000)  # the rest has come, too
    size = wire.total()
    page.close()
    _, warm = first(context, address, code, shows)
    context.close()
    return cold, warm, size


def main():
    if build_book(ROOT, live=True):
        return False
    lite = site()
    found = {name: [] for name in CODE}
    prints = []
    with browser() as chromium, served(lite) as other, served(ROOT / "_build" / "live") as address:
        for _ in range(ROUNDS):
            prints.append(first_print(chromium, other)[0])
            for name, code in CODE.items():
                found[name].append(cold_and_warm(chromium, f"{address}/{PAGE}", *code))
    lite_s = median(prints)
    figures = {"jupyterlite_s": lite_s}
    for name, runs in found.items():
        cold, warm, _ = zip(*runs, strict=True)
        figures |= {f"{name}_s": median(cold), f"{name}_warm_s": median(warm)}
        figures[f"{name}_ratio"] = round(median(cold) / lite_s, 3)
    figures["megabytes"] = round(max(size for runs in found.values() for *_, size in runs) / 1e6, 1)
    report(
        "live_code",
        figures,
        f"First print {figures['print_s']} s ({figures['print_ratio']} x JupyterLite's {lite_s} s, "
        f"at most {PRINT}), "
        f"first table {figures['table_s']} s ({figures['table_ratio']} x, at most {TABLE}), "
        f"{figures['megabytes']} MB over the wire (at most {MEGABYTES}).",
    )
    is_soon = figures["print_ratio"] <= PRINT and figures["table_ratio"] <= TABLE
    return is_soon and figures["megabytes"] <= MEGABYTES


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
