"""A workshop's connections: enough of them, and none for who asks nothing."""

import asyncio
import contextlib
import subprocess
import sys

import own_loop
import pytest
import uvicorn
from uvicorn.server import ServerState
from websockets.asyncio.client import connect

from localsdg_workshop import patience, start

FEW = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (128, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
from localsdg_workshop import patience
patience.allow_files()
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_system_that_gives_few_connections_gives_more():
    assert int(subprocess.run([sys.executable, "-c", FEW], capture_output=True, check=True).stdout) > 1000


async def answering(scope, receive, send):
    """Says what it hears on a socket; answers each request."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})
        return
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.send", "text": (await receive())["text"]})
    await receive()


def test_who_asks_nothing_is_not_kept(monkeypatch):
    monkeypatch.setattr(patience, "PATIENCE", 0.3)
    config = uvicorn.Config(answering, **start.SETTINGS)
    config.load()

    async def run():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: config.http_protocol_class(config, ServerState(), {}), "127.0.0.1", 0
        )
        port = server.sockets[0].getsockname()[1]
        silent, slow, asked = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        slow[1].write(b"GET / HTTP/1.1\r\nHost: x\r\nA: ")
        asked[1].write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        async with connect(f"ws://127.0.0.1:{port}/") as socket:
            for reader, _ in (silent, slow):
                with contextlib.suppress(ConnectionResetError):
                    assert await asyncio.wait_for(reader.read(), 10) == b""
            await socket.send("still here")
            assert await socket.recv() == "still here"
        asked[1].write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        for _ in range(2):
            assert b"204" in await asyncio.wait_for(asked[0].readuntil(b"\r\n\r\n"), 10)
        for _, writer in (silent, slow, asked):
            writer.close()
        server.close()

    own_loop.run(run())
