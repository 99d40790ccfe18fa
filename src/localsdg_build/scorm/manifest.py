"""``imsmanifest.xml``: what a platform reads of a package. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from localsdg_web import look

VERSIONS = ("1.2", "2004")
NAME = "imsmanifest.xml"
_FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Sco:
    """A lesson in a package: ``name`` of it, title, page, and the files that it alone needs."""

    name: str
    title: str
    page: str
    files: tuple[str, ...]


def identifier(*parts: str) -> str:
    """A name that XML takes as an id."""
    return "lsdg-" + re.sub(r"[^A-Za-z0-9_.-]", "-", "-".join(parts))


def made(version: str, name: str, title: str, scos: Iterable[Sco], shared: Iterable[str]) -> str:
    """The manifest of a package with one item for each of ``scos``; ``shared``: files that all may need."""
    template = look.templates(_FOLDER).get_template(f"imsmanifest-{version}.xml.j2")
    given = {"name": identifier(name), "title": title, "scos": list(scos), "shared": sorted(shared)}
    return template.render(identifier=identifier, **given)
