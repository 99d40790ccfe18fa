"""What all pages that go out have in common: values in templates are escaped; the course's look."""

import functools
import re
from pathlib import Path

import jinja2

from autograder.notebook.wording import fill
from localsdg import kinds

TEMPLATES = Path(__file__).parent / "templates"

# No script runs in these pages, whatever learners wrote, and nothing is fetched from anywhere.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


@functools.cache
def _environment():
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals["policy"] = POLICY
    environment.filters["fill"] = fill
    return environment


def template(name):
    """A template of the folder ``templates``. A name that was not given is an error, not an empty place."""
    return _environment().get_template(name)


@functools.cache
def style(name):
    """The course's tokens (dark ones on a dark screen), what all pages share, then the rules of ``name``."""
    tokens = (Path(kinds.__file__).parent / "tokens.css").read_text(encoding="utf-8")
    dark = re.search(r'html\[data-theme="dark"\][^{]*\{([^}]*)\}', tokens)
    shared, rules = ((TEMPLATES / sheet).read_text(encoding="utf-8") for sheet in ("page.css", name))
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n:root {{{dark.group(1)}}}\n}}"
    return f"{tokens}\n{dark}\n{shared}{rules}"
