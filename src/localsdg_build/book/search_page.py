"""The page ``search.html``: its words stand in the theme, the search is ours (``localsdg_build.search``).

Sphinx's own is left out: it knows neither codes nor parts of words, and fetches pages for its sentences.
"""

from sphinx.application import Sphinx
from sphinx.config import Config

_PAGE = "search"


def register(app: Sphinx) -> None:
    """Called at the extension's setup."""
    app.connect("config-inited", _add_page)
    app.connect("builder-inited", _leave_out)


def _add_page(app: Sphinx, config: Config) -> None:
    config.html_additional_pages[_PAGE] = f"{_PAGE}.html"


def _leave_out(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.builder.search = False  # type: ignore[attr-defined]
