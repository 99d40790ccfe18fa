"""A workshop's room without a server."""

import own_loop

from localsdg_workshop import store
from localsdg_workshop.room import Room


def in_room(folder, does):
    """Run ``does(room)`` (a coroutine function) in the workshop of a folder."""

    async def run():
        kept = store.Store(folder)
        try:
            return await does(Room(kept))
        finally:
            kept.close()

    return own_loop.run(run())
