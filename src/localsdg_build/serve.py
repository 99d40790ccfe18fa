"""Serve the built book at http://127.0.0.1:PORT, for this computer alone."""

import asyncio
import logging
import mimetypes
import signal
import sys
from pathlib import Path

import tornado.httpserver
import tornado.netutil
import tornado.web

_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".ipynb": "application/x-ipynb+json",
    ".csv": "text/csv",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
_NAMES = {"127.0.0.1", "localhost", "[::1]"}
_YEAR = 365 * 24 * 3600


class _Compress(tornado.web.GZipContentEncoding):
    """Compress what shrinks: text, JSON and WebAssembly. Fonts, pictures and zips are compressed already."""

    CONTENT_TYPES = tornado.web.GZipContentEncoding.CONTENT_TYPES | {
        "application/wasm",
        "application/json",
        "application/x-ipynb+json",
        "image/svg+xml",
    }


class _File(tornado.web.StaticFileHandler):
    def prepare(self):
        # A page of another site may have its own name point to this computer and read what is served here
        # (DNS rebinding): the trainer's edition holds expected answers. So only our own names are answered.
        if self.request.host.rsplit(":", 1)[0].lower() not in _NAMES:
            self.set_status(421)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            port = self.request.host.rpartition(":")[2]
            self.finish(
                f"421: open the book by the address http://127.0.0.1:{port if port.isdigit() else ''}\n"
            )

    def validate_absolute_path(self, root, absolute_path):
        if "\0" in absolute_path:  # no file has such a name; asking for one is an error to the system
            raise tornado.web.HTTPError(404)
        return super().validate_absolute_path(root, absolute_path)

    def get_cache_time(self, path, modified, mime_type):
        # "?v=<checksum>" and "?digest=": another content has another address.
        return _YEAR if self.get_argument("v", None) else 0

    def set_extra_headers(self, path):
        if not self.get_argument("v", None):
            self.set_header("Cache-Control", "no-cache")  # ask again, the ETag answers
        self.set_header("X-Content-Type-Options", "nosniff")

    def write_error(self, status_code, **kwargs):
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}: there is no page at this address.\n")


def application(folder: Path) -> tornado.web.Application:
    """The tornado application that serves the files of ``folder``."""
    for suffix, kind in _TYPES.items():
        mimetypes.add_type(kind, suffix)
    arguments = {"path": str(folder), "default_filename": "index.html"}
    return tornado.web.Application(
        [(r"/(.*)", _File, arguments)], transforms=[_Compress], log_function=lambda handler: None
    )


def serve_book(folder: Path, port: int) -> int:
    """Serve until Ctrl+C; return an exit code. 1: there is no book yet, or the port is taken."""
    if not (folder / "index.html").is_file():
        make = "build EDITION=trainer" if folder.name == "trainer" else "build"
        print(f"Error: there is no built book in {folder}. Build it first: make {make}", file=sys.stderr)
        return 1
    try:
        sockets = tornado.netutil.bind_sockets(port, address="127.0.0.1")
    except OSError as problem:
        print(
            f"Error: port {port} cannot be used ({problem.strerror}). "
            f"Stop the program that uses it, or take another one: make serve PORT={port + 1}",
            file=sys.stderr,
        )
        return 1
    # What a browser asks for in vain is no news for the person at the keyboard.
    logging.getLogger("tornado").setLevel(logging.ERROR)
    asyncio.run(_serve(folder, sockets))
    return 0


async def _serve(folder, sockets):
    server = tornado.httpserver.HTTPServer(application(folder))
    server.add_sockets(sockets)
    port = sockets[0].getsockname()[1]
    print(f"The book is at http://127.0.0.1:{port}  (stop with Ctrl+C)", flush=True)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await stop.wait()
    server.stop()
    await server.close_all_connections()
