"""The workshop's own pages and the files that they load, compressed once."""

import gzip
import hashlib
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import segno
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from localsdg.course import direction
from localsdg_web import look
from localsdg_workshop import words

_ROOM = Path(__file__).parents[1]
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_TOKENS = "tokens.css"
_POLICY = (
    "default-src 'self'; connect-src 'self' ws:; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def html(name: str, language: str, **values: Any) -> Response:
    """A page (``join``, ``board``, ``screen``) in a language; ``addresses``: see ``address_codes``."""
    told = words.words(language)
    template = look.templates(_ROOM / "static").get_template(f"{name}.html.j2")
    addresses = values.pop("addresses", [])
    code = values.get("code", "")
    text = template.render(
        w=told,
        language=language,
        direction=direction(language),
        codes=address_codes(addresses, code),
        **values,
    )
    return HTMLResponse(text, headers={"content-security-policy": _POLICY, "cache-control": "no-store"})


def address_codes(addresses: list[str], code: str) -> list[dict[str, Any]]:
    """``[{address, qr}]``: where people join, and the drawing that leads there with the code."""
    return [
        {"address": address.removeprefix("http://").rstrip("/"), "qr": Markup(qr(f"{address}j/{code}"))}
        for address in addresses
    ]


def qr(text: str) -> str:
    """A QR code as SVG to stand in a page; black on white, whatever the colours are."""
    made = segno.make(text, error="m", micro=False)
    return made.svg_inline(scale=6, border=3, dark="#000", light="#fff", omitsize=True)


def qr_for_terminal(text: str) -> str:
    """A QR code in half blocks."""
    out = StringIO()
    segno.make(text, error="l", micro=False).terminal(out, compact=True, border=2)
    return out.getvalue()


@cache
def static(name: str) -> tuple[str, str, bytes] | None:
    """``(type, etag, compressed content)`` of a file; ``None`` if there is none of that name."""
    if name == _TOKENS:
        return _made(".css", look.tokens().encode())
    kind = Path(name).suffix
    path = _ROOM / "static" / name
    is_ours = kind in _TYPES and Path(name).name == name and path.is_file()
    return _made(kind, path.read_bytes()) if is_ours else None


def _made(kind, content):
    etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    return _TYPES[kind], etag, gzip.compress(content, 9, mtime=0)
