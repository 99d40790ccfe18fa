"""The Content-Security-Policy of each page, in a ``<meta>``, because static hosts send no headers.

Nothing may come from another host, and no script runs that the build did not put there: an inline script
counts by its hash. Styles stay open, because MathJax writes its own into the page.
"""

import base64
import hashlib
import re

from sphinx.application import Sphinx

_HEAD = re.compile(r"<head>\s*")
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", re.S | re.I)
_DATA = re.compile(r"""type=["']?application/""", re.I)  # JSON for scripts to read: it never runs
_PYTHON = "_exercises/host.js"  # a page that loads it checks answers, in Python


def add_to_pages(app: Sphinx) -> None:
    """Give each page that Sphinx writes its policy (Sphinx event ``builder-inited``)."""
    if app.builder.format == "html":
        render = app.builder.templates.render
        app.builder.templates.render = lambda *arguments: with_policy(render(*arguments))


def with_policy(page: str) -> str:
    """``page`` (HTML) with its policy first in its head; ``ValueError`` if it has no head."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page)}" />'
    made, count = _HEAD.subn(lambda match: f"{match.group()}{meta}\n    ", page, count=1)
    if not count:
        raise ValueError("a page without <head> can have no policy")
    return made


def policy(page: str) -> str:
    """The policy for the scripts that stand in ``page``."""
    hashes = sorted({_hash(text) for kind, text in _INLINE.findall(page) if not _DATA.search(kind)})
    scripts = ["'self'", *hashes, *(["'wasm-unsafe-eval'"] if _PYTHON in page else [])]
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src {' '.join(scripts)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


def _hash(text):
    # A browser counts what the parser made of the text: line ends are \n there.
    digest = hashlib.sha256(text.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
