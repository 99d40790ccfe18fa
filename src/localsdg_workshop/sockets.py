"""A socket to a browser: what is told waits its turn, and who does not listen is let go."""

import asyncio
import contextlib
import json
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from localsdg_workshop.room import parsed

_WAITING = 300  # messages that may wait for a slow line
LITTLE, MUCH = 4 << 20, 64 << 20  # characters that may wait: of a phone, of a board; one message always may
_SLOW = 20.0  # seconds in which one must have gone
LEAVE = 5.0  # seconds for saying goodbye: a line that takes nothing takes no goodbye either
GONE = (WebSocketDisconnect, RuntimeError, OSError)


class Socket:
    """One open socket. Use it in ``async with``. ``most``: characters that may wait."""

    def __init__(self, socket: WebSocket, most: int = LITTLE) -> None:
        self._socket, self._most, self._size = socket, most, 0
        self._waiting: asyncio.Queue[str] = asyncio.Queue(_WAITING)
        self._sender: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Socket":
        await self._socket.accept()
        self._sender = asyncio.create_task(self._send_all())
        return self

    async def __aexit__(self, *problem: object) -> None:
        if self._sender:
            self._sender.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sender
        with contextlib.suppress(*GONE, TimeoutError):
            await asyncio.wait_for(self._socket.close(), LEAVE)

    def tell(self, message: Any) -> None:
        """Send a message (JSON text, or what becomes one) as soon as the line takes it."""
        text = message if isinstance(message, str) else json.dumps(message)
        is_much = self._size > 0 and self._size + len(text) > self._most
        if not is_much and not self._waiting.full():
            self._size += len(text)
            self._waiting.put_nowait(text)
        elif self._sender:
            self._sender.cancel()

    def leave(self) -> None:
        """Close it soon: who hears from it next finds that the line is gone."""
        if self._sender:
            self._sender.cancel()

    async def hear(self) -> dict[str, Any] | None:
        """The next message; ``None`` when the line is gone, or what came is no object of JSON."""
        receive = asyncio.ensure_future(self._socket.receive())
        assert self._sender
        await asyncio.wait({receive, self._sender}, return_when=asyncio.FIRST_COMPLETED)
        if not receive.done():
            receive.cancel()
            return None
        try:
            event = receive.result()
            found = parsed(event["text"]) if event["type"] == "websocket.receive" else None
        except (*GONE, KeyError, TypeError):
            return None
        return found if isinstance(found, dict) else None

    async def _send_all(self):
        while True:
            text = await self._waiting.get()
            try:
                await asyncio.wait_for(self._socket.send_text(text), _SLOW)
            except (*GONE, TimeoutError):
                return
            self._size -= len(text)
