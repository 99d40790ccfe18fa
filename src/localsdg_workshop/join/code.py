"""The short code of a workshop: digits that are read out and typed on a phone's number pad."""

import hmac
import secrets

LENGTH = 6


def new_code() -> str:
    """Six digits; an address may try few in a minute (``app``), so nobody finds it by trying."""
    return f"{secrets.randbelow(9 * 10 ** (LENGTH - 1)) + 10 ** (LENGTH - 1)}"


def is_code(typed: object, code: str) -> bool:
    """Is this the code, whatever blanks stand in it?"""
    text = "".join(typed.split()) if isinstance(typed, str) else ""
    return hmac.compare_digest(text.encode(errors="replace"), code.encode())


def is_written_as_code(text: str) -> bool:
    """Does this look like a code, right or wrong?"""
    return len(text) == LENGTH and text.isascii() and text.isdigit()
