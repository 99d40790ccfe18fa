"""The list of revoked badges (W3C Bitstring Status List), as a file to be put where badges say it lies.

Each badge has a number, drawn by lot among many, so the list tells neither how many there are nor whose.
``numbers.json`` keeps which are taken and revoked; it names nobody, and stays when a learner is forgotten.
"""

import gzip
import io
import json
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.badges import tokens
from autograder.badges.keys import Key
from autograder.store import files

FILE = "status.jwt"
NUMBERS = "numbers.json"
SIZE = 131_072  # as the standard asks at least
LARGEST = 1 << 20  # bytes of a list that is unpacked
CONTEXT = "https://www.w3.org/ns/credentials/v2"  # of all credentials


def time(moment: datetime) -> str:
    """A moment as credentials write it, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def entry(address: str, number: int) -> dict[str, Any]:
    """What a badge says of its place in the list at ``address``."""
    return {
        "id": f"{address}#{number}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(number),
        "statusListCredential": address,
    }


def numbers(place: Path) -> dict[str, str]:
    """``{number: day on which it was revoked, or ""}`` of the folder of badges."""
    path = place / NUMBERS
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def take(place: Path) -> int:
    """A number that nobody has, taken."""
    taken = numbers(place)
    number = secrets.randbelow(SIZE)
    while str(number) in taken:
        number = secrets.randbelow(SIZE)
    files.write_json(place / NUMBERS, {**taken, str(number): ""})
    return number


def revoke(place: Path, number: int, now: datetime) -> None:
    """Note that a badge is revoked; the list has to be written again."""
    files.write_json(place / NUMBERS, {**numbers(place), str(number): now.date().isoformat()})


def write(place: Path, address: str, key: Key, now: datetime) -> Path:
    """Write the list as it is now, signed; the file belongs to ``address``."""
    revoked = [int(number) for number, day in numbers(place).items() if day]
    path = place / FILE
    files.write(path, tokens.signed(_credential(address, revoked, key.did, now), key))
    return path


def _credential(address, revoked, did, now):
    return {
        "@context": [CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did,
        "validFrom": time(now),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(revoked),
        },
        "iss": did,
        "jti": address,
        "sub": f"{address}#list",
        "nbf": int(now.timestamp()),
    }


def encoded(revoked: list[int]) -> str:
    """The bits of a list, the first of each byte the highest, packed as the standard says."""
    bits = bytearray(SIZE // 8)
    for number in revoked:
        bits[number // 8] |= 0x80 >> number % 8
    return "u" + tokens.lettered(gzip.compress(bytes(bits), mtime=0))


def is_revoked(listed: str, badge: dict[str, Any]) -> bool:
    """Whether a list (its text) says that a badge is revoked. Raises ``Invalid`` for any other list."""
    said, place = tokens.opened(tokens.found_in(listed)), badge.get("credentialStatus") or {}
    try:
        subject, number = said["credentialSubject"], int(place["statusListIndex"])
        if said["iss"] != badge["iss"] or said["id"] != place["statusListCredential"]:
            raise tokens.Invalid("other_list")
        data = tokens.unlettered(subject["encodedList"][1:])
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            bits = packed.read(LARGEST)
        return bool(bits[number // 8] & 0x80 >> number % 8)
    except (KeyError, TypeError, ValueError, IndexError, OSError, EOFError):
        raise tokens.Invalid("other_list") from None
