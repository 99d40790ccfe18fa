"""Who publishes the course, and where: the file ``publish.yml`` beside ``_config.yml``. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from localsdg import course as sources

NAME = "publish.yml"
_TEXT = {"type": "string"}
_FILE = {"type": "string", "description": "a path from the course's folder"}
_TEXTS = {"type": "object", "additionalProperties": _TEXT, "description": "a text for each language: {en: …}"}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "address": _TEXT,
        "publisher": _TEXT,
        "logo": _FILE,
        "course": {"anyOf": [_TEXT, _TEXTS]},
        "contact": _TEXT,
        "privacy": _TEXTS,
        "picture": _FILE,
    },
}
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")


@dataclass(frozen=True)
class Publisher:
    """What ``publish.yml`` says; ``address`` ends with ``/`` if it is there. Files are below ``root``."""

    root: Path
    address: str = ""
    name: str = ""
    logo: str = ""
    course: Mapping[str, str] = field(default_factory=dict)
    contact: str = ""
    privacy: Mapping[str, str] = field(default_factory=dict)
    picture: str = ""

    def contact_link(self) -> str:
        """The address that a link to the contact has, ``""`` where there is none."""
        return f"mailto:{self.contact}" if _MAIL.match(self.contact) else self.contact


def read(root: Path) -> Publisher:
    """The settings of the course in ``root``; all are empty where it has no ``publish.yml``.

    The address may also stand in ``_config.yml`` (``html: baseurl:``), as in earlier versions.
    """
    path = root / NAME
    found = (sources.read_yaml(path) if path.is_file() else None) or {}
    if not isinstance(found, dict):
        raise sources.CourseError(path, "this file holds 'key: value' pairs", 1)
    title = found.get("course") or {}
    earlier = (sources.read_yaml(root / "_config.yml").get("html") or {}).get("baseurl") or ""
    address = str(found.get("address") or earlier)
    return Publisher(
        root=root,
        address=f"{address.rstrip('/')}/" if address else "",
        name=str(found.get("publisher") or ""),
        logo=str(found.get("logo") or ""),
        course=title if isinstance(title, dict) else {sources.LANGUAGE: str(title)},
        contact=str(found.get("contact") or ""),
        privacy=found.get("privacy") or {},
        picture=str(found.get("picture") or ""),
    )


def own_files(root: Path) -> list[str]:
    """Logo and picture, as paths from ``root``: they may lie anywhere in the course's folder."""
    known = read(root) if (root / NAME).is_file() else None
    return [name for name in (known.logo, known.picture) if name] if known else []
