"""The book's look for pages that a server makes itself, and the templates that they are made from."""

import functools
import gzip
import hashlib
import re
from pathlib import Path

import jinja2

from localsdg import kinds


@functools.cache
def tokens() -> str:
    """The course's colours, type and spacing as CSS; the dark ones on a dark screen."""
    css = (Path(kinds.__file__).parent / "tokens.css").read_text(encoding="utf-8")
    dark = re.search(r'html\[data-theme="dark"\][^{]*\{([^}]*)\}', css)
    if dark is None:
        raise ValueError("tokens.css has no dark colours")
    return f"{css}\n@media screen and (prefers-color-scheme: dark) {{\n:root {{{dark[1]}}}\n}}\n"


@functools.cache
def templates(folder: Path) -> jinja2.Environment:
    """The templates of a folder. Values are escaped; a name that was not given is an error, not a gap."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


_SHARED = Path(__file__).parent / "static"
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_TOKENS = "tokens.css"


@functools.cache
def static(name: str, room: Path) -> tuple[str, str, bytes] | None:
    """``(type, etag, compressed content)`` of a script or style that a page loads; ``None``: there is none.

    ``room``: the server's own folder; what is not there is looked for among what servers share.
    """
    if name == _TOKENS:
        return _made(".css", tokens().encode())
    kind = Path(name).suffix
    if kind not in _TYPES or Path(name).name != name:
        return None
    path = next((folder / name for folder in (room, _SHARED) if (folder / name).is_file()), None)
    return _made(kind, path.read_bytes()) if path else None


def _made(kind, content):
    etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    return _TYPES[kind], etag, gzip.compress(content, 9, mtime=0)
