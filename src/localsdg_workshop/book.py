"""The learner's built book as a workshop serves it: each page with one script more, no service worker.

A page that was kept by a service worker would later come without the room, so none is started. Answers are
checked by the laptop: the page's ``checker.js`` is ours, with the same functions.
"""

import gzip
import hashlib
import mimetypes
import re
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from localsdg_web import file_types

_SERVICE_WORKER = "sw.js"
_STARTS_IT = re.compile(rb'\s*<script type="module" src="[^"]*_offline/start\.js"[^>]*></script>')
_OURS = (
    b'<link rel="stylesheet" href="/workshop/static/phone.css" />\n    '
    b'<script type="module" src="/workshop/static/phone.js"></script>\n  </head>'
)
CHECKER = "_exercises/checker.js"
_HERE = Path(__file__).parent
_CACHE = 24 << 20  # bytes of answers that stay in memory
_LARGE = 4 << 20  # bytes of a file that is sent as it lies there


@dataclass(frozen=True)
class Answer:
    """A file as it is sent. ``body``: compressed where ``is_gzip``; ``path``: of a large one."""

    kind: str
    etag: str
    body: bytes = b""
    is_gzip: bool = False
    path: Path | None = None


class Book:
    """The files of a built book below ``folder``."""

    def __init__(self, folder: Path) -> None:
        file_types.register()
        self.folder = folder.resolve()
        self._kept: OrderedDict[tuple[str, int, str], Answer] = OrderedDict()
        self._bytes = 0

    def front(self, language: str) -> str:
        """The address of the course's first page in a language."""
        page = f"book/{language}/index.html"
        places = [page, f"{language}/{page}", "book/en/index.html"]
        return next((f"/{place}" for place in places if self.find(place)), "/")

    def find(self, path: str) -> Path | None:
        """The file at an address' path; ``None`` where there is none that is served."""
        if "\0" in path or path.endswith(_SERVICE_WORKER):
            return None
        try:
            found = (self.folder / path.lstrip("/")).resolve()
            if found.is_dir():
                found = found / "index.html"
            inside = found.is_relative_to(self.folder) and found.is_file()
        except OSError:  # a name that is too long
            return None
        return found if inside else None

    def answer(self, path: Path, host: str) -> Answer:
        """What is sent for a file that ``find`` found; ``host``: the room's, ``""`` for none of it."""
        is_page = path.suffix == ".html"
        status = path.stat()
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        if status.st_size > _LARGE:
            return Answer(kind, f'"{status.st_mtime_ns:x}-{status.st_size:x}"', path=path)
        key = (str(path), status.st_mtime_ns, host if is_page else "")
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = _made(self._content(path, host, is_page), kind)
        self._kept[key] = made
        self._bytes += len(made.body)
        while self._bytes > _CACHE:
            self._bytes -= len(self._kept.popitem(last=False)[1].body)
        return made

    def _content(self, path, host, is_page):
        if path.as_posix().endswith(CHECKER):
            return (_HERE / "static" / "checker.js").read_bytes()
        content = path.read_bytes()
        return with_script(content, host) if is_page else content


def with_script(page: bytes, host: str) -> bytes:
    """A page of the book with the room's script, and leave to speak to the room at ``host``, if there is one.

    Older browsers do not count a socket to the page's own server among ``'self'``.
    """
    policy = f"default-src 'self'; connect-src 'self' ws://{host}".encode()
    page = _STARTS_IT.sub(b"", page)
    return page.replace(b"default-src 'self'", policy, 1).replace(b"</head>", _OURS, 1) if host else page


def _made(content, kind):
    etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    shrinks = kind.startswith("text/") or kind in file_types.SHRINK
    if not shrinks or len(content) < 500:
        return Answer(kind, etag, content)
    return Answer(kind, etag, gzip.compress(content, 6, mtime=0), is_gzip=True)
