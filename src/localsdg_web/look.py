"""The book's look for pages that a server makes itself, and the templates that they are made from."""

import functools
import re
from pathlib import Path

import jinja2

from localsdg import kinds


@functools.cache
def tokens() -> str:
    """The course's colours, type and spacing as CSS; the dark ones on a dark screen."""
    css = (Path(kinds.__file__).parent / "tokens.css").read_text(encoding="utf-8")
    dark = re.search(r'html\[data-theme="dark"\][^{]*\{([^}]*)\}', css)
    if dark is None:
        raise ValueError("tokens.css has no dark colours")
    return f"{css}\n@media screen and (prefers-color-scheme: dark) {{\n:root {{{dark[1]}}}\n}}\n"


@functools.cache
def templates(folder: Path) -> jinja2.Environment:
    """The templates of a folder. Values are escaped; a name that was not given is an error, not a gap."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
