"""Icon and colour of each module: `icon.svg` in its folder, `colour` in its `module.yml`. Pure."""

import functools
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from localsdg import course as sources
from localsdg import kinds
from localsdg_build.drawing import icon

_COLOUR = re.compile(r"--lsdg-module-([a-z]+):")


@dataclass(frozen=True)
class Mark:
    """What marks a module: the class that gives its colour, and its icon's shapes (SVG)."""

    style: str
    shapes: str

    def svg(self) -> str:
        """The icon as HTML. It is decoration: the module's title stands beside it."""
        return (
            f'<svg class="lsdg-module-icon {self.style}" viewBox="{icon.BOX}" width="24" height="24" '
            f'aria-hidden="true" focusable="false">{self.shapes}</svg>'
        )


@functools.cache
def colours() -> tuple[str, ...]:
    """The colours that a module may have, as `module-colours.css` names them; the first is the default."""
    text = (Path(kinds.__file__).parent / "module-colours.css").read_text(encoding="utf-8")
    return tuple(dict.fromkeys(_COLOUR.findall(text)))


def marks(course: Path) -> dict[str, Mark]:
    """``{module: Mark}``. Raises ``svg.DrawingError`` for an icon that is none."""
    return {path.parent.name: _mark(path) for path in sorted(course.glob("modules/*/module.yml"))}


def _mark(path):
    colour = (sources.read_yaml(path) or {}).get("colour") or colours()[0]
    return Mark(f"lsdg-in-{colour}", icon.shapes(path.parent / icon.FILE))


def resolved(page: str, link: str) -> str:
    """The address in the book to which a link of a page leads; ``#`` is the page itself."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), link)) if link != "#" else page


def of_page(found: Mapping[str, Mark], address: str) -> Mark | None:
    """The mark of the module to which a page belongs, by the page's address in the book."""
    parts = address.split("/")
    return found.get(parts[1]) if len(parts) > 2 and parts[0] == "modules" else None
