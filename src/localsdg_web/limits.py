"""How much one request may be, and how many of them."""

import time
from collections import deque
from collections.abc import Callable, Hashable

HEADERS = 64 << 10  # bytes
BODY = 1 << 20  # bytes; a server that only shows pages needs none of it
IDLE = 3600.0  # seconds that a connection may say nothing


class Rate:
    """At most ``most`` requests of one sender in ``seconds``."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self.seconds, self._clock = most, seconds, clock
        self._asked: dict[Hashable, deque[float]] = {}

    def allows(self, sender: Hashable) -> bool:
        """May this sender ask now? If so, it counts."""
        now = self._clock()
        for known in [one for one, times in self._asked.items() if times[-1] <= now - self.seconds]:
            del self._asked[known]  # else everybody who ever asked stays in memory
        times = self._asked.setdefault(sender, deque())
        while times and times[0] <= now - self.seconds:
            times.popleft()
        if len(times) >= self.most:
            return False
        times.append(now)
        return True
