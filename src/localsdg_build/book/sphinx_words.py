"""What Sphinx itself says on pages (titles of links), in the words of ``interface.yml``.

Sphinx brings translations for some languages, each as complete as its translators made it; ours are checked.
English pages keep Sphinx's own English.
"""

import gettext

from sphinx import locale
from sphinx.application import Sphinx
from sphinx.config import Config

from localsdg import course
from localsdg_build.words import interface

_PAGES = {
    "Index": "search_index",
    "General Index": "search_index",
    "Symbols": "search_index",
    "Link to this heading": "site_link_heading",
    **{f"Link to this {what}": "site_link_here" for what in ("term", "definition", "table", "code", "image")},
}


class _Ours(gettext.NullTranslations):
    def __init__(self, words):
        super().__init__()
        self._said = {english: words[key] for english, key in _PAGES.items()}

    def gettext(self, message: str) -> str:
        return self._said.get(message, message)


def speak(app: Sphinx, config: Config) -> None:
    """Sphinx event ``config-inited``."""
    if config.language not in (None, course.LANGUAGE):
        ours = _Ours(interface(config.language))
        app.translator = locale.translators["general", "sphinx"] = ours
