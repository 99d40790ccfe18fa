"""How long the page *My work* takes to make a Word document of a full module, on a browser that is new to it.

Every exercise of the module is answered with the sample that earns most. The click fetches the library that
writes the document.
"""

import json
import time
import zipfile

from measure import HTML, ROOT, browser, median, report, served

from localsdg import course
from localsdg_build import order

ROUNDS = 3
AIM = 2.0  # seconds
PAGE = "book/en/my-work.html"


def answers(module):
    """``{key: JSON}`` as the exercises' pages keep them."""
    found = {}
    for slug in order.exercises_of(ROOT, module):
        if course.exercise(slug)["kind"] == "code":
            continue
        samples = [json.loads(path.read_text()) for path in (ROOT / "exercises" / slug / "samples").glob("*")]
        best = max(samples, key=lambda one: (one.get("score") or 0, len(json.dumps(one["answer"]))))
        found[f"localsdg:{slug}"] = json.dumps(best["answer"])
    return found


def document(chromium, address, module):
    """``(seconds from the click to the file, tables in it)`` on a browser of its own."""
    context = chromium.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto(f"{address}/book/en/about.html")
    page.evaluate(
        "all => Object.entries(all).forEach(([key, text]) => localStorage.setItem(key, text))",
        answers(module),
    )
    page.goto(f"{address}/{PAGE}")
    page.wait_for_selector(".lsdg-work-paper[data-drawn] h2")
    page.check("#lsdg-work-checks")
    page.wait_for_selector(".lsdg-work-exercise[data-exercise^=check-]")
    began = time.perf_counter()
    with page.expect_download() as started:
        page.click("[data-does=docx]")
    path = started.value.path()
    seconds = time.perf_counter() - began
    tables = zipfile.ZipFile(path).read("word/document.xml").decode().count("<w:tbl>")
    context.close()
    return seconds, tables


def main():
    figures = {}
    with served(HTML) as address, browser() as chromium:
        for module in order.modules(ROOT):
            rounds = [document(chromium, address, module) for _ in range(ROUNDS)]
            figures[module] = {"docx_s": median([one for one, _ in rounds]), "tables": rounds[0][1]}
    slowest = max(one["docx_s"] for one in figures.values())
    tables = sum(one["tables"] for one in figures.values())
    line = f"A Word document of a full module takes {slowest} s at most (aim: {AIM}); {tables} tables in all."
    report("documents", {"modules": figures, "slowest_s": slowest, "aim_s": AIM}, line)
    return slowest <= AIM


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
