"""How much one person may send: so often, so much. Generous for a hand, too little for a flood."""

import re
import time
from collections.abc import Callable

MESSAGE = 192 << 10  # bytes of one message on a socket
TEXT = 64 << 10  # characters of one kept value: the longest answers have a tenth of that
KEYS = 400  # kept values of a person: the course has 68 exercises, each with up to four
WORK = 2 << 20  # characters of all that is kept of a person
ALL_WORK = 512 << 20  # of all people together: what a laptop has room for
PEOPLE = 2000
SOCKETS = 6  # of one person: a few tabs
QUESTION = 500  # characters of a question from the room
QUESTIONS = 40  # open ones of a person
NAME = 60  # characters

# What is kept of a learner's work in the browser (book/static/exercises/kept.js), and a poll's answer.
KEY = re.compile(
    r"(localsdg(-[a-z]{1,20}){0,3}(:[A-Za-z0-9_-]{1,80}(/[A-Za-z0-9_-]{1,80})?)?|lsdg-poll:[a-z0-9-]{1,60})"
)


def is_key(key: object) -> bool:
    """May a value be kept under this name?"""
    return isinstance(key, str) and KEY.fullmatch(key) is not None


class Bucket:
    """So many at once, and so many a second after that."""

    def __init__(self, burst: float, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._rate, self._clock = burst, rate, clock
        self._left, self._at = burst, clock()

    def takes(self, cost: float = 1) -> bool:
        """Is there room for one more? If so, it is counted."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < cost:
            return False
        self._left -= cost
        return True
