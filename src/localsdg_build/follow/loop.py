"""Build, serve, and build again whenever sources are saved: ``localsdg serve``."""

import asyncio
import itertools
import os
import sys
from pathlib import Path

from localsdg_build import editions, serve
from localsdg_build.follow import changes, server
from localsdg_build.follow.builder import Builder
from localsdg_build.follow.readers import Readers


def follow_book(root: Path, edition: str, live: bool, port: int) -> int:
    """Build the book of the checkout ``root``, serve it, follow its sources until Ctrl+C; an exit code."""
    book = root / "_build" / editions.edition(edition, live).html
    if not hasattr(os, "fork"):  # Windows: it is built once
        from localsdg_build import build  # loads what the server does not need

        return build.build_book(root, edition=edition, live=live) or serve.serve_book(book, port)
    sockets = serve.listen(port)
    if not sockets:
        return 1
    book.parent.mkdir(exist_ok=True)
    readers = Readers()

    async def beside(address: str) -> None:
        await Follower(root, book, readers, address).run(edition, live)

    return serve.run(server.application(root, book, readers), sockets, beside)


class Follower:
    """Has the ``book`` of the course ``root`` built whenever something has changed; says where it is."""

    def __init__(self, root: Path, book: Path, readers: Readers, address: str) -> None:
        self._root, self._book, self._readers, self._address = root, book, readers, address
        self.changed = asyncio.Event()
        self._said = self._is_saved = False

    async def run(self, edition: str, live: bool) -> None:
        """Until it is cancelled."""
        self.changed.set()
        builder = Builder(edition, live, self._tell)
        watching = asyncio.create_task(changes.watch(self._root, self.changed))
        try:
            self._say_where()  # of the last book, if there is one
            building = asyncio.create_task(self.build_whenever_changed(builder))
            done, _ = await asyncio.wait({watching, building}, return_when=asyncio.FIRST_EXCEPTION)
            for one in done:
                one.result()  # neither ends without a fault
        finally:
            watching.cancel()
            building.cancel()
            builder.close()
            self._readers.close()

    async def build_whenever_changed(self, builder: Builder) -> None:
        """A build for each change, and one for all that is saved during a build."""
        for number in itertools.count():
            await self.changed.wait()
            self.changed.clear()
            self._is_saved = number > 0  # the first makes what was saved before
            if await self._build(builder) > 0:
                said = "The book stays as it was. Mend this and save: it is built again."
                print(said, file=sys.stderr, flush=True)

    async def _build(self, builder):
        """One build. What is saved once English is done ends it: English comes first again."""
        building = asyncio.create_task(builder.build())
        saved = asyncio.create_task(self.changed.wait())
        try:
            await asyncio.wait({building, saved}, return_when=asyncio.FIRST_COMPLETED)
            if not building.done():
                await builder.shown.wait()
                builder.stop()
            return await building
        finally:
            saved.cancel()

    def _tell(self):
        self._say_where()
        if self._is_saved and not self._readers.is_written:
            self._readers.is_written = True
            print(
                "Load the pages that are open once more: from now on they follow by themselves.", flush=True
            )
        self._readers.tell()

    def _say_where(self):
        if not self._said and (self._book / "index.html").is_file():
            self._said = True
            serve.say_where(self._address)
