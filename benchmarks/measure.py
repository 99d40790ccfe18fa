"""What the benchmarks share: a served folder, a Chromium, a table of bytes over the wire."""

import json
import os
import re
import statistics
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from localsdg_build.test_tools import browser as chromium

ROOT = Path(__file__).parents[1]
HTML = ROOT / "_build" / "html"
MODULE = "modules/3-monitoring-reporting"
SERVE = "import sys; from pathlib import Path; from localsdg_build.serve import serve_book; "
SERVE += "sys.exit(serve_book(Path(sys.argv[1]), 0))"


@contextmanager
def served(folder):
    """The address of ``folder``, served as ``make serve`` serves the book."""
    command = [sys.executable, "-c", SERVE, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline()).group()
        finally:
            server.terminate()


@contextmanager
def browser():
    """A Chromium; each page of a new context begins with an empty cache."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-dev-shm-usage"]
        started = playwright.chromium.launch(executable_path=chromium(), args=flags)
        yield started
        started.close()


class Wire:
    """Bytes over the wire by address, workers' requests included (Chromium's own count, as compressed)."""

    def __init__(self, page):
        self.requests = []
        page.context.on("requestfinished", lambda request: self.requests.append(request))

    def files(self):
        """``{address: bytes}``, answers' headers and bodies."""
        found = {}
        for request in self.requests:
            sizes = request.sizes()
            size = sizes["responseBodySize"] + sizes["responseHeadersSize"]
            found[request.url] = found.get(request.url, 0) + size
        return found

    def total(self):
        """All bytes so far."""
        return sum(self.files().values())


def median(numbers):
    """The median, to three figures after the point."""
    return round(statistics.median(numbers), 3)


def report(name, figures, line):
    """Print the figures as one JSON line and one sentence; ``LOCALSDG_BENCH`` names a file for the JSON."""
    text = json.dumps({"benchmark": name, **figures})
    print(text)
    print(line, flush=True)
    if path := os.environ.get("LOCALSDG_BENCH"):
        with Path(path).open("a", encoding="utf-8") as log:
            log.write(text + "\n")
