"""Templates of pages are compiled once, not again in each build and for each language."""

from pathlib import Path

import jinja2
from sphinx.application import Sphinx

from localsdg_build.book import templates
from localsdg_web import look


def _keep(app):
    """Sphinx event ``builder-inited``: keep them beside what builds remember.

    What is kept counts for the same file with the same text, and for this version of Jinja.
    """
    if app.builder.format != "html":
        return
    folder = Path(app.doctreedir).parent / "templates" / jinja2.__version__
    folder.mkdir(parents=True, exist_ok=True)
    kept = jinja2.FileSystemBytecodeCache(str(folder))
    for environment in (app.builder.templates.environment, look.templates(templates.FOLDER)):
        environment.bytecode_cache = kept


def register(app: Sphinx) -> None:
    """Keep them before the first page is written."""
    app.connect("builder-inited", _keep)
