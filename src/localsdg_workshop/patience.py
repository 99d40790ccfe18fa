"""Connections: as many as a room needs, and none for who asks nothing."""

import contextlib
from asyncio import Transport

from uvicorn.protocols.http.h11_impl import H11Protocol

FILES = 8192  # a phone's browser opens up to seven; some systems begin with 256 for all
PATIENCE = 30.0  # seconds


class Patient(H11Protocol):
    """A connection. Without a first request it is closed after a while: a script could open all there are."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self.loop.call_later(PATIENCE, self._give_up)

    def _give_up(self):
        if self.cycle is None and self.transport.get_protocol() is self:  # a socket has another one
            self.transport.abort()


def allow_files() -> None:
    """Let this process have ``FILES`` connections, or as many as the system allows."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows counts otherwise
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
