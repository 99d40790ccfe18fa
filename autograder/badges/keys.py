"""The facilitator's key: an Ed25519 key in a file that nobody else may read, and its public name.

The public name is a ``did:key``: the key itself in letters, so that whoever has a badge can verify it without
asking anybody.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from autograder.errors import CourseFolderError
from autograder.messages import message

PREFIX = "did:key:z"
_ED25519 = b"\xed\x01"  # what begins the bytes of such a key (multicodec)
_LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"  # base58, as Bitcoin orders it
_LONGEST = 100  # letters of a key's name; those of Ed25519 have 56
IS_THERE = message("badge_key_there")
OPEN = message("badge_key_open")
NO_KEY = message("badge_no_key")


@dataclass(frozen=True)
class Key:
    """A key that signs, with its public name."""

    private: Ed25519PrivateKey

    @property
    def did(self) -> str:
        """``did:key:z6Mk…``."""
        return did(self.private.public_key())


def new(path: Path) -> Key:
    """Make a key and write it into the new file ``path``. Raises ``CourseFolderError`` if that is there."""
    private = Ed25519PrivateKey.generate()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CourseFolderError(IS_THERE.format(path=path)) from None
    with open(handle, "wb") as stream:
        stream.write(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return Key(private)


def read(path: Path) -> Key:
    """The key in a file. Raises ``CourseFolderError`` for one that others may read, or that holds none."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise CourseFolderError(OPEN.format(path=path))
    try:
        private = load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        private = None
    if not isinstance(private, Ed25519PrivateKey):
        raise CourseFolderError(NO_KEY.format(path=path))
    return Key(private)


def did(public: Ed25519PublicKey) -> str:
    """The name of a public key."""
    number = int.from_bytes(_ED25519 + public.public_bytes(Encoding.Raw, PublicFormat.Raw), "big")
    letters = ""
    while number:
        number, place = divmod(number, len(_LETTERS))
        letters = _LETTERS[place] + letters
    return PREFIX + letters


def of_did(name: str) -> Ed25519PublicKey | None:
    """The key that a name holds; ``None`` if it is none of an Ed25519 key."""
    if not name.startswith(PREFIX) or len(name) > _LONGEST:
        return None
    number = 0
    for letter in name[len(PREFIX) :]:
        if letter not in _LETTERS:
            return None
        number = number * len(_LETTERS) + _LETTERS.index(letter)
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    if len(data) != len(_ED25519) + 32 or not data.startswith(_ED25519):
        return None
    return Ed25519PublicKey.from_public_bytes(data[len(_ED25519) :])
