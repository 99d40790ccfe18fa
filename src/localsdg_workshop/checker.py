"""Answers checked by the laptop, in a process of its own: what hangs there is ended, and nobody waits."""

import asyncio
import contextlib
import json
import re
import sys
from pathlib import Path

from localsdg_workshop import checking

LIMIT = 5.0  # seconds of one check, as in the page; most take some milliseconds
_LINE = 4 << 20  # bytes of a reply
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Checker:
    """One process, started by the first check and again after it failed; one check after the other."""

    def __init__(self, book: Path, limit: float = LIMIT) -> None:
        self._book, self._limit = book, limit
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    def knows(self, language: object, slug: object) -> bool:
        """Is there an exercise of this name that can be checked in this language?"""
        if not isinstance(slug, str) or not _SLUG.fullmatch(slug):
            return False
        if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
            return False
        return checking.checks_path(self._book, language, slug).is_file()

    async def check(self, language: str, slug: str, answer: str, first: str) -> str | None:
        """The reply (JSON) to an answer (JSON text); ``None`` where it could not be checked in time.

        ``first``: the first try so far (JSON text), see ``localsdg.tries``.
        """
        line = json.dumps({"language": language, "slug": slug, "answer": answer, "first": first}) + "\n"
        async with self._turn:
            try:
                process = await self._started()
                assert process.stdin and process.stdout
                process.stdin.write(line.encode())
                await process.stdin.drain()
                reply = await asyncio.wait_for(process.stdout.readline(), self._limit)
            except (TimeoutError, OSError, ValueError):
                await self.stop()
                return None
            if not reply:
                await self.stop()
                return None
        text = reply.decode().strip()
        return None if text == "null" else text

    async def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _started(self):
        if self._process is None or self._process.returncode is not None:
            command = [sys.executable, "-m", checking.__name__, str(self._book)]
            pipe = asyncio.subprocess.PIPE
            self._process = await asyncio.create_subprocess_exec(
                *command, stdin=pipe, stdout=pipe, limit=_LINE
            )
        return self._process
