"""Serve an ASGI application with uvicorn, from a port that was taken before, until Ctrl+C."""

import contextlib
import os
import signal
import socket
from collections.abc import Mapping
from typing import Any

import uvicorn

HERE = "127.0.0.1"
_BACKLOG = 2048
SETTINGS: dict[str, Any] = {  # of uvicorn
    "http": "h11",
    "loop": "asyncio",
    "timeout_keep_alive": 30,
    "timeout_graceful_shutdown": 2,
    "backlog": _BACKLOG,
    "access_log": False,
    "log_level": "critical",
    "proxy_headers": False,
    "server_header": False,
}


def bound(address: str, port: int) -> socket.socket:
    """A socket that listens there (port 0: a free one). Raises ``OSError``."""
    # Said to be TCP, so that asyncio lets small messages go at once: else each may wait 40 ms for the next.
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # else a port cannot be taken again at once; on Windows two could take it
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((address, port))
        found.listen(_BACKLOG)  # who comes before the server has begun waits, and is not turned away
    except OSError:
        found.close()
        raise
    return found


def run(app: Any, at: socket.socket, settings: Mapping[str, Any] = SETTINGS) -> None:
    """Serve until Ctrl+C. ``settings``: of uvicorn."""
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(uvicorn.Config(app, **settings)).run(sockets=[at])


def end_as_interrupted() -> None:
    """Let a request to end be as Ctrl+C: what is open is closed."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
