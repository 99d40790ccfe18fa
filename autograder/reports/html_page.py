"""What all pages that go out have in common: values in templates are escaped; the course's look."""

import functools
from pathlib import Path

from jinja2 import Template

from autograder.notebook.wording import fill
from localsdg_web import look

TEMPLATES = Path(__file__).parent / "templates"


# No script runs in these pages, whatever learners wrote, and nothing is fetched from anywhere.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


@functools.cache
def _environment():
    environment = look.templates(TEMPLATES)
    environment.globals["policy"] = POLICY
    environment.filters["fill"] = fill
    return environment


def template(name: str) -> Template:
    """A template of the folder ``templates``. A name that was not given is an error, not an empty place."""
    return _environment().get_template(name)


@functools.cache
def style(name: str) -> str:
    """The course's tokens (dark ones on a dark screen), what all pages share, then the rules of ``name``."""
    shared, rules = ((TEMPLATES / sheet).read_text(encoding="utf-8") for sheet in ("page.css", name))
    return f"{look.tokens()}{shared}{rules}"
