"""Serve the built book at http://127.0.0.1:PORT, for this computer alone."""

import asyncio
import contextlib
import logging
import signal
import sys
from pathlib import Path

import tornado.httpserver
import tornado.netutil
import tornado.web

from localsdg_build import editions
from localsdg_web import file_types, hosts, limits

_YEAR = 365 * 24 * 3600


class _Compress(tornado.web.GZipContentEncoding):
    """Compress what shrinks."""

    CONTENT_TYPES = tornado.web.GZipContentEncoding.CONTENT_TYPES | file_types.SHRINK


class _File(tornado.web.StaticFileHandler):
    def prepare(self):
        if not hosts.is_ours(self.request.host):
            self.set_status(hosts.STATUS)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(hosts.advice(self.request.host))

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
    file_types.register()
    arguments = {"path": str(folder), "default_filename": "index.html"}
    return tornado.web.Application(
        [(r"/(.*)", _File, arguments)], transforms=[_Compress], log_function=lambda handler: None
    )


def serve_book(folder: Path, port: int) -> int:
    """Serve until Ctrl+C; return an exit code. 1: there is no book yet, or the port is taken."""
    if not (folder / "index.html").is_file():
        name = folder.name.removesuffix("-live")
        make = "live" if folder.name.endswith("live") else "build"
        make += f" EDITION={name}" if name in (editions.TRAINER, editions.GRADED) else ""
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
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(folder, sockets))
    return 0


async def _serve(folder, sockets):
    server = tornado.httpserver.HTTPServer(
        application(folder),
        max_body_size=limits.BODY,
        max_header_size=limits.HEADERS,
        idle_connection_timeout=limits.IDLE,
    )
    server.add_sockets(sockets)
    port = sockets[0].getsockname()[1]
    print(f"The book is at http://127.0.0.1:{port}  (stop with Ctrl+C)", flush=True)
    stop = asyncio.Event()
    with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C ends asyncio.run by itself
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await stop.wait()
    server.stop()
    await server.close_all_connections()
