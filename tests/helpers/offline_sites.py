"""For tests without a network: copies of the book to change, hosts to stop, browsers to start again."""

import functools
import os
import shutil
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import chromium

from localsdg_build.offline import release

ROOT = Path(__file__).parents[2]
FAR = "course.example"  # this computer, which is another one to the browser
MODULE = "modules/1-sdg-introduction"
HERE = 'html[data-on-device="1"]'  # the worker has kept the page that is open
PHONE = {"width": 360, "height": 740}
_MADE = ("sw.js", "_offline/manifest.json", "_offline/build.json")


def copy(book, folder):
    """A copy of a built site. Its files may be links: ``change`` writes new ones."""
    return Path(shutil.copytree(book, folder, copy_function=_link))


def _link(source, target):
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copy2(source, target)


def change(site, changes, edition="learner"):
    """Publish a new release of a copied site, ``changes``: ``{file: (old text, new text)}``; its build."""
    for name, (old, new) in changes.items():
        path = site / name
        text = path.read_text(encoding="utf-8")
        assert old in text, name
        path.unlink()
        path.write_text(text.replace(old, new), encoding="utf-8")
    for name in _MADE:
        (site / name).unlink()
    return release.write(site, edition, ROOT)


class _Files(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

    def do_GET(self):
        self.server.asked.append(self.path)
        super().do_GET()

    def log_message(self, *args):
        pass


class Host:
    """A plain web server that can be stopped, and started again at the same address."""

    def __init__(self, folder, name="127.0.0.1"):
        self.folder, self.name, self.port, self.asked = folder, name, 0, []
        self.start()

    @property
    def address(self):
        return f"http://{self.name}:{self.port}"

    def start(self):
        handler = functools.partial(_Files, directory=str(self.folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.server.asked, self.server.daemon_threads = self.asked, True
        self.port = self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@contextmanager
def hosting(folder, name="127.0.0.1"):
    """A ``Host`` for a while."""
    host = Host(folder, name)
    try:
        yield host
    finally:
        host.stop()


@contextmanager
def chromium_of(browser, profile, secure="", **options):
    """A Chromium of its own whose profile stays, so that it can be started again; the value is its context.

    ``secure``: an address that counts as if it came over https. Uncaught errors of pages fail the test.
    """
    flags = [*chromium.flags(FAR), f"--unsafely-treat-insecure-origin-as-secure={secure}"]
    context = browser.browser_type.launch_persistent_context(
        str(profile),
        executable_path=chromium.program(),
        args=flags if secure else flags[:-1],
        **{"viewport": PHONE, "reduced_motion": "reduce", **options},
    )
    context.set_default_timeout(120_000)
    problems = []
    context.on("weberror", lambda found: problems.append(str(found.error)))
    try:
        yield context
    finally:
        context.close()
    assert problems == []
