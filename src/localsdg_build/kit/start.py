"""Serve the course in the folder ``course`` beside this file's, for this computer alone, and open a browser.

It goes along on a stick and meets any Python from 3.7 on, so it needs the standard library alone and nothing
new in the language. What it says stands in ``words.json``, in each language of the course.
"""

from __future__ import annotations  # a type may be written as newer Pythons write it

import functools
import http.client
import http.server
import json
import os
import sys
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Sequence
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))
COURSE = os.path.join(os.path.dirname(HERE), "course")
# A browser keeps answers by address, and the port belongs to it: so always the first one that is free.
PORTS = range(8417, 8427)
IDLE = 6 * 3600.0  # seconds after which nobody is working any more
TYPES = {
    ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".css": "text/css",
    ".html": "text/html", ".json": "application/json", ".svg": "image/svg+xml", ".csv": "text/csv",
    ".ipynb": "application/x-ipynb+json", ".woff2": "font/woff2",
}  # fmt: skip


last_asked = time.monotonic()


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files with the types that browsers insist on: some computers know others."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, **TYPES}

    def send_head(self) -> Any:
        """Only who asks for this computer by its own name is answered (no other site can read along)."""
        global last_asked
        last_asked = time.monotonic()
        host = self.headers.get("Host", "").rpartition(":")[0]
        if host not in ("127.0.0.1", "localhost"):
            self.send_error(421)
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> None:
        """There is nothing to see in folders."""
        self.send_error(404)

    def end_headers(self) -> None:
        """A newer stick brings newer files."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """The window is for people."""


class Server(http.server.ThreadingHTTPServer):
    """It ends when nobody has asked for anything for a long time, so that no stick is held for ever."""

    allow_reuse_address = os.name != "nt"  # there it would let two programs have one port
    daemon_threads = True

    def service_actions(self) -> None:
        """Called about twice a second."""
        global last_asked
        if time.monotonic() - last_asked > IDLE:
            last_asked = float("inf")
            threading.Thread(target=self.shutdown).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up in the middle is no news."""


def server(ports: Sequence[int] = PORTS) -> Server | int:
    """A server on the first free port; or the port where this course is served already."""
    handler = functools.partial(Handler, directory=COURSE)
    for port in [*ports, 0]:
        try:
            return Server(("127.0.0.1", port), handler)
        except OSError:
            if is_this_course(port):
                return port
    raise OSError("no port is free")


def is_this_course(port: int) -> bool:
    """Whether this course is served there already: it was started before."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # no office's proxy knows this one
    try:
        with direct.open(f"http://127.0.0.1:{port}/_kit/kit.json", timeout=2) as reply:
            return json.load(reply) == read(os.path.join(COURSE, "_kit", "kit.json"))
    except (OSError, ValueError, http.client.HTTPException):  # or another program, which speaks no HTTP
        return False


def read(path: str) -> Any:
    """A JSON file."""
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def say(key: str, **values: object) -> None:
    """A sentence in each language that this window can show."""
    for words in read(os.path.join(HERE, "words.json")).values():
        try:
            print(words[key].format(**values), flush=True)
        except UnicodeEncodeError:
            continue


def main(ports: Sequence[int] = PORTS) -> int:
    """Serve until the window is closed, Ctrl+C is pressed, or nobody has asked for hours."""
    if not os.path.isfile(os.path.join(COURSE, "index.html")):
        say("kit_unpack")
        return 1
    found = server(ports)
    if isinstance(found, int):
        address = f"http://127.0.0.1:{found}/"
        say("kit_running", address=address)
        webbrowser.open(address)
        return 0
    port = found.server_address[1]
    address = f"http://127.0.0.1:{port}/"
    say("kit_open", address=address)
    if port != ports[0]:
        say("kit_moved")
    say("kit_leave")
    threading.Timer(0.3, webbrowser.open, [address]).start()
    try:
        found.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        found.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
