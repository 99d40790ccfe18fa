"""Serve the built book at http://127.0.0.1:PORT, for this computer alone."""

import asyncio
import contextlib
import datetime
import logging
import signal
import socket
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import tornado.httpserver
import tornado.netutil
import tornado.web

from localsdg_build import editions
from localsdg_web import file_types, hosts, limits

_YEAR = 365 * 24 * 3600


class _Compress(tornado.web.GZipContentEncoding):
    """Compress what shrinks."""

    CONTENT_TYPES = tornado.web.GZipContentEncoding.CONTENT_TYPES | file_types.SHRINK


def only_ours(handler: tornado.web.RequestHandler) -> None:
    """Answer a request that names this computer by another's name with advice, and nothing else."""
    if not hosts.is_ours(handler.request.host):
        handler.set_status(hosts.STATUS)
        handler.set_header("Content-Type", "text/plain; charset=utf-8")
        handler.finish(hosts.advice(handler.request.host))


class File(tornado.web.StaticFileHandler):
    """A file of the book."""

    def prepare(self) -> None:
        """Called before each answer."""
        only_ours(self)

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """The file at an address, as tornado asks for it."""
        if "\0" in absolute_path:  # no file has such a name; asking for one is an error to the system
            raise tornado.web.HTTPError(404)
        return super().validate_absolute_path(root, absolute_path)

    def get_cache_time(self, path: str, modified: datetime.datetime | None, mime_type: str) -> int:
        """Seconds for which a browser need not ask again."""
        # "?v=<checksum>" and "?digest=": another content has another address.
        return _YEAR if self.get_argument("v", None) else 0

    def set_extra_headers(self, path: str) -> None:
        """Headers of each answer."""
        if not self.get_argument("v", None):
            self.set_header("Cache-Control", "no-cache")  # ask again, the ETag answers
        self.set_header("X-Content-Type-Options", "nosniff")

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A line in place of a page."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}: there is no page at this address.\n")


def application(folder: Path) -> tornado.web.Application:
    """The tornado application that serves the files of ``folder``."""
    return made_of([(r"/(.*)", File, {"path": str(folder), "default_filename": "index.html"})])


def made_of(handlers: list[Any]) -> tornado.web.Application:
    """A tornado application with these addresses: right types, compressed, silent."""
    file_types.register()
    return tornado.web.Application(handlers, transforms=[_Compress], log_function=lambda handler: None)


def serve_book(folder: Path, port: int) -> int:
    """Serve until Ctrl+C; return an exit code. 1: there is no book yet, or the port is taken."""
    if not (folder / "index.html").is_file():
        name = folder.name.removesuffix("-live")
        make = "live" if folder.name.endswith("live") else "build"
        make += f" EDITION={name}" if name in (editions.TRAINER, editions.GRADED) else ""
        print(f"Error: there is no built book in {folder}. Build it first: make {make}", file=sys.stderr)
        return 1
    sockets = listen(port)
    return run(application(folder), sockets, _say_where_it_is) if sockets else 1


def listen(port: int) -> list[socket.socket]:
    """Take the port of this computer, 0 for any; none if it cannot be had, which is told."""
    try:
        return tornado.netutil.bind_sockets(port, address="127.0.0.1")
    except OSError as problem:
        print(
            f"Error: port {port} cannot be used ({problem.strerror}). "
            f"Stop the program that uses it, or take another one: make serve PORT={port + 1}",
            file=sys.stderr,
        )
        return []


def say_where(address: str) -> None:
    """Tell the person at the keyboard."""
    print(f"The book is at {address}  (stop with Ctrl+C)", flush=True)


async def _say_where_it_is(address):
    say_where(address)


def run(
    made: tornado.web.Application,
    sockets: list[socket.socket],
    beside: Callable[[str], Coroutine[Any, Any, None]],
) -> int:
    """Serve ``made`` on the sockets until Ctrl+C; an exit code.

    ``beside(address)`` runs meanwhile; it is cancelled at the end, and a fault of it is the end.
    """
    # What a browser asks for in vain is no news for the person at the keyboard.
    logging.getLogger("tornado").setLevel(logging.ERROR)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(made, sockets, beside))
    return 0


async def _serve(made, sockets, beside):
    server = tornado.httpserver.HTTPServer(
        made,
        max_body_size=limits.BODY,
        max_header_size=limits.HEADERS,
        idle_connection_timeout=limits.IDLE,
    )
    server.add_sockets(sockets)
    stop = asyncio.Event()
    work = asyncio.create_task(beside(f"http://127.0.0.1:{sockets[0].getsockname()[1]}"))
    work.add_done_callback(lambda done: stop.set() if done.cancelled() or done.exception() else None)
    with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C ends asyncio.run by itself
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await stop.wait()
    work.cancel()
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await work
    finally:
        server.stop()
        await server.close_all_connections()
