"""A secret in the address that a server prints, exchanged for a cookie at the first visit.

Other programs and users of this computer can reach its ports, but cannot read the terminal. After the
exchange the address holds no secret any more: it would stay in the browser's history and be sent on.
"""

import hmac
import secrets
from collections.abc import Mapping

PARAMETER = "key"


class Secret:
    """The secret of one server, for as long as it runs, or longer where both halves of it are kept."""

    def __init__(self, port: int, key: str | None = None, passed: str | None = None) -> None:
        """``port``: cookies know no ports, so the cookie's name does.

        ``key``, ``passed``: what stands in the address and in the cookie, where a server that was started
        again must know its visitors; else they are new.
        """
        self.key = key or secrets.token_urlsafe(24)
        self._pass = passed or secrets.token_urlsafe(24)  # what is in the cookie opens no address
        self.cookie_name = f"localsdg-{port}"

    def path(self, path: str = "/") -> str:
        """The path with the secret, for the address that is printed."""
        return f"{path}?{PARAMETER}={self.key}"

    def exchange(self, key: str | None) -> str | None:
        """The ``Set-Cookie`` header for who brings the right key, else ``None``.

        Answer it with a redirection (303) to the same path without the key.
        """
        if key is None or not hmac.compare_digest(key.encode(), self.key.encode()):
            return None
        return f"{self.cookie_name}={self._pass}; Path=/; HttpOnly; SameSite=Strict"

    def admits(self, cookies: Mapping[str, str]) -> bool:
        """Do a request's cookies, by name, hold what ``exchange`` gave?"""
        return hmac.compare_digest(cookies.get(self.cookie_name, "").encode(), self._pass.encode())
