"""Who is in the workshop: by which token a person is known, and what of them is in memory."""

import hashlib
import secrets
import time
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from localsdg_workshop import allowance

COOKIE = "localsdg-person"  # no port in it: who restarts the server with another port loses nobody
DAYS = 60


@dataclass
class Person:
    """A participant or a group: what stands in the store, and where they are now.

    ``sizes``: characters of each kept value by key; ``sockets``: what is open to their tabs.
    """

    id: int
    name: str
    team: str
    language: str
    joined: float
    sizes: dict[str, int] = field(default_factory=dict)
    sockets: set[Any] = field(default_factory=set)
    page: str = ""
    exercise: str = ""
    visit: int = 0
    last: float = 0.0
    sending: allowance.Bucket = field(default_factory=lambda: allowance.Bucket(60, 15))
    checking: allowance.Bucket = field(default_factory=lambda: allowance.Bucket(12, 1.5))

    def row(self) -> dict[str, Any]:
        """What the board shows of them."""
        return {
            "id": self.id,
            "name": self.name,
            "team": self.team,
            "here": bool(self.sockets),
            "page": self.page,
            "exercise": self.exercise,
            "last": self.last,
        }


def new_token() -> str:
    """What a phone shows to be known again."""
    return secrets.token_urlsafe(24)


def digest(token: str) -> bytes:
    """What the store keeps of it: who reads the file can be nobody."""
    return hashlib.sha256(token.encode()).digest()


def cookie(token: str) -> str:
    """The ``Set-Cookie`` header that gives a phone its token. No script can read it."""
    return f"{COOKIE}={token}; Path=/; Max-Age={DAYS * 86400}; HttpOnly; SameSite=Lax"


def clean(text: object, longest: int = allowance.NAME) -> str:
    """A name on one line, without signs that cannot be seen or turn the writing's direction."""
    if not isinstance(text, str):
        return ""
    kept = "".join(
        sign for sign in text[: longest * 4] if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co")
    )
    return " ".join(kept.split())[:longest].strip()


def load(connection: Any) -> dict[bytes, Person]:
    """``{digest of the token: person}`` of a store's connection."""
    found, by_id = {}, {}
    rows = connection.execute("SELECT id, token, name, team, language, joined FROM people")
    for number, token, name, team, language, joined in rows:
        found[bytes(token)] = by_id[number] = Person(number, name, team, language, joined)
    for number, key, size, at in connection.execute("SELECT person, key, length(text), at FROM work"):
        by_id[number].sizes[key] = size
        by_id[number].last = max(by_id[number].last, at)
    return found


def now() -> float:
    """Seconds since 1970, with milliseconds."""
    return round(time.time(), 3)
