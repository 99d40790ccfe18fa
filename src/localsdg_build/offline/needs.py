"""What a page of the built site needs to work: its scripts, styles, fonts, pictures, exercises, Python.

It is read from the files themselves, so that a new script or picture needs no line here: what a page loads
is named in its HTML, what a style sheet loads in ``url(…)``, and what our scripts load by a text in them.
"""

import html
import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from localsdg.kinds import SHARED

_LOADING = re.compile(r"<(?:script|link|img|source|video|audio|image|use|object|embed)\b[^>]*>")
_ADDRESS = re.compile(r'\b(?:src|href|poster|data)="([^"]*)"')
_NOT_LOADED = re.compile(r'\brel="(?:next|prev|search|index|alternate|canonical|license|up|top)"')
_GIVEN = re.compile(r' data-[a-z-]+="([\w./-]+\.\w+)[^"]*"')  # what a script of the page may load later
_EXERCISE = re.compile(r'data-exercise="([\w-]+)" data-kind="([\w-]+)"')
_HAND_IN = re.compile(r'data-assignment="([\w-]+)"')
_IN_STYLE = re.compile(r"""(?:url\(|@import )\s*['"]?([^'")\s]+)""")
_IN_SCRIPT = re.compile(r"""["'`]([\w./-]+\.(?:js|mjs|json|css|wasm|svg|woff2))["'`]""")
_TABLE = re.compile(r'<a [^>]*?href="([^"#?]+\.csv)"')
_MATHJAX = "vendor/mathjax/tex-chtml.js"
# Foreign programs hold names of files that they do not load.
_UNREAD = ("/vendor/", "_search/", "_live/")
# Fetched when somebody asks for it, and kept then: too heavy to come with each page.
_WORD = "/docx"  # what writes a Word document of one's work
_ON_WISH = ("_live/", _WORD)


class Needs:
    """Answers for one site: ``names`` of all its files."""

    def __init__(self, site: Path, names: Iterable[str]) -> None:
        self._site, self._names = site, set(names)
        self._loaded: dict[str, set[str]] = {}

    def of_page(self, page: str) -> list[str]:
        """All files that a page loads, and those that they load, sorted; without the page itself."""
        text = self._text(page)
        found = set(self._named(page, _in_page(text)))
        exercises = self._top(page) + "_exercises/"
        for slug, kind in _EXERCISE.findall(text):
            kinds = [f"kinds/{name}{end}" for name in (SHARED, kind) for end in (".js", ".css")]
            own = (f"checks/{slug}.json", *kinds)
            found |= {exercises + name for name in own} & self._names
        for assignment in _HAND_IN.findall(text):
            found |= {f"{exercises}notebooks/{assignment}.ipynb"} & self._names
        return sorted(self._closed(found))

    def downloads(self, page: str) -> list[str]:
        """Tables that a page links to: with them a module is whole. Jupyter needs a network anyway."""
        return sorted(self._named(page, _TABLE.findall(self._text(page))))

    def python(self, page: str) -> list[str]:
        """What the page's exercises in code need besides, where the book runs code; else nothing."""
        about = self._top(page) + "_exercises/live.json"
        kinds = {kind for _, kind in _EXERCISE.findall(self._text(page))}
        if "code" not in kinds or about not in self._names:
            return []
        told = json.loads(self._text(about))
        files = ["codemirror.js", *(f"pyodide/{name}" for name in told["bytes"])]
        return sorted({about, *self._named(about, (told["root"] + name for name in files))})

    def _closed(self, names):
        found: set[str] = set()
        todo = list(names)
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo += self._loads(name)
        return found

    def _loads(self, name):
        if name not in self._loaded:
            self._loaded[name] = {
                one for one in self._read(name) if not any(part in one for part in _ON_WISH)
            }
        return self._loaded[name]

    def _read(self, name):
        if name.endswith(_MATHJAX):
            fonts = posixpath.dirname(name) + "/output/"
            return {one for one in self._names if one.startswith(fonts)}
        if any(part in f"/{name}" for part in _UNREAD):
            return set()
        if name.endswith(".css"):
            return set(self._named(name, _IN_STYLE.findall(self._text(name))))
        if name.endswith((".js", ".mjs")):
            return set(self._named(name, _IN_SCRIPT.findall(self._text(name))))
        return set()

    def _named(self, place, addresses):
        """The files of the site that these addresses in the file ``place`` mean."""
        folder = posixpath.dirname(place)
        for address in addresses:
            path = html.unescape(address).partition("?")[0].partition("#")[0]
            name = posixpath.normpath(posixpath.join(folder, path))
            if path and name in self._names and name != place:
                yield name

    def _top(self, page):
        """The folder of the page's language, with a slash: what exercises need lies there."""
        first = page.split("/")[0] + "/"
        return first if f"{first}index.html" in self._names else ""

    def _text(self, name):
        return (self._site / name).read_text(encoding="utf-8", errors="replace")


def _in_page(text):
    for tag in _LOADING.findall(text):
        if not _NOT_LOADED.search(tag):
            yield from _ADDRESS.findall(tag)
    yield from _GIVEN.findall(text)


def groups(needs: Needs, names: Mapping[str, object]) -> dict[str, dict[str, list[str]]]:
    """What each module's page can keep: its own ``pages``, ``more`` that belongs to them, and ``python``.

    More is what a module's pages lead to: the pages around the lessons, the search, tables to download, and
    what makes a document of one's work.
    Python is what its exercises in code need, in books that run code.
    """
    found = {}
    for page in names:
        match = re.fullmatch(r"(|[\w-]+/)(modules/[\w.-]+/)([\w-]+)\.html", page)
        if match:
            top, folder, _ = match.groups()
            pages = [name for name in names if name.startswith(top + folder) and name.endswith(".html")]
            tables = sorted({table for name in pages for table in needs.downloads(name)})
            around = [name for name in names if _is_around(name, top)]
            around += [name for name in names if name.startswith(f"{top}_exercises/") and _WORD in name]
            python = sorted({one for name in pages for one in needs.python(name)})
            found[page] = {"pages": pages, "more": ["index.html", *around, *tables], "python": python}
    return found


def _is_around(name, top):
    own = name.removeprefix(top)
    around = r"book/[\w-]+/[\w-]+\.html|_search/.*|search\.html|offline\.html"
    return name.startswith(top) and re.fullmatch(around, own) is not None
