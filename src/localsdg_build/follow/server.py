"""Serve a book that is built anew meanwhile: its pages get a script that loads them again.

The script stands in no file of the book; it is added to what is sent. Until sources are saved, all is sent as
it was built: whoever only reads has the book with all it can do, without a network too. From then on pages
have no service worker, which would hold them for pages of another release.
"""

import asyncio
import re
from pathlib import Path
from typing import Any

import tornado.web

from localsdg import course
from localsdg_build import serve
from localsdg_build.follow.readers import Readers, version

_STATIC = Path(__file__).parent / "static"
OURS = "_follow"  # the address below which there is nothing of the book
_AFTER = re.compile(rb"<meta charset=[^>]*>|(?=</head>)", re.I)
_ALONE = "_live/jupyter/"  # a program of its own, with its own service worker
# A service worker of before sends its pages here: if this one were not of its release, it would again.
_AS_BUILT = "offline.html"
_SWAP = 0.1  # s: for a moment, the old book has gone and the new one has not come
_ABSENT = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Not built yet</title></head>
<body><main><h1>Not built yet</h1><p>404: this page of the book is not there. Its language is built after
English; the terminal says how far it is. The page comes by itself when it is there.</p></main></body></html>
"""


def with_script(page: bytes, made: str) -> bytes:
    """``page`` (HTML) with the script that loads it anew; ``made``: the version of the page."""
    tag = f'\n<script src="/{OURS}/page.js" data-made="{made}"></script>'.encode()
    return _AFTER.sub(lambda match: match.group() + tag, page, count=1)


class _Followed(serve.File):
    """A file of the book; a page, with the script."""

    def initialize(self, root: Path, readers: Readers, **arguments: Any) -> None:  # type: ignore[override]
        super().initialize(**arguments)
        self.course, self.readers = root, readers

    async def get(self, path: str, include_body: bool = True) -> None:
        """Answer with the file, a page with the script added."""
        try:
            file, page = self._read(path)
        except (OSError, tornado.web.HTTPError) as problem:
            if getattr(problem, "status_code", 404) != 404:
                raise
            await asyncio.sleep(_SWAP)
            file, page = self._read(path)
        if page is not None:
            self.set_header("Content-Type", "text/html; charset=UTF-8")
            self.set_extra_headers(path)
            known = course.languages(self.course)
            self.write(with_script(page, version(Path(self.root), file, known, page)))
        elif file is not None:
            await super().get(path, include_body)

    def _read(self, path):
        """``(file, its text if it is a page)``; no file: the reader is sent to another address."""
        self.path = self.parse_url_path(path)
        absolute = self.get_absolute_path(self.root, self.path)
        self.absolute_path = self.validate_absolute_path(self.root, absolute)
        if not self.absolute_path:
            return None, None
        file = Path(self.absolute_path)
        is_page = file.suffix == ".html" and file.name != _AS_BUILT and self.readers.is_written
        if not is_page or file.relative_to(self.root).as_posix().startswith(_ALONE):
            return file, None
        return file, file.read_bytes()

    def compute_etag(self):
        """Of what is sent; of a file by the time of its change: the next book may have another one."""
        if self._write_buffer or not self.absolute_path:
            return tornado.web.RequestHandler.compute_etag(self)
        about = self._stat()
        return f'"{about.st_mtime_ns:x}-{about.st_size:x}"'

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Of a language that is still to be built, say so."""
        first = self.request.path.strip("/").split("/")[0]
        there = (Path(self.root) / "index.html").is_file()
        known = (
            first in course.languages(self.course) and not (Path(self.root) / first / "index.html").is_file()
        )
        if status_code != 404 or (there and not known):
            super().write_error(status_code, **kwargs)
            return
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(with_script(_ABSENT.encode(), ""))


class _Own(tornado.web.StaticFileHandler):
    """Our scripts."""

    def prepare(self):
        serve.only_ours(self)

    def set_extra_headers(self, path):
        self.set_header("Cache-Control", "no-cache")


class _Worker(_Followed):
    """The book's service worker; once its sources are written, what ends that one."""

    async def get(self, path: str, include_body: bool = True) -> None:
        if self.readers.is_written:
            self.root = str(_STATIC)
        await super().get(path, include_body)


class _Events(tornado.web.RequestHandler):
    """Tells a page, once, when there is another version of it than the one it names."""

    def initialize(self, book: Path, root: Path, readers: Readers) -> None:
        self.book, self.course, self.readers = book, root, readers
        self.over = asyncio.Event()

    def prepare(self) -> None:
        serve.only_ours(self)

    async def get(self) -> None:
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("Cache-Control", "no-store")
        await self.flush()
        self.readers.add(self)
        await self.over.wait()

    def look(self) -> None:
        """Is there another version?"""
        page = self.get_argument("page").strip("/") or "index.html"
        file = (self.book / page).resolve()
        file = file / "index.html" if file.is_dir() else file
        now = (
            version(self.book, file, course.languages(self.course)) if file.is_relative_to(self.book) else ""
        )
        if now and now != self.get_argument("made", ""):
            self.write("event: new\ndata: \n\n")
            asyncio.ensure_future(self.flush())

    def end(self) -> None:
        """Nobody listens any more, or nothing will be told."""
        self.readers.remove(self)
        self.over.set()

    on_connection_close = end


def application(root: Path, book: Path, readers: Readers) -> tornado.web.Application:
    """The tornado application that serves the ``book`` of the course ``root`` while it is followed."""
    book = book.resolve()
    followed = {"root": root, "readers": readers, "path": str(book), "default_filename": "index.html"}
    handlers = [
        (f"/{OURS}/events", _Events, {"book": book, "root": root, "readers": readers}),
        (f"/{OURS}/(.*)", _Own, {"path": str(_STATIC)}),
        ("/(sw.js)", _Worker, followed),
        ("/(.*)", _Followed, followed),
    ]
    return serve.made_of(handlers)
