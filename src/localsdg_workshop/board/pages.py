"""The workshop's own pages, and the files that they load."""

from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from localsdg.course import direction, root
from localsdg_build import qr
from localsdg_build.packs import note
from localsdg_web import look, sending
from localsdg_workshop import words

_ROOM = Path(__file__).parents[1]
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
        edition=note.of(root(), language),
        **values,
    )
    return response(text)


def response(text: str) -> Response:
    """A page of ours as it is sent: it asks no other host for anything, and stays nowhere."""
    return HTMLResponse(text, headers={"content-security-policy": _POLICY, "cache-control": "no-store"})


def address_codes(addresses: list[str], code: str) -> list[dict[str, Any]]:
    """``[{address, qr}]``: where people join, and the drawing that leads there with the code."""
    return [
        {
            "address": address.removeprefix("http://").rstrip("/"),
            "qr": Markup(qr.svg(f"{address}j/{code}", 3)),
        }
        for address in addresses
    ]


def static(request: Request) -> Response:
    """See ``sending.static``."""
    return sending.static(request, _ROOM / "static")
