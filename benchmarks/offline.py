"""Module 1 wholly done without a server, on a phone's screen, with the browser started again; the kit's size.

Each round starts Chromium anew with the same profile, while no server runs, opens every page of the module,
and checks every answer there. A failure is a page, an exercise, a figure or a check that does not come, an
answer that is not the one that was kept, or a check that does not give all points.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from measure import HTML, ROOT, chromium, median, report, served

from localsdg import course
from localsdg_build.kit import make

MODULE = "modules/1-sdg-introduction"
ROUNDS = 20
MOST = 25e6  # bytes of the kit
_READY = "() => [...document.querySelectorAll('.lsdg-exercise')].every(one => one.dataset.ready)"
_DRAWN = "() => [...document.querySelectorAll('.lsdg-plot')].every(place => place.dataset.drawn)"
_CHECK = """slug => new Promise((done, fail) => {
  const place = document.getElementById(`exercise-${slug}`);
  setTimeout(() => fail(new Error("no reply to the check")), 60000);
  const watch = setInterval(() => {
    const found = JSON.parse(localStorage.getItem(`localsdg-checked:${slug}`) ?? "null");
    if (found) { clearInterval(watch); done(found); }
  }, 20);
  localStorage.removeItem(`localsdg-checked:${slug}`);
  place.querySelector(".lsdg-check").click();
})"""


def pages():
    """The module's pages with the exercises on each that are checked on the page."""
    for path in sorted((HTML / MODULE).rglob("en.html")):
        text = path.read_text(encoding="utf-8")
        shown = [slug for slug in course.exercise_ids(ROOT) if f'id="exercise-{slug}"' in text]
        yield path.relative_to(HTML).as_posix(), shown


def good(slug):
    """An answer with all points."""
    settings = course.read_yaml(ROOT / "exercises" / slug / "exercise.yml")
    name = f"{settings.get('good', 'full')}.json"
    return json.loads((ROOT / "exercises" / slug / "samples" / name).read_text(encoding="utf-8"))["answer"]


def started(playwright, profile):
    """Chromium with this profile, on a phone's screen."""
    return playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium(),
        args=["--no-sandbox", "--disable-dev-shm-usage"],
        viewport={"width": 360, "height": 740},
    )


def keep(context, address, answers):
    """Visit the module with a server: keep it, and answer everything."""
    page = context.new_page()
    page.goto(f"{address}/{MODULE}/en.html")
    page.locator(".lsdg-keep button.lsdg-primary").click()
    page.wait_for_function("() => document.querySelector('.lsdg-keep-note [aria-hidden]')", timeout=120_000)
    for slug, answer in answers.items():
        page.evaluate("([slug, text]) => localStorage.setItem(`localsdg:${slug}`, text)", [slug, answer])


def round_of(context, address, listed, answers):
    """What fails in one round, and how many seconds a page took until it was ready."""
    failures, took = [], []
    page = context.new_page()
    for name, slugs in listed:
        began = time.perf_counter()
        try:
            page.goto(f"{address}/{name}", timeout=60_000)
            page.wait_for_function(_READY, timeout=60_000)
            took.append(time.perf_counter() - began)
            for place in page.locator(".lsdg-plot").all():
                place.scroll_into_view_if_needed()
            page.wait_for_function(_DRAWN, timeout=60_000)
            for slug in slugs:
                kept = page.evaluate("slug => localStorage.getItem(`localsdg:${slug}`)", slug)
                found = page.evaluate(_CHECK, slug)
                if json.loads(kept) != json.loads(answers[slug]):
                    failures.append(f"{name}: the answer to {slug} was lost")
                elif found["score"] != found["points"]:
                    failures.append(f"{name}: {slug} has {found['score']} of {found['points']} points")
        except Exception as problem:
            failures.append(f"{name}: {str(problem).splitlines()[0]}")
    return failures, took


def main(rounds=ROUNDS):
    from playwright.sync_api import sync_playwright

    listed = list(pages())
    answers = {slug: json.dumps(good(slug)) for _, slugs in listed for slug in slugs}
    failures, took = [], []
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        with served(HTML) as address:
            context = started(playwright, f"{temporary}/profile")
            keep(context, address, answers)
            context.close()
        for _ in range(rounds):
            context = started(playwright, f"{temporary}/profile")
            failed, seconds = round_of(context, address, listed, answers)
            failures, took = failures + failed, took + seconds
            context.close()
        kit = make.make(HTML, Path(temporary), ROOT)
    report(
        "offline",
        {
            "pages": len(listed), "exercises": len(answers), "restarts": rounds, "failures": failures,
            "page_seconds": median(took), "kit_zip": kit.zip_bytes, "kit_folder": kit.folder_bytes,
            "limit": MOST,
        },
        f"Module 1 without a server: {len(listed)} pages with {len(answers)} exercises, {rounds} restarts, "
        f"{len(failures)} failures; a page is ready in {median(took)} s. "
        f"The kit: {kit.zip_bytes / 1e6:.1f} MB as a zip, {kit.folder_bytes / 1e6:.1f} MB as a folder.",
    )  # fmt: skip
    return not failures and kit.zip_bytes <= MOST


if __name__ == "__main__":
    raise SystemExit(0 if main(*map(int, sys.argv[1:])) else 1)
