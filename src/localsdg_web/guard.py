"""Which requests are heard at all: of our own names, of our own pages, and not too large.

A page of another site may have its own name point here, or send forms and open sockets here with our cookies.
So the name must be ours: this computer's, or the address to which the request came. And whatever changes
something, or opens a socket, must come from a page of that same address.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from localsdg_web import hosts

# As ASGI has them; frameworks call them the same.
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Most = Callable[[Scope], int]  # how many bytes a request may bring

_SAFE = ("GET", "HEAD")
_LOOPBACK = ("127.", "::1")
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
}


class Guard:
    """The application behind what it lets through."""

    def __init__(self, app: App, most: Most) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is not for us; hand on the rest."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        status = refusal(scope, self._most(scope))
        if status is None:
            await self._app(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": str(status)})
        else:
            kind = [(b"content-type", b"text/plain; charset=utf-8")]
            sending = _with_headers(send)
            await sending({"type": "http.response.start", "status": status, "headers": kind})
            await sending({"type": "http.response.body", "body": f"{status}\n".encode()})


def refusal(scope: Scope, most: int) -> int | None:
    """The status with which a request is refused; ``None`` if it is heard. ``most``: bytes of its body."""
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
    host = found.get("host", [])
    if len(host) != 1 or not hosts.is_ours(host[0], _names(scope)):
        return hosts.STATUS
    is_safe = scope["type"] == "http" and scope["method"] in _SAFE
    if not is_safe and found.get("origin") != [f"http://{host[0]}"]:
        return 403
    length = found.get("content-length", ["0"])[0]
    if not length.isdigit() or int(length) > most or (not is_safe and "transfer-encoding" in found):
        return 413
    return None


def _names(scope: Scope) -> set[str]:
    """By which names this request may call us: the address to which it came, and on this computer our own."""
    address = (scope.get("server") or ("", 0))[0] or ""
    own = {f"[{address}]" if ":" in address else address} - {"", "[]"}
    return own | hosts.OWN_NAMES if address.startswith(_LOOPBACK) else own


def _with_headers(send: Send) -> Send:
    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            known = {name for name, _ in message["headers"]}
            more = [
                (name.encode(), value.encode())
                for name, value in HEADERS.items()
                if name.encode() not in known
            ]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return sending
