"""The files that a lesson's page needs in a package, and no others."""

import posixpath
import re
from pathlib import Path

from localsdg.kinds import SHARED

_LOADED = re.compile(r"<(?:script|link|img|source|video|audio|image|use|object)\b[^>]*>")
_ADDRESS = re.compile(r'\b(?:src|href|poster|data-plotly|data-templates)="([^"#]+)"')
_GOOD = re.compile(r'\bdata-good="([^"]+)"')
_TABLE = re.compile(r'<a [^>]*?href="([^"#?:]+\.csv)"')
_IN_STYLE = re.compile(r"""url\(\s*['"]?([^'")\s]+)""")
_IMPORTED = re.compile(r'^(?:import|export) [^"]*from "(\.[^"]+)"|^import "(\.[^"]+)"', re.M)
_TEST = re.compile(r'\bdata-(?:questions|style)="([^"]+)"')
_EXERCISE = re.compile(r'data-exercise="([\w-]+)" data-kind="([\w-]+)"')
_PYTHON = ("worker.js", "python.json", "micropython/micropython.mjs", "micropython/micropython.wasm")
_FRONT = re.compile(r"/hero-\w+\.svg$")  # of the course's first page, in the style sheet of all pages
# Types that old platforms do not know: a browser runs no module of theirs.
RENAMED = {"micropython.mjs": "micropython.js"}


def of_page(site: Path, name: str, text: str, top: str, assignment: str) -> set[str]:
    """Names of files below ``site`` that the page ``name`` needs; ``text``: its HTML in the package.

    ``top``: the folder of its language, ``""`` or with a slash at its end.
    """
    found = {_joined(name, address) for tag in _LOADED.findall(text) for address in _ADDRESS.findall(tag)}
    found |= {
        _joined(name, address)
        for address in (*_GOOD.findall(text), *_TABLE.findall(text), *_TEST.findall(text))
    }
    exercises = f"{top}_exercises/"
    wanted = ["host.js", "hand-in.js", "assignment.js", "vendor/fflate.js", *_PYTHON]
    wanted += ["before-after.js"] if "lsdg-before-after" in text else []
    wanted += ["town.js"] if "lsdg-town-words" in text else []
    for slug, kind in _EXERCISE.findall(text):
        wanted += [f"checks/{slug}.json"]
        wanted += [f"kinds/{one}{end}" for one in (SHARED, kind) for end in (".js", ".css") if kind != "code"]
    wanted.append(f"notebooks/{assignment}.ipynb")
    found |= {exercises + one for one in wanted}
    return {one for one in _closed(site, found) if (site / one).is_file() and not _FRONT.search(f"/{one}")}


def _joined(name: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address.partition("?")[0]))


def _closed(site: Path, names: set[str]) -> set[str]:
    """These files, and those that style sheets and modules among them ask for at once."""
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name in found or not (site / name).is_file():
            continue
        found.add(name)
        if name.endswith(".css"):
            todo += [_joined(name, one) for one in _IN_STYLE.findall(_text(site / name))]
        elif name.endswith(".js") and "/vendor/" not in name:
            text = _text(site / name)
            todo += [_joined(name, one or other) for one, other in _IMPORTED.findall(text)]
    return found


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def packed(site: Path, name: str) -> tuple[str, bytes]:
    """A file's name and content in a package."""
    content = (site / name).read_bytes()
    for old, new in RENAMED.items():
        if name.endswith(old):
            name = name.removesuffix(old) + new
        elif name.endswith("worker.js"):
            content = content.replace(old.encode(), new.encode())
    return name, content
