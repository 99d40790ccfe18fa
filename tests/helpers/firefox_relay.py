"""Stands between Playwright and a Firefox that lacks a command which Playwright sends to each new context.

Run as a program: ``firefox_relay.py FIREFOX ARGUMENTS...`` starts Firefox and passes everything on. The
commands in ``_LACKING``, of WebDriver BiDi, are answered as done: Firefox ESR 153 does not know them yet.
When Debian's Firefox does, this file can go.
"""

import asyncio
import json
import re
import sys

from tornado.web import Application
from tornado.websocket import WebSocketHandler, websocket_connect

_LACKING = {"emulation.setMediaFeaturesOverride"}
_ADDRESS = re.compile(rb"ws://127\.0\.0\.1:\d+")


class _Relay(WebSocketHandler):
    """One conversation of Playwright with Firefox."""

    def check_origin(self, origin):
        return True

    async def open(self, *args, **kwargs):
        self.firefox = await websocket_connect(
            f"{self.settings['firefox']}/session", on_message_callback=self._answer, max_message_size=1 << 28
        )

    def _answer(self, message):
        if message is None:
            self.close()
        else:
            self.write_message(message)

    async def on_message(self, message):
        asked = json.loads(message)
        if asked.get("method") in _LACKING:
            self.write_message(json.dumps({"type": "success", "id": asked["id"], "result": {}}))
        else:
            await self.firefox.write_message(message)


async def main(program):
    """Run Firefox until it ends; its exit code."""
    firefox = await asyncio.create_subprocess_exec(*program, stderr=asyncio.subprocess.PIPE)
    async for line in firefox.stderr:
        if found := _ADDRESS.search(line):
            settings = {"firefox": found.group().decode(), "websocket_max_message_size": 1 << 28}
            server = Application([(r"/session", _Relay)], **settings).listen(0, "127.0.0.1")
            port = next(iter(server._sockets.values())).getsockname()[1]
            line = f"WebDriver BiDi listening on ws://127.0.0.1:{port}\n".encode()
        sys.stderr.buffer.write(line)
        sys.stderr.flush()
    return await firefox.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
