"""Signed JSON (JWS), the form in which badges and lists travel; and with fewer letters for a QR code."""

import base64
import json
import re
import zlib
from typing import Any

import jwt

from autograder.badges.keys import Key, of_did

ALGORITHM = "EdDSA"
LONGEST = 200_000  # letters of a token that is looked at
_PART = r"[A-Za-z0-9_-]+"
_TOKEN = re.compile(rf"eyJ{_PART}\.{_PART}\.{_PART}")


class Invalid(Exception):
    """A token that cannot be relied on; ``key`` names the sentence in ``badge.yml`` that says why."""

    def __init__(self, key: str, **values: str) -> None:
        self.key, self.values = key, values
        super().__init__(key)


def signed(payload: dict[str, Any], key: Key) -> str:
    """``payload`` with the signature of ``key``, which its header names."""
    named = f"{key.did}#{key.did.removeprefix('did:key:')}"
    return jwt.encode(payload, key.private, ALGORITHM, headers={"kid": named})


def opened(token: str) -> dict[str, Any]:
    """What a token says, if its signature is that of the key that it names as its issuer.

    Dates are not looked at. Raises ``Invalid``.
    """
    try:
        header, payload = jwt.get_unverified_header(token), _unverified(token)
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise Invalid("damaged") from None
    issuer = payload.get("iss")
    public = of_did(issuer) if isinstance(issuer, str) else None
    if public is None or header.get("alg") != ALGORITHM:
        raise Invalid("other_key")
    try:
        jwt.PyJWS().decode(token, public, [ALGORITHM])
    except (jwt.PyJWTError, ValueError):
        raise Invalid("changed") from None
    return payload


def _unverified(token):
    payload = json.loads(jwt.PyJWS().decode(token, options={"verify_signature": False}))
    if not isinstance(payload, dict):
        raise ValueError("no object")
    return payload


def found_in(text: str) -> str:
    """The token in a file's text: the file itself, a page or a picture that holds one. Raises ``Invalid``."""
    found = _TOKEN.search(text[:LONGEST]) if "eyJ" in text else None
    if not found:
        raise Invalid("no_badge")
    return found[0]


def packed(token: str) -> str:
    """A token in fewer letters: what is said, deflated, then a point and the signature."""
    header, payload, signature = token.split(".")
    said = b"\n".join(unlettered(part) for part in (header, payload))
    deflater = zlib.compressobj(9, wbits=-15)
    return f"{lettered(deflater.compress(said) + deflater.flush())}.{signature}"


def unlettered(text: str) -> bytes:
    """The bytes that letters for an address stand for (base64url). Raises ``ValueError``."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def lettered(data: bytes) -> str:
    """Bytes in letters that may stand in an address, without padding (base64url)."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
