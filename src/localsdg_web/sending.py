"""Answers that a browser may keep: it asks again by the hash of what it has, and takes them compressed."""

import gzip
from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from localsdg_web import look


def static(request: Request, room: Path) -> Response:
    """The script or style that the address names; ``room``: see ``look.static``."""
    found = look.static(request.path_params["name"], room)
    if found is None:
        return PlainTextResponse("404\n", 404)
    kind, etag, body = found
    headers = {"cache-control": "no-cache", "vary": "accept-encoding"}
    return unless_known(request, kind, etag, body, True, headers)


def unless_known(
    request: Request, kind: str, etag: str, body: bytes, is_gzip: bool, headers: Mapping[str, str]
) -> Response:
    """``body``, which may be compressed, as the browser reads it; nothing if it has what ``etag`` names."""
    headers = {"etag": etag, **headers}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    if is_gzip and "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
    elif is_gzip:
        body = gzip.decompress(body)
    return Response(body, media_type=kind, headers=headers)
